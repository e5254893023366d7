/// Where a worker puts together the figures and codes of a block before they are packed: reused from block to block.
@safe final class StagingSpace {
  private var capacity = 0
  private var memory: Memory

  @safe private struct Memory {
    let values: UnsafeMutablePointer<Int64>
    let reasons: UnsafeMutablePointer<UInt8>
    let codes: UnsafeMutablePointer<UInt32>

    init(_ capacity: Int) {
      // SAFETY: freed by `free` alone.
      unsafe values = .allocate(capacity: capacity)
      unsafe reasons = .allocate(capacity: capacity)
      unsafe codes = .allocate(capacity: capacity)
    }

    func free() {
      // SAFETY: allocated in `init`; called once.
      unsafe values.deallocate()
      unsafe reasons.deallocate()
      unsafe codes.deallocate()
    }
  }

  init() {
    memory = Memory(1)
  }

  deinit { memory.free() }

  /// Makes room for so many rows; what was there is gone.
  func reserve(_ rowCount: Int) {
    if rowCount <= capacity { return }
    capacity = rowCount + rowCount / 2
    memory.free()
    memory = Memory(capacity)
  }

  /// Room for as many values as were reserved, until `reserve` is called again.
  // SAFETY: callers write no more values than they reserved room for.
  @unsafe var values: UnsafeMutablePointer<Int64> { unsafe memory.values }
  @unsafe var reasons: UnsafeMutablePointer<UInt8> { unsafe memory.reasons }
  @unsafe var codes: UnsafeMutablePointer<UInt32> { unsafe memory.codes }
}

/// The cells of one column in a block, one after the other.
@safe struct CellCursor {
  private let base: UnsafePointer<UInt8>
  private var end: UnsafePointer<UInt32>
  private var before: UnsafePointer<UInt32>
  private let width: Int
  private let step: Int
  private let gap: Int

  /// - Parameter place: 0-based. The block is not cut anew as long as the cursor is used.
  init(_ block: CSVBlock, place: Int) {
    // SAFETY: a block has `width` ends for each of its rows, and a start; the cursor is moved once a row.
    unsafe base = block.base
    width = block.shape.width
    unsafe end = UnsafePointer(block.ends + place)
    if place == 0 {
      unsafe before = UnsafePointer(block.starts)
      step = 1
      gap = 0
    } else {
      // SAFETY: as above.
      unsafe before = UnsafePointer(block.ends + place - 1)
      step = width
      gap = 1
    }
  }

  /// The next cell: its first byte and its length, quotes included.
  // SAFETY: as above.
  @inline(__always)
  @unsafe mutating func next() -> (start: UnsafePointer<UInt8>, length: Int) {
    // SAFETY: called once a row.
    let start = unsafe Int(before.pointee) + gap
    let length = unsafe Int(end.pointee) - start
    unsafe before += step
    unsafe end += width
    return unsafe (base + start, length)
  }
}

extension CSVBlock {
  /// The offset in the file of a cell's first byte.
  func offset(row: Int, place: Int) -> Int {
    // SAFETY: callers have rows and places of the block.
    let start = place == 0 ? unsafe starts[row] : unsafe ends[row * shape.width + place - 1] + 1
    return fileOffset + Int(start)
  }
}

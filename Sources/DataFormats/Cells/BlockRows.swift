internal import Dispatch

/// Which rows each block of a file has.
struct BlockRows: Sendable {
  /// Rows in each block.
  let counts: [Int]
  /// The first row of each block.
  let starts: [Int]
  let rowCount: Int

  init(_ counts: [Int]) {
    self.counts = counts
    var starts: [Int] = []
    starts.reserveCapacity(counts.count)
    var next = 0
    for count in counts {
      starts.append(next)
      next += count
    }
    self.starts = starts
    rowCount = next
  }

  /// For each block that has some of the rows: those, counted from the block's first, and where they stand in the range.
  func forEachBlock(of range: Range<Int>, _ body: (_ block: Int, _ rows: Range<Int>, _ place: Int) -> Void) {
    if range.isEmpty { return }
    // The last block that begins at the first row or before it.
    var (low, high) = (0, starts.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= range.lowerBound { low = middle } else { high = middle }
    }
    var block = low
    while block < starts.count, starts[block] < range.upperBound {
      let rows = max(range.lowerBound, starts[block])..<min(range.upperBound, starts[block] + counts[block])
      if !rows.isEmpty {
        body(
          block, rows.lowerBound - starts[block]..<rows.upperBound - starts[block], rows.lowerBound - range.lowerBound)
      }
      block += 1
    }
  }

  /// An array of some rows, of which each block writes its own; on several threads where it is worth it.
  func filled<Element: Sendable>(
    _ range: Range<Int>, workers: Int,
    _ body: @Sendable (_ block: Int, _ rows: Range<Int>, _ target: UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    // SAFETY: the rows of the blocks follow each other without a gap, so that every element is written once, and no two
    // threads write to the same.
    unsafe [Element](unsafeUninitializedCapacity: range.count) { space, count in
      count = range.count
      guard let base = space.baseAddress, !range.isEmpty else { return }
      let parts = range.count < 1 << 18 ? 1 : max(1, workers)
      // SAFETY: as above.
      nonisolated(unsafe) let target = unsafe base
      if parts == 1 {
        forEachBlock(of: range) { block, rows, place in
          // SAFETY: as above.
          unsafe body(block, rows, target + place)
        }
        return
      }
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        let start = range.lowerBound + range.count * part / parts
        let end = range.lowerBound + range.count * (part + 1) / parts
        forEachBlock(of: start..<end) { block, rows, place in
          // SAFETY: as above.
          unsafe body(block, rows, target + (start - range.lowerBound + place))
        }
      }
    }
  }
}

internal import ColumnStore
internal import Dispatch
internal import PolicyModel

/// Puts the packed cells of all blocks together as a column.
struct ColumnAssembly: Sendable {
  /// Rows in each block.
  let counts: [Int]
  /// The first row of each block.
  private let starts: [Int]
  let rowCount: Int
  let workers: Int

  init(counts: [Int], workers: Int) {
    self.counts = counts
    self.workers = max(1, workers)
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

  /// Figures as values in base units.
  ///
  /// - Parameter unit: what they are written in, if they are not values yet; with a hundredth, four decimals at most.
  /// - Throws: where they need more than 38 digits in all.
  func numbers(_ segments: [FigureSegment], writtenIn unit: Unit? = nil) throws(DecimalOverflow) -> Column {
    let numerator = unit?.numerator ?? 1
    // A hundredth has the same digits with two more of them decimals.
    let moved = (unit?.denominator ?? 1) == 100 ? 2 : 0
    var scale = 0
    for (segment, count) in zip(segments, counts) where count > 0 { scale = max(scale, segment.scale) }
    var factors: [Int128] = []
    factors.reserveCapacity(segments.count)
    var isNarrow = true
    for segment in segments {
      let power = ExactDecimal.power(max(0, scale - segment.scale))
      let (factor, overflow) = numerator.multipliedReportingOverflow(by: power)
      if overflow { throw DecimalOverflow() }
      factors.append(factor)
      isNarrow = isNarrow && segment.fitsNarrow(times: factor)
    }
    let vector =
      isNarrow
      ? narrow(segments, factors, scale: scale + moved, isTrimmed: moved > 0)
      : try wide(segments, factors, scale: scale + moved, isTrimmed: moved > 0)
    return Column(.numbers(vector), missing: mask(segments))
  }

  /// Whether figures in a unit can be made values all at once.
  func canConvert(_ segments: [FigureSegment], from unit: Unit?) -> Bool {
    switch unit?.denominator ?? 1 {
    case 1: true
    case 100: segments.allSatisfy { $0.scale + 2 <= ExactDecimal.maximumScale }
    default: false
    }
  }

  private func narrow(
    _ segments: [FigureSegment], _ factors: [Int128], scale: Int, isTrimmed: Bool
  ) -> NumberVector {
    var values: [Int64] = unsafe filled { (block, target) in
      // SAFETY: the target has room for the block's rows, and all products fit.
      unsafe segments[block].values.write(to: target, times: Int64(truncatingIfNeeded: factors[block]))
    }
    var scale = scale
    while isTrimmed, scale > 0, values.allSatisfy({ $0 % 10 == 0 }) {
      for row in values.indices { values[row] /= 10 }
      scale -= 1
    }
    return .narrow(values, scale: scale)
  }

  private func wide(
    _ segments: [FigureSegment], _ factors: [Int128], scale: Int, isTrimmed: Bool
  ) throws(DecimalOverflow) -> NumberVector {
    var values: [Int128] = []
    values.reserveCapacity(rowCount)
    for (segment, factor) in zip(segments, factors) {
      guard let wide = segment.values.wideValues(times: factor) else { throw DecimalOverflow() }
      values += wide
    }
    var scale = scale
    while isTrimmed, scale > 0, values.allSatisfy({ $0 % 10 == 0 }) {
      for row in values.indices { values[row] /= 10 }
      scale -= 1
    }
    if values.contains(where: { Int64(exactly: $0) == nil }) { return .wide(values, scale: scale) }
    return .narrow(values.map { Int64(truncatingIfNeeded: $0) }, scale: scale)
  }

  /// Figures as fiscal years.
  func years(_ segments: [FigureSegment]) -> Column {
    let values: [Int64] = unsafe filled { (block, target) in
      // SAFETY: the target has room for the block's rows.
      unsafe segments[block].values.write(to: target, times: 1)
    }
    return Column(.years(values.map { Int16(truncatingIfNeeded: $0) }), missing: mask(segments))
  }

  private func mask(_ segments: [FigureSegment]) -> MissingMask {
    if segments.allSatisfy({ $0.reasons.isEmpty }) { return MissingMask() }
    var reasons: [UInt8] = []
    reasons.reserveCapacity(rowCount)
    for (segment, count) in zip(segments, counts) {
      if segment.reasons.isEmpty {
        reasons += repeatElement(0, count: count)
      } else {
        reasons += segment.reasons
      }
    }
    return MissingMask(reasons)
  }

  /// What each spelling of each worker means, row by row; below zero the reason why a cell is missing.
  func codes(
    _ findings: [SpellingFinding], _ takers: [CellParts.Taker], meanings: [[Int32]]
  ) -> (codes: [Int32], missing: MissingMask) {
    var codes: [Int32] = unsafe filled { (block, target) in
      let taker = takers[block]
      // SAFETY: the target has room for the block's rows.
      unsafe findings[taker.worker].segments[taker.index].write(to: target, meaning: meanings[taker.worker])
    }
    if meanings.allSatisfy({ $0.allSatisfy { $0 >= 0 } }) { return (codes, MissingMask()) }
    var reasons = [UInt8](repeating: 0, count: rowCount)
    var isAnyMissing = false
    for row in codes.indices where codes[row] < 0 {
      reasons[row] = UInt8(truncatingIfNeeded: -codes[row])
      codes[row] = 0
      isAnyMissing = true
    }
    return (codes, MissingMask(isAnyMissing ? reasons : []))
  }

  /// An array of all rows, of which each block writes its own; on several threads where it is worth it.
  private func filled<Element: Sendable>(
    _ body: @Sendable (_ block: Int, _ target: UnsafeMutablePointer<Element>) -> Void
  ) -> [Element] {
    // SAFETY: the blocks' rows follow each other without a gap, so that every element is written once, and no two threads
    // write to the same.
    unsafe [Element](unsafeUninitializedCapacity: rowCount) { space, count in
      count = rowCount
      guard let base = space.baseAddress, rowCount > 0 else { return }
      let parts = rowCount < 1 << 17 ? 1 : min(workers, counts.count)
      // SAFETY: as above.
      nonisolated(unsafe) let target = unsafe base
      DispatchQueue.concurrentPerform(iterations: parts) { part in
        for block in counts.count * part / parts..<counts.count * (part + 1) / parts where counts[block] > 0 {
          // SAFETY: as above.
          unsafe body(block, target + starts[block])
        }
      }
    }
  }
}

extension FigureSegment {
  /// Whether all values times the factor fit 64 bits.
  fileprivate func fitsNarrow(times factor: Int128) -> Bool {
    if case .wide = values { return false }
    for end in [low, high] {
      let (value, overflow) = Int128(end).multipliedReportingOverflow(by: factor)
      if overflow || Int64(exactly: value) == nil { return false }
    }
    return true
  }
}

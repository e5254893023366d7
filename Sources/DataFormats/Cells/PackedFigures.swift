internal import ColumnStore
internal import PolicyModel

/// The figures of a column in all blocks of a file, packed as they were read: numbers or fiscal years.
struct PackedFigures: PackedColumn {
  private let segments: [FigureSegment]
  /// What makes the values of each segment those of the column: its decimals, its unit.
  private let factors: [Int64]
  private let scale: Int
  private let isOfYears: Bool
  private let rows: BlockRows
  private let workers: Int
  private let hasMissing: Bool

  /// Nil where the values do not fit 64 bits all with the same number of decimals, or are to be worked out one by one.
  ///
  /// - Parameter unit: what the figures are written in, if they are not values yet.
  init?(numbers segments: [FigureSegment], writtenIn unit: Unit?, _ rows: BlockRows, workers: Int) {
    let written = segments.map(\.scale).max() ?? 0
    var scale = written
    switch unit?.denominator ?? 1 {
    case 1: break
    case 100:
      // A hundredth has the same digits with two more of them decimals; decimals that are all zero would have to go.
      scale += 2
      guard scale <= ExactDecimal.maximumScale, segments.contains(where: { $0.scale == written && $0.needsLastDigit })
      else { return nil }
    default: return nil
    }
    var factors: [Int64] = []
    factors.reserveCapacity(segments.count)
    for segment in segments {
      let steps = ExactDecimal.power(written - segment.scale)
      let (factor, overflow) = (unit?.numerator ?? 1).multipliedReportingOverflow(by: steps)
      guard !overflow, segment.fitsNarrow(times: factor) else { return nil }
      factors.append(Int64(truncatingIfNeeded: factor))
    }
    self.init(segments, factors, scale: scale, isOfYears: false, rows, workers)
  }

  init(years segments: [FigureSegment], _ rows: BlockRows, workers: Int) {
    self.init(segments, segments.map { _ in 1 }, scale: 0, isOfYears: true, rows, workers)
  }

  private init(
    _ segments: [FigureSegment], _ factors: [Int64], scale: Int, isOfYears: Bool, _ rows: BlockRows, _ workers: Int
  ) {
    self.segments = segments
    self.factors = factors
    self.scale = scale
    self.isOfYears = isOfYears
    self.rows = rows
    self.workers = workers
    hasMissing = segments.contains { !$0.reasons.isEmpty }
  }

  var count: Int { rows.rowCount }

  var shape: PackedShape {
    var all: ClosedRange<Int64>?
    for (segment, factor) in zip(segments, factors) {
      guard let range = segment.range else { continue }
      let (low, high) = (range.lowerBound * factor, range.upperBound * factor)
      all = min(all?.lowerBound ?? low, low)...max(all?.upperBound ?? high, high)
    }
    return isOfYears ? .years(all) : .numbers(all, scale: scale)
  }

  var isComplete: Bool { !hasMissing }

  func cells(_ range: Range<Int>) -> Column { column(range, workers: 1) }

  func whole() -> Column { column(0..<count, workers: workers) }

  private func column(_ range: Range<Int>, workers: Int) -> Column {
    // SAFETY: every element of the range is written once, by the block that has its row.
    let values: [Int64] = unsafe rows.filled(range, workers: workers) { block, rows, target in
      let segment = segments[block]
      // SAFETY: the target has room for the rows.
      unsafe segment.values.write(rows, to: target, times: factors[block])
      if segment.reasons.isEmpty { return }
      for (index, row) in rows.enumerated() where segment.reasons[row] != 0 { unsafe target[index] = 0 }
    }
    let missing = mask(range)
    if isOfYears {
      return Column(.years(eachRow(values.count) { Int16(truncatingIfNeeded: values[$0]) }), missing: missing)
    }
    return Column(.numbers(.narrow(values, scale: scale)), missing: missing)
  }

  private func mask(_ range: Range<Int>) -> MissingMask {
    if !hasMissing { return MissingMask() }
    var reasons: [UInt8] = []
    reasons.reserveCapacity(range.count)
    rows.forEachBlock(of: range) { block, rows, _ in
      if segments[block].reasons.isEmpty {
        reasons += repeatElement(0, count: rows.count)
      } else {
        reasons += segments[block].reasons[rows]
      }
    }
    return MissingMask(reasons.contains { $0 != 0 } ? reasons : [])
  }
}

extension FigureSegment {
  /// Whether some value does not end with a zero.
  fileprivate var needsLastDigit: Bool {
    let values = values.unpacked
    return values.indices.contains { values[$0] % 10 != 0 && (reasons.isEmpty || reasons[$0] == 0) }
  }

  /// Whether all values times the factor fit 64 bits.
  fileprivate func fitsNarrow(times factor: Int128) -> Bool {
    if values.isWide { return false }
    guard let range else { return Int64(exactly: factor) != nil }
    for end in [range.lowerBound, range.upperBound] {
      let (value, overflow) = Int128(end).multipliedReportingOverflow(by: factor)
      if overflow || Int64(exactly: value) == nil { return false }
    }
    return Int64(exactly: factor) != nil
  }
}

/// Figures that cannot be unpacked some rows at a time: larger than 64 bits, or hundredths.
struct WideFigures {
  let segments: [FigureSegment]
  let unit: Unit?

  /// Whether the values can be made from what was kept; if not, the file is to be read again.
  var canBeMade: Bool {
    switch unit?.denominator ?? 1 {
    case 1: true
    // A hundredth has the same digits with two more of them decimals.
    case 100: segments.allSatisfy { $0.scale + 2 <= ExactDecimal.maximumScale }
    default: false
    }
  }

  /// - Throws: where they need more than 38 digits in all.
  func column() throws(DecimalOverflow) -> Column {
    let isHundredth = unit?.denominator == 100
    let written = segments.map(\.scale).max() ?? 0
    var values: [Int128] = []
    var reasons: [UInt8] = []
    for segment in segments {
      let (factor, overflow) = (unit?.numerator ?? 1).multipliedReportingOverflow(
        by: ExactDecimal.power(written - segment.scale))
      if overflow { throw DecimalOverflow() }
      guard let wide = segment.values.wideValues(times: factor) else { throw DecimalOverflow() }
      values += wide
      reasons += segment.reasons.isEmpty ? [UInt8](repeating: 0, count: wide.count) : segment.reasons
    }
    for row in values.indices where reasons[row] != 0 { values[row] = 0 }
    var scale = written + (isHundredth ? 2 : 0)
    while isHundredth, scale > 0, values.allSatisfy({ $0 % 10 == 0 }) {
      for row in values.indices { values[row] /= 10 }
      scale -= 1
    }
    let missing = MissingMask(reasons.contains { $0 != 0 } ? reasons : [])
    if values.contains(where: { Int64(exactly: $0) == nil }) {
      return Column(.numbers(.wide(values, scale: scale)), missing: missing)
    }
    return Column(.numbers(.narrow(values.map { Int64(truncatingIfNeeded: $0) }, scale: scale)), missing: missing)
  }
}

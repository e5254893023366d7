internal import ColumnStore
internal import PolicyModel
public import QueryPlan

/// The loops of the aggregate functions: simple and exact.
enum AggregateKernels {
  /// One whole number a group.
  static func counts(_ values: [Int64]) -> Column { Column(.numbers(.narrow(values, scale: 0))) }

  /// Adds the present numbers of each group; groups without one are missing.
  static func sums(_ input: AggregateInput) throws(KernelFailure) -> (sums: [Int128], counts: [Int64], scale: Int) {
    var sums = [Int128](repeating: 0, count: input.groupCount)
    var counts = [Int64](repeating: 0, count: input.groupCount)
    guard let column = input.column, case .numbers(let vector) = column.storage else { return (sums, counts, 0) }
    let missing = column.missing.reasons
    var overflow = false
    switch vector {
    case .narrow(let values, _):
      // 2^63 rows of 64-bit values cannot overflow 128 bits.
      for row in values.indices {
        let group = Int(input.groupOf[row])
        if group < 0 || (!missing.isEmpty && missing[row] != 0) { continue }
        sums[group] &+= Int128(values[row])
        counts[group] &+= 1
      }
    case .wide(let values, _):
      for row in values.indices {
        let group = Int(input.groupOf[row])
        if group < 0 || (!missing.isEmpty && missing[row] != 0) { continue }
        let (sum, carry) = sums[group].addingReportingOverflow(values[row])
        sums[group] = sum
        counts[group] &+= 1
        if carry { overflow = true }
      }
    }
    if overflow { throw .overflow }
    try checkDigits(sums)
    return (sums, counts, vector.scale)
  }

  /// E19 where a sum has more digits than numbers have.
  static func checkDigits(_ sums: [Int128]) throws(KernelFailure) {
    for sum in sums where sum.magnitude > UInt128(ExactDecimal.limit) { throw .overflow }
  }

  /// Numbers of one scale, packed; groups with no value missing (未記入).
  static func column(_ mantissas: [Int128], scale: Int, present: [Int64]) -> Column {
    let mask = present.contains(0) ? present.map { $0 == 0 ? MissingReason.blank.rawValue : 0 } : []
    if mantissas.allSatisfy({ Int64(exactly: $0) != nil }) {
      return Column(
        .numbers(.narrow(mantissas.map { Int64(truncatingIfNeeded: $0) }, scale: scale)), missing: MissingMask(mask))
    }
    return Column(.numbers(.wide(mantissas, scale: scale)), missing: MissingMask(mask))
  }

  /// For each group the row that `isBetter` prefers, −1 for none; ties keep the first.
  static func rows(_ input: AggregateInput, _ isBetter: (Int, Int) -> Bool) -> [Int32] {
    var best = [Int32](repeating: -1, count: input.groupCount)
    guard let column = input.column else { return best }
    for row in 0..<column.count {
      let group = Int(input.groupOf[row])
      if group < 0 || column.missing[row] { continue }
      if best[group] < 0 || isBetter(row, Int(best[group])) { best[group] = Int32(row) }
    }
    return best
  }

  /// The smallest or largest present value of each group, of numbers, years, text and levels.
  static func extreme(_ input: AggregateInput, largest: Bool) -> Column {
    guard let column = input.column else { return .allMissing(input.groupCount, type: .number, reason: .blank) }
    let rows: [Int32]
    switch column.storage {
    case .numbers(.narrow(let values, _)):
      rows = self.rows(input) { largest ? values[$0] > values[$1] : values[$0] < values[$1] }
    case .numbers(.wide(let values, _)):
      rows = self.rows(input) { largest ? values[$0] > values[$1] : values[$0] < values[$1] }
    case .years(let values): rows = self.rows(input) { largest ? values[$0] > values[$1] : values[$0] < values[$1] }
    case .codes(let codes, let dictionary):
      let ranks = dictionary.ranks()
      rows = self.rows(input) {
        let (a, b) = (ranks[Int(codes[$0])], ranks[Int(codes[$1])])
        return largest ? a > b : a < b
      }
    case .bools, .lists: rows = self.rows(input) { _, _ in false }
    }
    return column.gathered(rows, absent: .blank)
  }

  /// The best or worst level of each group: the first or last in the legend.
  static func extremeLevel(_ input: AggregateInput, first: Bool) -> Column {
    guard let column = input.column, case .codes(let codes, _) = column.storage else {
      return .allMissing(input.groupCount, type: .text, reason: .blank)
    }
    return column.gathered(rows(input) { first ? codes[$0] < codes[$1] : codes[$0] > codes[$1] }, absent: .blank)
  }

  /// The first or last present value of each group, in row order.
  static func edge(_ input: AggregateInput, last: Bool) -> Column {
    guard let column = input.column else { return .allMissing(input.groupCount, type: .number, reason: .blank) }
    return column.gathered(rows(input) { _, _ in last }, absent: .blank)
  }

  /// A number identifying each distinct present cell of a column.
  static func identities(_ column: Column) -> [Int64] {
    switch column.storage {
    case .numbers(.narrow(let values, _)): return values
    case .numbers(.wide(let values, _)):
      var index: [Int128: Int64] = [:]
      return values.map { value in
        if let known = index[value] { return known }
        index[value] = Int64(index.count)
        return Int64(index.count - 1)
      }
    case .years(let values): return values.map(Int64.init)
    case .codes(let codes, _): return codes.map(Int64.init)
    case .bools(let values): return values.map { $0 ? 1 : 0 }
    case .lists(let offsets, let elements, _):
      var index: [[Int32]: Int64] = [:]
      return (0..<max(0, offsets.count - 1)).map { row in
        let cell = Array(elements[Int(offsets[row])..<Int(offsets[row + 1])])
        if let known = index[cell] { return known }
        index[cell] = Int64(index.count)
        return Int64(index.count - 1)
      }
    }
  }
}

extension AggregateFunction {
  /// `count()`: the rows of each group.
  public static let countRows = AggregateFunction(name: "count", skipsMissing: false, counts: true, fold: .rows) {
    input throws(KernelFailure) in
    var counts = [Int64](repeating: 0, count: input.groupCount)
    for group in input.groupOf where group >= 0 { counts[Int(group)] &+= 1 }
    return AggregateKernels.counts(counts)
  }

  /// The value of a group that has one: for columns that do not vary within a group, and for plain measures.
  static let only = AggregateFunction(name: "only", skipsMissing: false) { input throws(KernelFailure) in
    guard let column = input.column else { return .allMissing(input.groupCount, type: .number, reason: .blank) }
    // The first row of each group, missing or not, so that its reason is kept.
    var rows = [Int32](repeating: -1, count: input.groupCount)
    for row in input.groupOf.indices {
      let group = Int(input.groupOf[row])
      if group >= 0, rows[group] < 0 { rows[group] = Int32(row) }
    }
    return column.gathered(rows, absent: .unmatched)
  }

  /// The first present value of each group.
  static let firstPresent = AggregateFunction(name: "first", skipsMissing: false) { input throws(KernelFailure) in
    AggregateKernels.edge(input, last: false)
  }

  /// The last present value of each group.
  static let lastPresent = AggregateFunction(name: "last", skipsMissing: false) { input throws(KernelFailure) in
    AggregateKernels.edge(input, last: true)
  }

  /// The first level in the legend, for ordering a column by another.
  static let firstLevel = AggregateFunction(name: "best", skipsMissing: false) { input throws(KernelFailure) in
    AggregateKernels.extremeLevel(input, first: true)
  }

  /// The smallest present value, for ordering a column by another.
  static let smallest = AggregateFunction(name: "min", skipsMissing: false) { input throws(KernelFailure) in
    AggregateKernels.extreme(input, largest: false)
  }
}

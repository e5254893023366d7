internal import ColumnStore
internal import PolicyModel
internal import QueryPlan

/// The loops of the functions that look at the rows around a row: the kind of cells is decided once, before the loop.
enum WindowKernels {
  /// For each row the row before it in its group, −1 for the first.
  static func rowsBefore(_ input: WindowInput) -> [Int32] {
    if input.groupCount == 1 { return (0..<input.rowCount).map { Int32(truncatingIfNeeded: $0 - 1) } }
    let groupOf = input.groups()
    var last = [Int32](repeating: -1, count: input.groupCount)
    var before = [Int32](repeating: -1, count: groupOf.count)
    for row in groupOf.indices {
      let group = Int(groupOf[row])
      before[row] = last[group]
      last[group] = Int32(truncatingIfNeeded: row)
    }
    return before
  }

  /// For each row the cell of the row before it in its group.
  static func cellsBefore(_ input: WindowInput, absent: MissingReason) -> Column {
    input.groupCount == 1
      ? input.columns[0].movedDown(absent: absent) : input.columns[0].gathered(rowsBefore(input), absent: absent)
  }

  /// For each row the last row before it in its group that has a value there, −1 for none.
  static func presentRowsBefore(_ input: WindowInput, _ missing: MissingMask) -> [Int32] {
    if missing.isEmpty { return rowsBefore(input) }
    let (groupOf, reasons) = (input.groups(), missing.reasons)
    var last = [Int32](repeating: -1, count: input.groupCount)
    var before = [Int32](repeating: -1, count: groupOf.count)
    for row in groupOf.indices {
      let group = Int(groupOf[row])
      before[row] = last[group]
      if reasons[row] == 0 { last[group] = Int32(truncatingIfNeeded: row) }
    }
    return before
  }

  /// The number of each row within its group, from 1.
  static func numbers(_ input: WindowInput) -> Column {
    var counts = [Int64](repeating: 0, count: input.groupCount)
    var numbers = [Int64](repeating: 0, count: input.rowCount)
    let groupOf = input.groups()
    for row in numbers.indices {
      let group = Int(groupOf[row])
      counts[group] &+= 1
      numbers[row] = counts[group]
    }
    return Column(.numbers(.narrow(numbers, scale: 0)))
  }

  /// What belongs to the group of each row, given one cell a group.
  static func spread(_ column: Column, _ input: WindowInput) -> Column { column.gathered(input.groups()) }

  /// The running totals: missing cells stay missing and add nothing.
  static func runningTotals(_ input: WindowInput) throws(KernelFailure) -> Column {
    let column = input.columns[0]
    guard case .numbers(let vector) = column.storage else {
      return .allMissing(input.rowCount, type: .number, reason: .incomputable)
    }
    if case .narrow(let values, let scale) = vector, let totals = narrowTotals(values, column.missing, input) {
      return Column(.numbers(.narrow(totals, scale: scale)), missing: column.missing)
    }
    var sums = [Int128](repeating: 0, count: input.groupCount)
    var totals = [Int128](repeating: 0, count: input.rowCount)
    let groupOf = input.groups()
    for row in totals.indices where !column.missing[row] {
      let group = Int(groupOf[row])
      let (sum, overflow) = sums[group].addingReportingOverflow(vector.mantissa(row))
      if overflow || sum.magnitude > UInt128(ExactDecimal.limit) { throw .overflow }
      sums[group] = sum
      totals[row] = sum
    }
    return Column(.numbers(.wide(totals, scale: vector.scale)), missing: column.missing)
  }

  /// As long as 64 bits hold them; nil otherwise.
  private static func narrowTotals(_ values: [Int64], _ missing: MissingMask, _ input: WindowInput) -> [Int64]? {
    let (groupOf, reasons) = (input.groups(), missing.reasons)
    var sums = [Int64](repeating: 0, count: input.groupCount)
    var totals = [Int64](repeating: 0, count: values.count)
    var isTooLarge = false
    for row in values.indices where reasons.isEmpty || reasons[row] == 0 {
      let group = Int(groupOf[row])
      let (sum, overflow) = sums[group].addingReportingOverflow(values[row])
      isTooLarge = isTooLarge || overflow
      sums[group] = sum
      totals[row] = sum
    }
    return isTooLarge ? nil : totals
  }
}

extension WindowFunction {
  /// `prev(x)`; before the first row nothing is applicable, and no condition holds.
  static let prev = WindowFunction(name: "prev") { input throws(KernelFailure) in
    var before = WindowKernels.cellsBefore(input, absent: .notApplicable)
    if case .bools = before.storage { before.missing = MissingMask() }
    return before
  }

  /// The row before, for verbs that look whether it is the one they want.
  static let neighbour = WindowFunction(name: "neighbour") { input throws(KernelFailure) in
    WindowKernels.cellsBefore(input, absent: .unmatched)
  }

  /// The second column where the first was last present, before the row.
  static let lastPresent = WindowFunction(name: "last_present") { input throws(KernelFailure) in
    let rows = WindowKernels.presentRowsBefore(input, input.columns[0].missing)
    return input.columns[1].gathered(rows, absent: .unmatched)
  }

  static let total = WindowFunction(name: "total", addsUp: true) { input throws(KernelFailure) in
    let (sums, counts, scale) = try AggregateKernels.sums(
      AggregateInput(column: input.columns[0], groupOf: input.groups(), groupCount: input.groupCount))
    return WindowKernels.spread(AggregateKernels.column(sums, scale: scale, present: counts), input)
  }

  static let cumsum = WindowFunction(name: "cumsum", addsUp: true) { input throws(KernelFailure) in
    try WindowKernels.runningTotals(input)
  }

  static let rowNumber = WindowFunction(name: "row_number") { input throws(KernelFailure) in
    WindowKernels.numbers(input)
  }
}

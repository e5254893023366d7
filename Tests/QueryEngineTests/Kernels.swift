import ColumnStore
import PolicyModel
import QueryPlan

/// Aggregate functions as the language will have them, written row by row.
enum Kernels {
  static let count = AggregateFunction(name: "count", skipsMissing: false) { input throws(KernelFailure) in
    try perGroup(input) { rows, column in
      .number(ExactDecimal(rows.filter { row in !(column?.missing[row] ?? false) }.count))
    }
  }

  static let sum = AggregateFunction(name: "sum", skipsMissing: true, addsUp: true) { input throws(KernelFailure) in
    try perGroup(input) { rows, column in
      var total: ExactDecimal?
      for row in rows {
        guard case .number(let value)? = column?.value(row, isLevel: false) else { continue }
        guard let next = try? (total ?? .zero) + value else { return nil }
        total = next
      }
      return total.map { .number($0) } ?? .missing(.notApplicable)
    }
  }

  /// The value of the first row of the group that takes part.
  static let only = AggregateFunction(name: "only", skipsMissing: false) { input throws(KernelFailure) in
    try perGroup(input) { rows, column in
      rows.first.flatMap { column?.value($0, isLevel: false) } ?? .missing(.unmatched)
    }
  }

  /// Packs one number for each group; nil from the closure is an overflow.
  private static func perGroup(
    _ input: AggregateInput, _ value: (_ rows: [Int], Column?) -> Value?
  ) throws(KernelFailure) -> Column {
    var rows = [[Int]](repeating: [], count: input.groupCount)
    for (row, group) in input.groupOf.enumerated() where group >= 0 { rows[Int(group)].append(row) }
    var builder = ColumnBuilder(.number)
    for group in rows {
      guard let value = value(group, input.column) else { throw .overflow }
      builder.append(value)
    }
    guard let column = try? builder.finished() else { throw .overflow }
    return column
  }
}

func count(_ argument: PlanExpression? = nil, where filter: PlanExpression? = nil) -> AggregateCall {
  AggregateCall(Kernels.count, argument, filter: filter, field: field("count"))
}

func sum(_ argument: PlanExpression, where filter: PlanExpression? = nil, unit: PolicyModel.Unit? = nil)
  -> AggregateCall
{
  AggregateCall(Kernels.sum, argument, filter: filter, field: field("sum", unit: unit))
}

/// A scalar function: the number one larger, row by row; it sees how many rows it is given.
func plusOne(_ seen: @escaping @Sendable (Int) -> Void = { _ in }) -> Function {
  Function(name: "plus_one", result: .number) { columns, rowCount throws(KernelFailure) in
    seen(rowCount)
    var builder = ColumnBuilder(.number)
    for row in 0..<rowCount {
      switch columns[0].value(row, isLevel: false) {
      case .number(let value):
        guard let sum = try? value + ExactDecimal(1) else { throw .overflow }
        builder.append(.number(sum))
      case let other: builder.append(other)
      }
    }
    guard let column = try? builder.finished() else { throw .overflow }
    return column
  }
}

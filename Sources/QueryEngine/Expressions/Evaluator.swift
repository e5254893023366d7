internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// Computes expressions over whole columns: `amount / reach` over a frame → one column.
struct Evaluator {
  let fields: [Field]
  let columns: [Column?]
  let rowCount: Int
  let execution: Execution
  /// Rows that nobody asks about, marked as missing: there nothing can go wrong and nothing is counted, and what the
  /// result says there means nothing.
  var inactive = MissingMask()

  /// What the values of an expression are.
  func type(_ expression: PlanExpression) -> ColumnType { expression.type(over: fields) }

  /// The values, conditions as true and false.
  func vector(_ expression: PlanExpression) throws(Diagnostic) -> Vector {
    switch expression {
    case .column(let place): return .column(try column(place))
    case .constant(let value, let type): return .constant(value, type)
    case .compare, .oneOf, .within, .textTest, .isMissing, .and, .or, .not, .comparable:
      return .column(Column(.bools(try truth(expression).values)))
    case .coalesce(let parts): return try coalesced(parts)
    case .sum(let first, let terms, let result): return try sum(first, terms, result: result)
    case .product(let first, let factors): return try product(first, factors)
    case .negative(let part): return try negative(part)
    case .conditional(let condition, let then, let otherwise):
      if type(then) == .bool { return .column(Column(.bools(try truth(expression).values))) }
      return try conditional(condition, then: then, else: otherwise)
    case .call(let function, let arguments): return .column(try call(function, arguments))
    }
  }

  /// The values as a column of the frame's length.
  func column(_ expression: PlanExpression) throws(Diagnostic) -> Column {
    try vector(expression).column(rowCount)
  }

  func column(_ place: Int) throws(Diagnostic) -> Column {
    guard columns.indices.contains(place), let column = columns[place] else { throw .fault("column \(place)") }
    return column
  }

  private func call(_ function: Function, _ arguments: [PlanExpression]) throws(Diagnostic) -> Column {
    var values: [Column] = []
    for argument in arguments { values.append(try column(argument)) }
    try execution.checkpoint()
    if inactive.isEmpty { return try run(function, values, rowCount) }
    // A kernel knows nothing of rows that are not asked about, so it is not shown them.
    let asked = inactive.reasons.map { $0 == 0 }.trueRows
    let result = try run(function, values.map { $0.gathered(asked) }, asked.count)
    var places = [Int32](repeating: -1, count: rowCount)
    for (index, row) in asked.enumerated() { places[Int(row)] = Int32(index) }
    return result.gathered(places, absent: .incomputable)
  }

  private func run(_ function: Function, _ values: [Column], _ count: Int) throws(Diagnostic) -> Column {
    let result: Column
    do throws(KernelFailure) {
      result = try function.kernel(values, count)
    } catch {
      throw error.diagnostic
    }
    guard result.count == count else { throw .fault(function.name) }
    return result
  }

  /// The values at some of the rows; elsewhere any.
  func vector(_ expression: PlanExpression, where asked: [Bool]) throws(Diagnostic) -> Vector {
    expression.canFail ? try narrowed(to: asked).vector(expression) : try vector(expression)
  }

  /// The answers at some of the rows; elsewhere any.
  func truth(_ expression: PlanExpression, where asked: [Bool]) throws(Diagnostic) -> Truth {
    expression.canFail ? try narrowed(to: asked).truth(expression) : try truth(expression)
  }

  private func narrowed(to asked: [Bool]) -> Evaluator {
    let reason = MissingReason.incomputable.rawValue
    var result = self
    result.inactive = MissingMask(asked.map { $0 ? 0 : reason }).joined(inactive)
    return result
  }
}

extension PlanExpression {
  /// What its values are, over rows with such columns.
  func type(over fields: [Field]) -> ColumnType {
    switch self {
    case .column(let place): fields.indices.contains(place) ? fields[place].type : .text
    case .constant(_, let type): type
    case .compare, .oneOf, .within, .textTest, .isMissing, .and, .or, .not, .comparable: .bool
    case .coalesce(let parts): parts.first.map { $0.type(over: fields) } ?? .text
    case .sum(_, _, let result): result
    case .product, .negative: .number
    case .conditional(_, let then, _): then.type(over: fields)
    case .call(let function, _): function.result
    }
  }

  /// Whether computing it for a row that nobody asked for could be noticed: a division by zero, too many digits.
  var canFail: Bool {
    switch self {
    case .column, .constant: false
    case .sum, .product, .negative, .call: true
    case .compare(_, let a, let b), .comparable(let a, let b): a.canFail || b.canFail
    case .oneOf(let a, _), .textTest(_, let a), .isMissing(let a), .not(let a): a.canFail
    case .within(let a, let low, let high): a.canFail || low.canFail || high.canFail
    case .and(let parts), .or(let parts), .coalesce(let parts): parts.contains { $0.canFail }
    case .conditional(let a, let b, let c): a.canFail || b.canFail || c.canFail
    }
  }
}

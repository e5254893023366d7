import Diagnostics
import PolicyModel
import QueryPlan

/// A condition's answer for one row: two-valued, and whether it hung on a missing operand.
///
/// `x < 70` where x is missing does not hold and is open; `not (x < 70)` holds there and is open.
struct Verdict {
  var holds: Bool
  var isOpen = false
}

/// Computes expressions for one row.
struct RowEvaluator {
  let row: [Value]
  let fields: [Field]
  let run: OracleRun

  func type(_ expression: PlanExpression) -> ColumnType {
    switch expression {
    case .column(let place): fields[place].type
    case .constant(_, let type): type
    case .coalesce(let parts): parts.first.map { type($0) } ?? .text
    case .sum(_, _, let result): result
    case .product, .negative: .number
    case .conditional(_, let then, _): type(then)
    case .call(let function, _): function.result
    case .compare, .oneOf, .within, .textTest, .isMissing, .and, .or, .not, .comparable: .bool
    }
  }

  func value(_ expression: PlanExpression) throws(Diagnostic) -> Value {
    switch expression {
    case .column(let place): return row[place]
    case .constant(let value, _): return value
    case .coalesce(let parts):
      var last = Value.missing(.blank)
      for part in parts {
        last = try value(part)
        if !last.isAbsent { return last }
      }
      return last
    case .sum(let first, let terms, let result): return try sum(first, terms, result)
    case .product(let first, let factors): return try product(first, factors)
    case .negative(let part):
      let operand = try value(part)
      guard let number = Order.number(operand) else { return .missing(operand.absence ?? .incomputable) }
      return .number(number.negated)
    case .conditional(let condition, let then, let otherwise):
      if type(then) == .bool { return .bool(try verdict(expression).holds) }
      return try verdict(condition).holds ? try value(then) : try value(otherwise)
    case .call(let function, let arguments):
      var values: [Value] = []
      for argument in arguments { values.append(try value(argument)) }
      return try call(function, values, arguments.map { type($0) })
    case .compare, .oneOf, .within, .textTest, .isMissing, .and, .or, .not, .comparable:
      return .bool(try verdict(expression).holds)
    }
  }

  // MARK: Numbers

  private func sum(
    _ first: PlanExpression, _ terms: [SumTerm], _ result: ColumnType
  ) throws(Diagnostic) -> Value {
    var total = try value(first)
    for term in terms {
      let next = try value(term.value)
      total = try combined(total, next) { (a, b) throws(DecimalOverflow) in term.isMinus ? try a - b : try a + b }
    }
    guard result == .year, let number = Order.number(total) else { return numbered(total) }
    guard let year = number.wholeNumber, FiscalYear(year) != nil else { return .missing(.incomputable) }
    return .year(year)
  }

  private func product(_ first: PlanExpression, _ factors: [ProductFactor]) throws(Diagnostic) -> Value {
    var total = try value(first)
    for factor in factors {
      let next = try value(factor.value)
      if !factor.isDivision {
        total = try combined(total, next) { (a, b) throws(DecimalOverflow) in try a * b }
        continue
      }
      if !total.isAbsent, let divisor = Order.number(next), divisor.isZero {
        run.divisionsByZero += 1
        total = .missing(.incomputable)
        continue
      }
      total = try combined(total, next) { (a, b) throws(DecimalOverflow) in try a.divided(by: b) ?? .zero }
    }
    return numbered(total)
  }

  /// With a missing operand missing, for the first's reason if both are.
  private func combined(
    _ a: Value, _ b: Value, _ operation: (ExactDecimal, ExactDecimal) throws(DecimalOverflow) -> ExactDecimal
  ) throws(Diagnostic) -> Value {
    if let reason = a.absence ?? b.absence { return .missing(reason) }
    guard let x = Order.number(a), let y = Order.number(b) else { return .missing(.incomputable) }
    do throws(DecimalOverflow) {
      return .number(try operation(x, y))
    } catch {
      throw .tooManyDigits
    }
  }

  private func numbered(_ value: Value) -> Value { Order.number(value).map { .number($0) } ?? value }
}

extension Diagnostic {
  /// E19, as far as a comparison of answers needs it.
  static var tooManyDigits: Diagnostic {
    Diagnostic("E19", Message(ja: "値が大きすぎます（38桁を超えました）", en: "Result exceeds 38 digits"))
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Evaluator {
  /// A condition over all rows.
  func truth(_ expression: PlanExpression) throws(Diagnostic) -> Truth {
    try execution.checkpoint()
    switch expression {
    case .compare(let comparison, let a, let b):
      return try compare(comparison, try vector(a), try vector(b), type: type(a))
    case .within(let value, let low, let high):
      let vector = try vector(value)
      let above = try compare(.greaterOrEqual, vector, try self.vector(low), type: type(value))
      let below = try compare(.lessOrEqual, vector, try self.vector(high), type: type(value))
      // An open end leaves the row open, even where the other end would settle it: the operand is missing all the same.
      return Truth(above.and(below).values, unknown: above.eitherUnknown(below))
    case .oneOf(let value, let choices): return try oneOf(value, choices)
    case .textTest(let test, let value): return try textTest(test, value)
    case .isMissing(let value): return try isMissing(value)
    case .and(let parts): return try joined(parts, decidedBy: false)
    case .or(let parts): return try joined(parts, decidedBy: true)
    case .not(let part): return try truth(part).negated
    case .comparable(let condition, let inner):
      let when = try truth(condition)
      let answer = try truth(inner, where: when.values)
      return Truth(
        eachRow(rowCount) { when.values[$0] && answer.values[$0] },
        unknown: eachRow(rowCount) { !when.values[$0] || answer.isUnknown($0) })
    case .conditional(let condition, let then, let otherwise):
      let choice = try truth(condition)
      let first = try truth(then, where: choice.values)
      let second = try truth(otherwise, where: choice.negated.values)
      let open = eachRow(rowCount) {
        choice.isUnknown($0) || (choice.values[$0] ? first.isUnknown($0) : second.isUnknown($0))
      }
      return Truth(
        eachRow(rowCount) { choice.values[$0] ? first.values[$0] : second.values[$0] },
        unknown: open.contains(true) ? open : [])
    case .column, .constant, .coalesce, .call: return try flags(try vector(expression))
    case .sum, .product, .negative: throw .fault("number as condition")
    }
  }

  /// All parts, or any; a part that could go wrong is computed only where the parts before it leave the answer open, so
  /// that `y != 0 and x / y > 1` divides by no zero.
  private func joined(_ parts: [PlanExpression], decidedBy known: Bool) throws(Diagnostic) -> Truth {
    var answer: Truth?
    for part in parts {
      guard let before = answer else {
        answer = try truth(part)
        continue
      }
      let next = part.canFail ? try truth(part, where: before.undecided(by: known)) : try truth(part)
      answer = known ? before.or(next) : before.and(next)
    }
    return answer ?? Truth(repeating: !known, count: rowCount)
  }

  /// A column of flags as a condition; a missing flag is false and open.
  private func flags(_ vector: Vector) throws(Diagnostic) -> Truth {
    switch vector {
    case .constant(.bool(let flag), _): return Truth(repeating: flag, count: rowCount)
    case .constant(.missing, _): return Truth(repeating: false, isUnknown: true, count: rowCount)
    case .column(let column):
      guard case .bools(let values) = column.storage else { throw .fault("value as condition") }
      if column.missing.isEmpty { return Truth(values) }
      let missing = column.missingFlags
      return Truth(eachRow(values.count) { values[$0] && !missing[$0] }, unknown: missing)
    case .constant: throw .fault("value as condition")
    }
  }

  private func isMissing(_ value: PlanExpression) throws(Diagnostic) -> Truth {
    switch try vector(value) {
    case .constant(let constant, _):
      return Truth(repeating: constant.isMissing || constant == .list([]), count: rowCount)
    case .column(let column): return Truth(column.missingFlags)
    }
  }
}

extension Truth {
  fileprivate func eitherUnknown(_ other: Truth) -> [Bool] {
    if unknown.isEmpty { return other.unknown }
    if other.unknown.isEmpty { return unknown }
    return eachRow(values.count) { unknown[$0] || other.unknown[$0] }
  }
}

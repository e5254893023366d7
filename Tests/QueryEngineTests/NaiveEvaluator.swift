import ColumnStore
import PolicyModel
import QueryPlan

/// Expressions computed one row at a time on plain values: slow, short, and written from the documentation only, so that
/// the engine can be compared with it.
struct NaiveEvaluator {
  let fields: [Field]
  var zeroDivisions = 0

  struct Answer: Equatable {
    var value: Bool
    var isOpen = false
  }

  mutating func value(_ expression: PlanExpression, _ row: [Value]) throws(DecimalOverflow) -> Value {
    switch expression {
    case .column(let place): return row[place]
    case .constant(let value, _): return value
    case .coalesce(let parts):
      var last = Value.missing(.blank)
      for part in parts {
        last = try value(part, row)
        if !last.isMissing { return last }
      }
      return last
    case .sum(let first, let terms, let result):
      var total = try value(first, row)
      for term in terms {
        let next = try value(term.value, row)
        guard let a = total.decimal else { continue }
        guard let b = next.decimal else {
          total = next
          continue
        }
        total = .number(term.isMinus ? try a - b : try a + b)
      }
      guard result == .year, let sum = total.decimal else { return total.decimal.map { .number($0) } ?? total }
      return sum.wholeNumber.flatMap { FiscalYear($0) }.map { .year($0.number) } ?? .missing(.incomputable)
    case .product(let first, let factors):
      var total = try value(first, row)
      for factor in factors {
        let next = try value(factor.value, row)
        guard let a = total.decimal else { continue }
        guard let b = next.decimal else {
          total = next
          continue
        }
        if !factor.isDivision {
          total = .number(try a * b)
        } else if let quotient = try a.divided(by: b) {
          total = .number(quotient)
        } else {
          zeroDivisions += 1
          total = .missing(.incomputable)
        }
      }
      return total
    case .negative(let part):
      let value = try value(part, row)
      return value.decimal.map { .number($0.negated) } ?? value
    case .conditional(let condition, let then, let otherwise):
      return try answer(condition, row).value ? try value(then, row) : try value(otherwise, row)
    case .compare, .oneOf, .within, .textTest, .isMissing, .and, .or, .not, .comparable:
      return .bool(try answer(expression, row).value)
    case .call: return .missing(.unreadable)
    }
  }

  mutating func answer(_ condition: PlanExpression, _ row: [Value]) throws(DecimalOverflow) -> Answer {
    switch condition {
    case .compare(let comparison, let a, let b):
      return order(comparison, try value(a, row), try value(b, row))
    case .within(let x, let low, let high):
      let (v, l, h) = (try value(x, row), try value(low, row), try value(high, row))
      if v.isMissing || l.isMissing || h.isMissing { return Answer(value: false, isOpen: true) }
      return Answer(value: order(.greaterOrEqual, v, l).value && order(.lessOrEqual, v, h).value)
    case .oneOf(let x, let choices):
      let found = try value(x, row)
      if case .list(let elements) = found { return Answer(value: elements.contains { choices.contains($0) }) }
      return Answer(value: choices.contains { order(.equal, found, $0).value })
    case .textTest(let test, let x):
      let found = try value(x, row)
      if found.isMissing { return Answer(value: false, isOpen: true) }
      if case .list(let elements) = found { return Answer(value: elements.contains { test.test(word($0)) }) }
      return Answer(value: test.test(word(found)))
    case .isMissing(let x): return Answer(value: try value(x, row).isMissing)
    case .not(let part):
      let inner = try answer(part, row)
      return Answer(value: !inner.value, isOpen: inner.isOpen)
    case .and(let parts), .or(let parts):
      let known = if case .or = condition { true } else { false }
      var result = Answer(value: !known)
      for part in parts {
        if !result.isOpen, result.value == known { return result }
        let next = try answer(part, row)
        if !next.isOpen, next.value == known {
          result = next
        } else {
          let value = known ? result.value || next.value : result.value && next.value
          result = Answer(value: value, isOpen: result.isOpen || next.isOpen)
        }
      }
      return result
    case .comparable(let when, let inner):
      return try answer(when, row).value ? try answer(inner, row) : Answer(value: false, isOpen: true)
    case .conditional(let condition, let then, let otherwise):
      let choice = try answer(condition, row)
      let chosen = try answer(choice.value ? then : otherwise, row)
      return Answer(value: chosen.value, isOpen: chosen.isOpen || choice.isOpen)
    case .column, .constant, .coalesce, .call:
      let found = try value(condition, row)
      return found.isMissing ? Answer(value: false, isOpen: true) : Answer(value: found == .bool(true))
    case .sum, .product, .negative: return Answer(value: false)
    }
  }

  private func word(_ value: Value) -> String {
    switch value {
    case .text(let text): text
    case .level(let place): grades.levels[place]
    case .missing, .number, .year, .bool, .list: ""
    }
  }

  private func order(_ comparison: Comparison, _ a: Value, _ b: Value) -> Answer {
    if a.isMissing || b.isMissing {
      switch comparison {
      case .equal: return Answer(value: a.isMissing && b.isMissing)
      case .notEqual: return Answer(value: a.isMissing != b.isMissing)
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return Answer(value: false, isOpen: true)
      }
    }
    let (isLess, isGreater) = (a.precedes(b), b.precedes(a))
    let holds =
      switch comparison {
      case .equal: !isLess && !isGreater
      case .notEqual: isLess || isGreater
      case .less: isLess
      case .lessOrEqual: !isGreater
      case .greater: isGreater
      case .greaterOrEqual: !isLess
      }
    return Answer(value: holds)
  }
}

extension Value {
  var decimal: ExactDecimal? {
    switch self {
    case .number(let number): number
    case .year(let year): ExactDecimal(year)
    case .missing, .text, .level, .bool, .list: nil
    }
  }

  /// Sorting order among present values of one type.
  func precedes(_ other: Value) -> Bool {
    switch (self, other) {
    case (.text(let a), .text(let b)):
      a.unicodeScalars.map(\.value).lexicographicallyPrecedes(b.unicodeScalars.map(\.value))
    case (.level(let a), .level(let b)): a < b
    case (.bool(let a), .bool(let b)): !a && b
    default: if let a = decimal, let b = other.decimal { a < b } else { false }
    }
  }
}

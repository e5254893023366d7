import PolicyModel
import QueryPlan

extension SQLWords {
  /// A condition: what is not true is false, so that NULL may stand for false wherever nothing is negated.
  func condition(_ expression: PlanExpression) throws -> String {
    switch expression {
    case .compare(let comparison, let a, let b): return try compared(comparison, a, b)
    case .within(let part, let low, let high):
      let (x, a, b) = (try sortable(part), try sortable(low), try sortable(high))
      return "(\(x) BETWEEN \(a) AND \(b))"
    case .oneOf(let part, let choices): return try oneOf(part, choices)
    case .textTest(let test, let part): return try textTest(test, part)
    case .isMissing(let part): return "(\(try value(part)) IS NULL)"
    case .and(let parts): return try joined(parts, "AND", none: "1")
    case .or(let parts): return try joined(parts, "OR", none: "0")
    case .not(let part): return "((\(try condition(part))) IS NOT TRUE)"
    case .comparable(let test, let inner): return "(\(try condition(test)) AND \(try condition(inner)))"
    case .conditional(let test, let then, let otherwise):
      return "(CASE WHEN \(try condition(test)) THEN \(try condition(then)) ELSE \(try condition(otherwise)) END)"
    case .column, .constant, .coalesce, .call: return "(\(try value(expression)) IS TRUE)"
    case .sum, .product, .negative: return "0"
    }
  }

  private func joined(_ parts: [PlanExpression], _ word: String, none: String) throws -> String {
    if parts.isEmpty { return none }
    return "(\(try parts.map { try condition($0) }.joined(separator: " \(word) ")))"
  }

  private func compared(_ comparison: Comparison, _ a: PlanExpression, _ b: PlanExpression) throws -> String {
    let isYearBesideNumber = type(a) != type(b) && [type(a), type(b)].contains(.year)
    func side(_ part: PlanExpression) throws -> String { isYearBesideNumber ? try number(part) : try sortable(part) }
    switch comparison {
    case .equal: return "(\(try value(a)) IS \(try value(b)))"
    case .notEqual: return "(\(try value(a)) IS NOT \(try value(b)))"
    case .less: return "(\(try side(a)) < \(try side(b)))"
    case .lessOrEqual: return "(\(try side(a)) <= \(try side(b)))"
    case .greater: return "(\(try side(a)) > \(try side(b)))"
    case .greaterOrEqual: return "(\(try side(a)) >= \(try side(b)))"
    }
  }

  private func oneOf(_ part: PlanExpression, _ choices: [Value]) throws -> String {
    let type = type(part)
    let x = try value(part)
    let words = try choices.map { try literal($0, type) }
    if words.isEmpty { return "0" }
    func among(_ name: String, _ words: [String]) -> String {
      "(\(words.map { "\(name) IS \($0)" }.joined(separator: " OR ")))"
    }
    guard type.isList else {
      // The value is computed once, whatever the number of choices.
      return words.count == 1 ? among(x, words) : "(SELECT \(among("x", words)) FROM (SELECT \(x) AS x))"
    }
    let present = words.filter { $0 != "NULL" }
    let isAny = present.isEmpty ? "0" : anyElement(x) { among($0, present) }
    return present.count == words.count ? isAny : "(\(isAny) OR \(x) IS NULL)"
  }

  /// Whether an element of a list fulfils a test.
  private func anyElement(_ list: String, _ test: (String) throws -> String) rethrows -> String {
    "EXISTS (SELECT 1 FROM json_each(\(list)) AS j WHERE \(try test("j.value")))"
  }

  private func textTest(_ test: TextTest, _ part: PlanExpression) throws -> String {
    let pattern = Self.quoted(test.pattern)
    func holds(_ text: String) throws -> String {
      switch test.kind {
      case .equals: return "(\(text) = \(pattern))"
      case .contains: return "(instr(\(text), \(pattern)) > 0)"
      case .starts: return "(substr(\(text), 1, length(\(pattern))) = \(pattern))"
      case .matches: throw Unsayable("a regular expression")
      }
    }
    let text = try value(part)
    return type(part).isList ? try anyElement(text, holds) : try holds(text)
  }
}

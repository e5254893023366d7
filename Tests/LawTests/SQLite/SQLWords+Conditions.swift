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
      case .mentions: return try mentions(text, test.pattern, type(part))
      }
    }
    let text = try value(part)
    return type(part).isList ? try anyElement(text, holds) : try holds(text)
  }

  /// Whether a text holds another, whatever the case of letters, in hiragana or katakana; a level of the language itself
  /// in either language.
  private func mentions(_ text: String, _ pattern: String, _ type: ColumnType) throws -> String {
    let wanted = Self.quoted(Self.plainly(pattern))
    func holds(_ text: String) -> String { "instr(\(Self.inHiragana(text, where: wanted)), \(wanted)) > 0" }
    guard let scale = type.scale, scale.isLocalized else { return "(\(holds(text)))" }
    let words = "scale = '\(try tables.legend(scale))' AND code = \(text)"
    let seen = ["code", "label", "label_en"].map(holds).joined(separator: " OR ")
    return "EXISTS (SELECT 1 FROM scale_level WHERE \(words) AND (\(seen)))"
  }

  /// Hiragana stand 0x60 before their katakana.
  private static let kana: [(katakana: Character, hiragana: Character)] = [0x30A1...0x30F6, 0x30FD...0x30FE].joined()
    .compactMap { (code: UInt32) in
      guard let katakana = Unicode.Scalar(code), let hiragana = Unicode.Scalar(code - 0x60) else { return nil }
      return (Character(katakana), Character(hiragana))
    }

  /// Only what the pattern has in it needs changing: no other letter can be a part of a match.
  private static func inHiragana(_ text: String, where wanted: String) -> String {
    kana.filter { wanted.contains($0.hiragana) }.reduce("lower(\(text))") {
      "replace(\($0), '\($1.katakana)', '\($1.hiragana)')"
    }
  }

  private static func plainly(_ text: String) -> String {
    let pairs = Dictionary(uniqueKeysWithValues: kana.map { ($0.katakana, $0.hiragana) })
    return String(text.lowercased().map { pairs[$0] ?? $0 })
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

/// The criteria of `COUNTIF` and its like: a column and what it must be, as a value or as a text such as `">=10"`.
enum Criteria {
  /// `(a, x, b, y)` → the conditions `a = x` and `b = y`; a condition may stand there whole.
  static func pairs(_ arguments: [Expression]) -> [Message]? {
    if arguments.count == 1, !arguments[0].isBareValue {
      return [Message(ja: arguments[0].text(.ja), en: arguments[0].text(.en))]
    }
    guard !arguments.isEmpty, arguments.count % 2 == 0 else { return nil }
    var conditions: [Message] = []
    for index in stride(from: 0, to: arguments.count, by: 2) {
      guard let condition = condition(arguments[index], arguments[index + 1]) else { return nil }
      conditions.append(condition)
    }
    return conditions
  }

  /// `count(a = x and b = y)`
  static func message(_ ja: String, _ en: String, _ conditions: [Message]?) -> Message? {
    conditions.map { conditions in
      Message(ja: "\(ja)(\(all(conditions).ja))", en: "\(en)(\(all(conditions).en))")
    }
  }

  /// `sum(if a = x then value else missing)`
  static func chosen(_ ja: String, _ en: String, of value: Expression?, _ criteria: [Expression]) -> Message? {
    guard let value, let conditions = pairs(criteria) else { return nil }
    let test = all(conditions)
    return Message(
      ja: "\(ja)(もし \(test.ja) ならば \(value.text(.ja)) でなければ 欠測)",
      en: "\(en)(if \(test.en) then \(value.text(.en)) else missing)")
  }

  private static func all(_ conditions: [Message]) -> Message {
    Message(
      ja: conditions.map(\.ja).joined(separator: " かつ "), en: conditions.map(\.en).joined(separator: " and "))
  }

  private static let signs: [(text: String, comparator: Comparator)] = [
    (">=", .greaterOrEqual), ("<=", .lessOrEqual), ("<>", .notEqual), (">", .greater), ("<", .less), ("=", .equal),
  ]

  private static func condition(_ column: Expression, _ criterion: Expression) -> Message? {
    var comparator = Comparator.equal
    var value = criterion
    if case .text(let text, _) = criterion.kind {
      var rest = text[...]
      if let sign = signs.first(where: { text.hasPrefix($0.text) }) {
        comparator = sign.comparator
        rest = text.dropFirst(sign.text.count)
      }
      if rest.contains(where: { "*?".contains($0) }) { return wildcard(column, String(rest), comparator) }
      let plain = String(rest)
      value =
        ExactDecimal(plain).map {
          Expression(.number(NumberLiteral(value: $0, unit: nil, digits: plain)), criterion.span)
        } ?? Expression(.text(plain, raw: plain), criterion.span)
    }
    let condition = Expression(.comparison(comparator, column, value), column.span)
    return Message(ja: condition.text(.ja), en: condition.text(.en))
  }

  /// `"*市民*"`: contains, or begins with.
  private static func wildcard(_ column: Expression, _ text: String, _ comparator: Comparator) -> Message? {
    let inner = text.filter { $0 != "*" }
    guard comparator == .equal || comparator == .notEqual, !inner.contains("?"), text.hasSuffix("*"), !inner.isEmpty,
      text.dropFirst().dropLast().allSatisfy({ $0 != "*" })
    else { return nil }
    let test = Expression(
      .match(
        text.hasPrefix("*") ? .contains : .starts, negated: comparator == .notEqual, column,
        Expression(.text(inner, raw: inner), column.span)), column.span)
    return Message(ja: test.text(.ja), en: test.text(.en))
  }
}

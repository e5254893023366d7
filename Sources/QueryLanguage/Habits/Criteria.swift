internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

/// The criteria of `COUNTIF` and its like: columns, each with what it must be, as a value or a text such as `">=10"`.
struct Criteria {
  private let call: TypedCall

  init(_ call: TypedCall) { self.call = call }

  /// `(a, x, b, y)` → `a = x and b = y`; a condition may stand there whole. Nil where nobody can tell what is meant.
  var all: Message? {
    let arguments = call.arguments
    if arguments.count == 1, !arguments[0].isBareValue { return call.text(0) }
    guard !arguments.isEmpty, arguments.count % 2 == 0 else { return nil }
    var conditions: [Message] = []
    for index in stride(from: 0, to: arguments.count, by: 2) {
      guard let condition = condition(arguments[index], arguments[index + 1]) else { return nil }
      conditions.append(call.text(condition))
    }
    return conditions.joined(" かつ ", " and ")
  }

  /// `sum(if a = x then value else missing)`, the value being an argument of the whole call.
  func chosen(_ ja: String, _ en: String, _ value: Int, of whole: TypedCall) -> Message? {
    guard whole.count > value, let test = all else { return nil }
    let value = whole.text(value)
    return Message(
      ja: "もし \(test.ja) ならば \(value.ja) でなければ 欠測",
      en: "if \(test.en) then \(value.en) else missing"
    ).called(ja, en)
  }

  private static let signs: [(text: String, comparator: Comparator)] = [
    (">=", .greaterOrEqual), ("<=", .lessOrEqual), ("<>", .notEqual), (">", .greater), ("<", .less), ("=", .equal),
  ]

  private func condition(_ column: Expression, _ criterion: Expression) -> Expression? {
    var comparator = Comparator.equal
    var value = criterion
    if case .text(let text, _) = criterion.kind {
      var rest = text[...]
      if let sign = Self.signs.first(where: { text.hasPrefix($0.text) }) {
        comparator = sign.comparator
        rest = text.dropFirst(sign.text.count)
      }
      if rest.isEmpty { return nil }
      if rest.contains(where: { "*?".contains($0) }) { return wildcard(column, String(rest), comparator) }
      let plain = String(rest)
      value =
        ExactDecimal(plain).map {
          Expression(.number(NumberLiteral(value: $0, unit: nil, digits: plain)), criterion.span)
        } ?? Expression(.text(plain, raw: plain), criterion.span)
    }
    return Expression(.comparison(comparator, column, value), column.span)
  }

  /// `"*市民*"`: contains, or begins with.
  private func wildcard(_ column: Expression, _ text: String, _ comparator: Comparator) -> Expression? {
    let inner = text.filter { $0 != "*" }
    guard comparator == .equal || comparator == .notEqual, !inner.contains("?"), text.hasSuffix("*"), !inner.isEmpty,
      text.dropFirst().dropLast().allSatisfy({ $0 != "*" })
    else { return nil }
    return Expression(
      .match(
        text.hasPrefix("*") ? .contains : .starts, negated: comparator == .notEqual, column,
        Expression(.text(inner, raw: inner), column.span)), column.span)
  }
}

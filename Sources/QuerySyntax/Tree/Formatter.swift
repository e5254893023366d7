internal import PolicyModel

/// Prints a tree as canonical text: one spelling, canonical blanks, parentheses only where they are needed.
public struct Formatter {
  public enum Vocabulary: Sendable { case ja, en }

  var language: Vocabulary
  /// What a column or a function is called in the language, where that is known; otherwise names stay as typed.
  private var translated: (String) -> String?
  /// The same for a column by its table's name, 経費.金額, as it is typed.
  public var translatedSide: (_ table: String, _ column: String) -> String? = { _, _ in nil }

  public init(_ language: Vocabulary = .en, translated: @escaping (String) -> String? = { _ in nil }) {
    self.language = language
    self.translated = translated
  }

  func word(_ keyword: Keyword) -> String {
    let (en, ja) = keyword.spellings
    return (language == .ja ? ja.first ?? en.first : en.first ?? ja.first) ?? ""
  }

  // MARK: Expressions

  /// How tightly an expression binds; a part that binds less than its place needs stands in parentheses.
  private enum Level: Int, Comparable {
    case or = 0
    case and, not, comparison, coalesce, sum, product, unary, atom
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  private func level(_ expression: Expression) -> Level {
    switch expression.kind {
    case .or: .or
    case .and: .and
    case .not: .not
    case .comparison, .match, .isMissing: .comparison
    case .coalesce: .coalesce
    case .sum: .sum
    case .product, .converted: .product
    case .negative: .unary
    case .conditional: .or
    case .range: .comparison
    default: .atom
    }
  }

  /// An expression as text.
  public func expression(_ expression: Expression) -> String { part(expression, .or) }

  /// An expression as one operand of `??`, in parentheses where it needs them.
  public func operand(_ expression: Expression) -> String { part(expression, .sum) }

  private func part(_ expression: Expression, _ needed: Level) -> String {
    let text = bare(expression)
    return level(expression) < needed ? "(\(text))" : text
  }

  private func bare(_ expression: Expression) -> String {
    switch expression.kind {
    case .number(let literal): return literal.digits + (literal.unit ?? "")
    case .year(_, let text): return text
    case .text(_, let raw): return quoted(raw)
    case .missing: return word(.missing)
    case .bool(let flag): return word(flag ? .true : .false)
    case .name(let name): return self.name(name)
    case .qualified(let table, let name):
      return translatedSide(table.text, name.text) ?? "\(self.name(table)).\(Formatter.columnText(name.text, language))"
    case .parameter(let name): return "$" + name.text
    case .call(let name, let arguments):
      return "\(translated(name.text) ?? name.text)(\(arguments.map { self.expression($0) }.joined(separator: ", ")))"
    case .list(let elements): return "[\(elements.map { self.expression($0) }.joined(separator: ", "))]"
    case .range(let low, let high): return "\(part(low, .coalesce))..\(part(high, .coalesce))"
    case .or(let parts): return parts.map { part($0, .and) }.joined(separator: " \(word(.or)) ")
    case .and(let parts): return parts.map { part($0, .not) }.joined(separator: " \(word(.and)) ")
    case .not(let inner): return "\(word(.not)) \(part(inner, .not))"
    case .comparison(let comparator, let a, let b):
      return "\(part(a, .coalesce)) \(comparator.rawValue) \(part(b, .coalesce))"
    case .match(let matcher, let negated, let a, let b):
      let right = { if case .range = b.kind { return bare(b) } else { return part(b, .coalesce) } }()
      return "\(part(a, .coalesce)) \(negated ? "not " : "")\(matcher.rawValue) \(right)"
    case .isMissing(let inner, let negated):
      return "\(part(inner, .coalesce)) is \(negated ? "present" : "missing")"
    case .coalesce(let parts): return parts.map { part($0, .sum) }.joined(separator: " ?? ")
    case .sum(let first, let terms):
      return terms.reduce(part(first, .product)) { $0 + ($1.isMinus ? " - " : " + ") + part($1.value, .product) }
    case .product(let first, let factors):
      return factors.reduce(part(first, .unary)) { $0 + ($1.isDivision ? " / " : " * ") + part($1.value, .unary) }
    case .converted(let inner, let unit): return "\(part(inner, .product)) \(word(.asUnit)) \(unit.text)"
    case .negative(let inner): return "-\(part(inner, .unary))"
    case .conditional(let test, let then, let otherwise):
      return
        "\(word(.if)) \(self.expression(test)) \(word(.then)) \(self.expression(then)) \(word(.else)) \(self.expression(otherwise))"
    }
  }

  func name(_ name: Name) -> String {
    if name.text == "↑" || name.text == "↓" { return name.text }
    if let other = translated(name.text) { return Formatter.columnText(other, language) }
    return name.isQuoted ? "`\(name.text)`" : name.text
  }

  /// A text in quotes that do not occur in it.
  func quoted(_ raw: String) -> String {
    if language == .ja, !raw.contains("「"), !raw.contains("」") { return "「\(raw)」" }
    for (open, close) in [("'", "'"), ("\"", "\""), ("「", "」"), ("『", "』"), ("“", "”")]
    where !raw.contains(open) && !raw.contains(close) { return open + raw + close }
    return "「\(raw)」"
  }
}

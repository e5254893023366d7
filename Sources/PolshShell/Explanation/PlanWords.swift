internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QueryPlan
internal import QuerySyntax

/// Writes the expressions of a plan as a person types them: `amount > 1000千円`, `金額 が 1000千円 超`.
struct PlanWords {
  let fields: [Field]
  let language: Language
  /// What stands for a column that has no name of its own: the aggregate that it is.
  var columns: [Int: String] = [:]
  /// Columns that only tell the rows of totals from others: conditions on them are left out.
  var technical: Set<Int> = []

  init(_ fields: [Field], _ language: Language) {
    self.fields = fields
    self.language = language
  }

  /// How tightly a text binds; a part that binds less than its place needs stands in parentheses.
  private enum Level: Int {
    case or, and, not, comparison, coalesce, sum, product, unary, atom
  }

  func text(_ expression: PlanExpression) -> String { part(expression, .or) }

  /// The column's name as it is typed.
  func name(_ place: Int) -> String {
    columns[place] ?? (fields.indices.contains(place) ? Self.name(fields[place], language) : "?")
  }

  static func name(_ field: Field, _ language: Language) -> String {
    // What nobody sees is never typed.
    if field.visibility == .carried { return field.name[language] }
    let text = Formatter.columnText(field.name[language])
    guard language == .ja, text.hasPrefix("`") else { return text }
    return "【" + text.dropFirst().dropLast() + "】"
  }

  func list(_ places: [Int]) -> String {
    places.filter { !technical.contains($0) }.map { name($0) }.joined(separator: comma)
  }

  /// Whether it says nothing but whose rows are totals.
  func isTechnical(_ expression: PlanExpression) -> Bool {
    let columns = expression.columns
    return !technical.isEmpty && !columns.isEmpty && columns.isSubset(of: technical)
  }

  var comma: String { language == .ja ? "、" : ", " }

  private func part(_ expression: PlanExpression, _ needed: Level) -> String {
    let (text, level) = written(expression)
    if level.rawValue >= needed.rawValue { return text }
    return language == .ja ? "（\(text)）" : "(\(text))"
  }

  private func written(_ expression: PlanExpression) -> (String, Level) {
    switch expression {
    case .column(let place): return (name(place), .atom)
    case .constant(let value, _): return (constant(value, beside: nil), .atom)
    case .compare(let comparison, let a, let b): return compared(comparison, a, b)
    case .oneOf(let a, let values): return (membership(a, values), .comparison)
    case .within(let a, let low, let high):
      let (from, to) = (operand(low, beside: a), operand(high, beside: a))
      return (said("\(part(a, .coalesce)) in \(from)..\(to)", "\(part(a, .coalesce)) が \(from)〜\(to) の範囲"), .comparison)
    case .textTest(let test, let a): return (tested(test, part(a, .coalesce)), .comparison)
    case .isMissing(let a):
      return (said("\(part(a, .coalesce)) is missing", "\(part(a, .coalesce)) が 欠測"), .comparison)
    case .and(let all):
      let parts = all.filter { !isTechnical($0) }
      return parts.count == 1 ? written(parts[0]) : (joined(parts, .not, said(" and ", " かつ ")), .and)
    case .or(let parts):
      return parts.count == 1 ? written(parts[0]) : (joined(parts, .and, said(" or ", " または ")), .or)
    case .not(.isMissing(let a)):
      return (said("\(part(a, .coalesce)) is present", "\(part(a, .coalesce)) が 記入あり"), .comparison)
    case .not(.or(let parts)) where parts.allSatisfy(\.isMissingTest): return written(.and(parts.map { .not($0) }))
    case .not(let a): return (said("not \(part(a, .not))", "否 \(part(a, .not))"), .not)
    case .comparable(let when, let inner):
      return (said("\(part(inner, .not)) and \(part(when, .not))", "\(part(inner, .not)) かつ \(part(when, .not))"), .and)
    case .coalesce(let parts):
      guard let first = parts.first else { return ("", .atom) }
      let rest = parts.dropFirst().map { " ?? " + operand($0, beside: first, .sum) }
      return (part(first, .sum) + rest.joined(), .coalesce)
    case .sum(let first, let terms, _):
      let (plus, minus) = (said(" + ", " ＋ "), said(" - ", " − "))
      let rest = terms.map { ($0.isMinus ? minus : plus) + operand($0.value, beside: first, .product) }
      return (part(first, .product) + rest.joined(), .sum)
    case .product(let first, let factors):
      let (times, over) = (said(" * ", " × "), said(" / ", " ÷ "))
      return (
        part(first, .unary) + factors.map { ($0.isDivision ? over : times) + part($0.value, .unary) }.joined(), .product
      )
    case .negative(let a): return (said("-", "−") + part(a, .unary), .unary)
    case .conditional(let test, let then, let otherwise):
      if isTechnical(test) { return written(otherwise) }
      if let plain = simplified(test, then, otherwise) { return plain }
      return (
        said(
          "if \(text(test)) then \(text(then)) else \(text(otherwise))",
          "もし \(text(test)) ならば \(text(then)) でなければ \(text(otherwise))"), .or
      )
    case .call(let function, let arguments): return (call(function.name, arguments.map { text($0) }), .atom)
    }
  }

  /// What verbs compute, as short as people write it: that what has no counterpart is missing and nothing is divided by
  /// zero goes without saying, and a size is `abs(x)`.
  private func simplified(
    _ test: PlanExpression, _ then: PlanExpression, _ otherwise: PlanExpression
  ) -> (String, Level)? {
    if columns.isEmpty { return nil }
    // Which way is better is worth saying.
    if case .oneOf = test { return nil }
    switch (test, then, otherwise) {
    case (_, .constant(.missing(let reason), _), let value) where reason != .blank: return written(value)
    case (_, let value, .constant(.missing(let reason), _)) where reason != .blank: return written(value)
    case (.compare(.less, let a, .constant(.number(.zero), _)), .negative(let b), _)
    where text(a) == text(b) && text(b) == text(otherwise):
      return (call("abs", [text(a)]), .atom)
    default: return nil
    }
  }

  /// `sum(amount)`; functions that are not the language's own keep their name.
  func call(_ name: String, _ arguments: [String]) -> String {
    let spelling = FunctionRegistry.function(name)?.spelling
    let list = arguments.joined(separator: comma)
    return said("\(spelling?.en ?? name)(\(list))", "\(spelling?.ja.first ?? name)（\(list)）")
  }

  private func joined(_ parts: [PlanExpression], _ level: Level, _ word: String) -> String {
    parts.map { part($0, level) }.joined(separator: word)
  }

  func said(_ en: String, _ ja: String) -> String { language == .ja ? ja : en }
}

// MARK: Comparisons

extension PlanWords {
  private func compared(_ comparison: Comparison, _ a: PlanExpression, _ b: PlanExpression) -> (String, Level) {
    let field = field(of: a) ?? field(of: b)
    // Of levels the first is the best, so that "at least as good" is "not behind" in the plan.
    let isRanked = field?.type.scale?.isRanked ?? false
    let (x, y) = (operand(a, beside: b), operand(b, beside: a))
    let (sign, word) =
      switch comparison {
      case .equal: ("=", "と同じ")
      case .notEqual: ("!=", "以外")
      case .less: isRanked ? (">", "超") : ("<", "未満")
      case .lessOrEqual: isRanked ? (">=", "以上") : ("<=", "以下")
      case .greater: isRanked ? ("<", "未満") : (">", "超")
      case .greaterOrEqual: isRanked ? ("<=", "以下") : (">=", "以上")
      }
    return (said("\(x) \(sign) \(y)", "\(x) が \(y) \(word)"), .comparison)
  }

  private func membership(_ a: PlanExpression, _ values: [Value]) -> String {
    let field = field(of: a)
    let words = values.map { constant($0, beside: field) }
    let subject = part(a, .coalesce)
    let isList = field?.type.isList ?? false
    if words.count == 1 {
      return isList
        ? said("\(subject) has \(words[0])", "\(subject) に \(words[0]) あり")
        : said("\(subject) = \(words[0])", "\(subject) が \(words[0]) と同じ")
    }
    let list = words.joined(separator: comma)
    return said("\(subject) in [\(list)]", "\(subject) が ［\(list)］ のどれか")
  }

  private func tested(_ test: TextTest, _ subject: String) -> String {
    let text = quoted(test.pattern)
    return switch test.kind {
    case .equals: said("\(subject) has \(text)", "\(subject) に \(text) あり")
    case .contains, .mentions: said("\(subject) contains \(text)", "\(subject) が \(text) を含む")
    case .starts: said("\(subject) starts \(text)", "\(subject) が \(text) で始まる")
    case .matches: said("\(subject) matches \(text)", "\(subject) が \(text) に合致")
    }
  }

  private func operand(_ expression: PlanExpression, beside other: PlanExpression, _ level: Level = .coalesce) -> String
  {
    if case .constant(let value, _) = expression { return constant(value, beside: field(of: other)) }
    return part(expression, level)
  }

  /// A column whose unit and scale an expression's values have.
  private func field(of expression: PlanExpression) -> Field? {
    switch expression {
    case .column(let place): fields.indices.contains(place) ? fields[place] : nil
    case .negative(let a), .sum(let a, _, _), .conditional(_, then: let a, else: _): field(of: a)
    case .coalesce(let parts): parts.first.flatMap { field(of: $0) }
    default: nil
    }
  }

  private func constant(_ value: Value, beside field: Field?) -> String {
    switch value {
    case .missing: said("missing", "欠測")
    case .text(let text): quoted(text)
    case .bool(let flag): flag ? said("true", "真") : said("false", "偽")
    case .number(let number): field.map { value.text(as: $0, language) } ?? number.plain
    case .year(let year): FiscalYear(year)?.short ?? String(year)
    case .level: field.map { value.text(as: $0, language) } ?? "?"
    case .list(let values): "[" + values.map { constant($0, beside: field) }.joined(separator: comma) + "]"
    }
  }

  private func quoted(_ text: String) -> String {
    let safe = SafeText.oneLine(text)
    return said("'\(safe)'", "「\(safe)」")
  }
}

extension PlanExpression {
  fileprivate var isMissingTest: Bool {
    if case .isMissing = self { return true }
    return false
  }
}

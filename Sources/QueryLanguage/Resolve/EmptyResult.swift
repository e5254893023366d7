internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

/// Helps when a `where` leaves no row: says which spelling of a text would have found some.
enum EmptyResult {
  static func hints(
    _ expression: Expression, _ condition: PlanExpression, _ relation: Relation, _ resolver: Resolver
  ) -> (@Sendable () -> [Notice])? {
    // A text that long is no slip of the fingers.
    let tests = condition.textTests.filter { $0.pattern.utf8.count <= 200 }
    if tests.isEmpty { return nil }
    let probe = resolver.probe
    return {
      var notices: [Notice] = []
      for test in tests {
        let field = relation.fields[test.place]
        let input = relation.plan.withoutEffects
        // Lists are no keys; their values are looked at row by row.
        let plan =
          field.type.isList
          ? Plan.project(Plan.Project(input: input, fields: [field], values: [.column(test.place)]))
          : Plan.aggregate(Plan.Aggregate(input: input, keys: [test.place], calls: [], fields: [field]))
        guard let table = try? probe.run(plan) else { continue }
        var found: [String] = []
        var near = NearTexts(test)
        for row in 0..<min(table.rowCount, Self.mostTexts) where found.count < 3 {
          for text in table.value(row: row, column: 0).texts(as: field)
          where found.count < 3 && near.have(text) && !found.contains(text) {
            found.append(text)
          }
        }
        if !found.isEmpty, !found.contains(test.pattern) {
          notices.append(.nearTexts(field, test.pattern, core: test.core, found))
        }
      }
      return notices
    }
  }

  /// So many different texts are looked at: a hint is not worth a second.
  static let mostTexts = 100_000
  /// So many of them are compared letter by letter, which takes 8 µs each.
  static let mostCompared = 10_000

  /// A comparison of a text column with a fixed text.
  struct TextComparison {
    var place: Int
    var pattern: String

    /// The pattern without the signs that stand for anything in a spreadsheet or in SQL.
    var core: String { pattern.filter { !"*?%＊？％".contains($0) } }
  }

  /// Tells the texts of the data that were probably meant: another case, more around it, one character off.
  private struct NearTexts {
    private let pattern: String
    private let small: String
    /// Where the pattern has signs that stand for anything: what is left of it.
    private let core: ByteSearch?
    private let whole: ByteSearch
    private let words: [ByteSearch]
    private let isWord: Bool
    private var left = EmptyResult.mostCompared

    init(_ test: TextComparison) {
      pattern = test.pattern
      small = test.pattern.lowercased()
      core = test.core == test.pattern ? nil : ByteSearch(test.core)
      whole = ByteSearch(test.pattern)
      let words = test.pattern.split(separator: " ")
      self.words = words.count > 1 ? words.map { ByteSearch(String($0)) } : []
      isWord = test.pattern.count >= 2
    }

    mutating func have(_ text: String) -> Bool {
      if text == pattern { return true }
      if let core { return !core.needle.isEmpty && core.isIn(text) }
      let (length, wanted) = (text.utf8.count, pattern.utf8.count)
      if length == wanted, text.lowercased() == small { return true }
      if isWord, length > wanted, whole.isIn(text) { return true }
      if isWord, length < wanted, text.count >= 2, ByteSearch(text).isIn(pattern) { return true }
      if words.contains(where: { $0.isIn(text) }) { return true }
      if pattern.count < 3 || left == 0 { return false }
      left -= 1
      return !NearNames.nearest(to: pattern, among: [text], care: .strict).isEmpty
    }
  }
}

extension PlanExpression {
  /// The tests of text columns against fixed texts that all rows of the result must pass.
  fileprivate var textTests: [EmptyResult.TextComparison] {
    switch self {
    case .and(let parts): parts.flatMap(\.textTests)
    case .compare(.equal, .column(let place), .constant(.text(let text), _)),
      .compare(.equal, .constant(.text(let text), _), .column(let place)):
      [EmptyResult.TextComparison(place: place, pattern: text)]
    case .textTest(let test, .column(let place)) where test.kind != .matches:
      [EmptyResult.TextComparison(place: place, pattern: test.pattern)]
    default: []
    }
  }
}

extension Notice {
  /// No code of its own: it goes with a result without rows.
  fileprivate static func nearTexts(_ field: Field, _ pattern: String, core: String, _ found: [String]) -> Notice {
    let ja = found.map { "「\($0)」" }.joined(separator: "、")
    let en = found.map { "'\($0)'" }.joined(separator: ", ")
    return Notice(
      "",
      Message(
        ja: "\(field.name.ja)に「\(pattern)」はありません。近いもの: \(ja)", en: "\(field.name.en) has no '\(pattern)'. Close: \(en)"),
      fix: fix(field, core, found))
  }

  /// `contains` where the pattern is a part of what was found, otherwise the first text that was found.
  private static func fix(_ field: Field, _ pattern: String, _ found: [String]) -> Message {
    if found.contains(where: { $0.contains(pattern) }) {
      return Message(ja: "\(field.name.ja) が 「\(pattern)」 を含む", en: "\(field.name.en) contains '\(pattern)'")
    }
    return Message(ja: "\(field.name.ja) = 「\(found[0])」", en: "\(field.name.en) = '\(found[0])'")
  }
}

extension Value {
  /// The texts of a cell: those of a list one by one.
  fileprivate func texts(as field: Field) -> [String] {
    if case .list(let elements) = self {
      var field = field
      if case .list(let element) = field.type { field.type = element }
      return elements.map { $0.text(as: field, .ja) }
    }
    return [text(as: field, .ja)]
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

/// Helps when a `search` finds nothing: where each of the words does occur, what is written nearly so, which column of
/// years was meant.
struct EmptySearch: Sendable {
  let relation: Relation
  let words: [String]
  let probe: any DataProbe

  var hints: @Sendable () -> [Notice] { { self.notices() } }

  private func notices() -> [Notice] {
    let columns = relation.nameable.filter { relation.fields[$0].isText }.map { place in
      Occurring(field: relation.fields[place], texts: texts(in: place))
    }
    let shown = columns.filter(\.field.isShown)
    let owners = words.map { word in shown.first { $0.mentions(word) } }
    // Every word occurs, but no column has them all.
    let found = zip(words, owners).compactMap { word, owner in owner.map { (word, $0.field) } }
    if words.count > 1, found.count == words.count { return [.apart(found)] }
    var notices: [Notice] = []
    for (word, owner) in zip(words, owners) where owner == nil {
      if let hidden = columns.first(where: { !$0.field.isShown && $0.mentions(word) }) {
        notices.append(.elsewhere(word, hidden.field))
      } else if let year = FiscalYear.read(word)?.year
        ?? (word.utf8.count == 4 ? Int(word).flatMap(FiscalYear.init) : nil),
        let field = yearColumn
      {
        notices.append(.year(year, field))
      } else if let near = shown.lazy.compactMap({ $0.near(word) }).first {
        notices.append(.near(word, near))
      }
    }
    return notices
  }

  private var yearColumn: Field? {
    relation.nameable.map { relation.fields[$0] }.first { $0.type == .year }
  }

  /// The different words of a column.
  private func texts(in place: Int) -> [String] {
    let field = relation.fields[place]
    var input = relation.plan.withoutEffects
    var single = field
    if case .list(let element) = field.type {
      var fields = relation.fields
      fields[place].type = element
      single = fields[place]
      input = .unnest(Plan.Unnest(input: input, column: place, fields: fields))
    }
    let plan = Plan.aggregate(Plan.Aggregate(input: input, keys: [place], calls: [], fields: [single]))
    guard let table = try? probe.run(plan) else { return [] }
    return (0..<min(table.rowCount, EmptyResult.mostTexts)).compactMap { row in
      let value = table.value(row: row, column: 0)
      return value.isMissing ? nil : value.text(as: single, .ja)
    }
  }

  /// A column with the words that it has.
  private struct Occurring {
    var field: Field
    var texts: [String]

    func mentions(_ word: String) -> Bool {
      let search = LooseSearch(word)
      return texts.contains { search.isIn($0) }
    }

    /// Texts that the word is probably a slip for, of this column.
    func near(_ word: String) -> (field: Field, texts: [String])? {
      if word.utf8.count > 200 { return nil }
      let found = NearNames.nearest(to: word, among: Array(texts.prefix(EmptyResult.mostCompared)), care: .strict)
      return found.isEmpty ? nil : (field, Array(found.prefix(3)))
    }
  }
}

extension Notice {
  fileprivate static func apart(_ found: [(word: String, field: Field)]) -> Notice {
    let ja = found.map { "「\($0.word)」は\($0.field.name.ja)" }.joined(separator: "、")
    let en = found.map { "'\($0.word)' in \($0.field.name.en)" }.joined(separator: ", ")
    return Notice(
      "",
      Message(ja: "1つの列にすべてを含む行はありません。\(ja)にあります。", en: "No column has them all: \(en)."),
      fix: Message(
        ja: "絞込 " + found.map { contains($0.word, $0.field).ja }.joined(separator: " かつ "),
        en: "where " + found.map { contains($0.word, $0.field).en }.joined(separator: " and ")))
  }

  fileprivate static func elsewhere(_ word: String, _ field: Field) -> Notice {
    let test = contains(word, field)
    return Notice(
      "",
      Message(
        ja: "「\(word)」は、表示していない列「\(field.name.ja)」にあります。",
        en: "'\(word)' is in \(field.name.en), a column that is not shown."
      ), fix: Message(ja: "絞込 \(test.ja)", en: "where \(test.en)"))
  }

  fileprivate static func year(_ year: FiscalYear, _ field: Field) -> Notice {
    let (ja, en) = (Formatter.columnText(field.name.ja), Formatter.columnText(field.name.en))
    return Notice(
      "",
      Message(ja: "検索は文字の列を探します。年度は絞込で選びます。", en: "search looks at words; a year is chosen with where."),
      fix: Message(ja: "絞込 \(ja) が \(year.short) と同じ", en: "where \(en) = \(year.short)"))
  }

  fileprivate static func near(_ word: String, _ near: (field: Field, texts: [String])) -> Notice {
    let ja = near.texts.map { "「\($0)」" }.joined(separator: "、")
    let en = near.texts.map { "'\($0)'" }.joined(separator: ", ")
    return Notice(
      "",
      Message(
        ja: "「\(word)」を含む行はありません。近いもの（\(near.field.name.ja)）: \(ja)",
        en: "No row has '\(word)'. Close, in \(near.field.name.en): \(en)"),
      fix: Message(ja: "検索 「\(near.texts[0])」", en: "search '\(near.texts[0])'"))
  }

  private static func contains(_ word: String, _ field: Field) -> Message {
    Message(
      ja: "\(Formatter.columnText(field.name.ja)) が 「\(word)」 を含む",
      en: "\(Formatter.columnText(field.name.en)) contains '\(word)'")
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let showTables = Command(
    Spelling("show", "一覧"), second: .tables,
    summary: Message(ja: "表の一覧（名前、内容、行数、列数）", en: "the tables: names, contents, rows, columns"),
    examples: [HelpExample("show tables", "一覧 表", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    let tables = session.environment.tables
    if tables.isEmpty {
      return session.say(
        Message(
          ja: "表はまだありません。読込 'ファイル.csv' で読み込むか、開く 'フォルダー' でデータを開いてください。",
          en: "There are no tables yet. Load one with load 'FILE.csv', or open a data package with use 'FOLDER'."))
    }
    let language = session.language
    // A table called the same in both languages needs no second name.
    let hasTwoNames = tables.contains { $0.name.ja != $0.name.en }
    var rows: [[Value]] = []
    for table in tables {
      var row: [Value] = [.text(table.name[language])]
      if hasTwoNames { row.append(.text(table.name[language == .ja ? .en : .ja])) }
      switch table.content {
      case .source(let source):
        let count: Int
        if let known = source.knownRowCount { count = known } else { count = try source.read(columns: []).rowCount }
        row += [
          about(source.entry, language), .number(ExactDecimal(count)),
          .number(ExactDecimal(source.entry.columns.filter { $0.role == nil }.count)),
        ]
      case .relation(let relation):
        row += [
          .text(Message(ja: "「変数」で作った表", en: "made by let")[language]), .missing(.notApplicable),
          .number(ExactDecimal(relation.fields.filter(\.isShown).count)),
        ]
      }
      rows.append(row)
    }
    var columns: [(ja: String, en: String, type: ColumnType)] = [("表", "table", .text)]
    if hasTwoNames { columns.append(("英語名", "japanese", .text)) }
    columns += [("内容", "about", .text), ("行数", "rows", .number), ("列数", "columns", .number)]
    try session.show(ListTable.make(columns, rows))
  }

  /// What a table holds, as its package says; where it says nothing, its first columns.
  private static func about(_ entry: TableEntry, _ language: Language) -> Value {
    if let title = entry.title, title[language] != entry.name[language] {
      return .text(SafeText.oneLine(title[language]))
    }
    if !entry.isCataloged, let path = entry.path {
      return .text(Message(ja: "ファイル \(path)", en: "file \(path)")[language])
    }
    let separator = language == .ja ? "、" : ", "
    var text = ""
    for column in entry.columns where column.role == nil {
      let next = (text.isEmpty ? "" : separator) + column.name[language]
      if DisplayWidth.of(text) + DisplayWidth.of(next) > 46 { return .text(text + " …") }
      text += next
    }
    return .text(text)
  }
}

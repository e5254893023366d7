internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let showTables = Command(
    Spelling("show", "一覧"), second: .tables, summary: Message(ja: "表の一覧", en: "the tables")
  ) { _, session throws(Diagnostic) in
    var rows: [[Value]] = []
    for table in session.environment.tables {
      switch table.content {
      case .source(let source):
        let count: Int
        if let known = source.knownRowCount { count = known } else { count = try source.read(columns: []).rowCount }
        rows.append([
          .text(table.name.ja), .text(table.name.en), .number(ExactDecimal(count)),
          .number(ExactDecimal(source.entry.columns.filter { $0.role == nil }.count)),
          .text(source.entry.isCataloged ? "✓" : "―"),
        ])
      case .relation(let relation):
        rows.append([
          .text(table.name.ja), .text(table.name.en), .missing(.notApplicable),
          .number(ExactDecimal(relation.fields.filter(\.isShown).count)), .text("let"),
        ])
      }
    }
    if rows.isEmpty {
      session.say(
        Message(
          ja: "表はまだありません。読込 'ファイル.csv' で読み込むか、開く 'フォルダー' でデータを開いてください。",
          en: "There are no tables yet. Load one with load 'FILE.csv', or open a data package with use 'FOLDER'."))
      return
    }
    try session.show(
      ListTable.make(
        [
          ("表", "ja", .text), ("英語名", "en", .text), ("行数", "rows", .number), ("列数", "columns", .number),
          ("説明付き", "catalog", .text),
        ], rows))
  }
}

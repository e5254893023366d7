internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage

extension Session {
  /// What a newcomer is told at the first prompt, in at most four lines: the package, its tables, one question, help.
  public var greeting: [String] {
    var lines: [String] = []
    if let title = packageTitle {
      lines.append(Message(ja: "polsh — \(title.ja)", en: "polsh — \(title.en)")[language])
      lines.append(tableLine)
      if let question { lines.append(Message(ja: "たとえば: \(question.ja)", en: "Try: \(question.en)")[language]) }
    } else {
      lines.append(
        Message(
          ja: "polsh — データは開いていません。読込 'ファイル.csv' で自分の表を読み込めます。",
          en: "polsh — no data is open. Load a table of your own with load 'FILE.csv'.")[language])
    }
    lines.append(Message(ja: "使い方は「ヘルプ」、終わるには「終了」", en: "help shows how it works, quit leaves")[language])
    return lines
  }

  /// The names of the tables, as many as one line of the window holds.
  private var tableLine: String {
    let names = packageTables.map { $0[language] }
    let separator = language == .ja ? "、" : ", "
    let width = (settings.width ?? 80) - 1
    for count in stride(from: names.count, through: 1, by: -1) {
      let list = names.prefix(count).joined(separator: separator)
      let rest = names.count - count
      let line =
        rest == 0
        ? Message(ja: "表: \(list)", en: "Tables: \(list)")[language]
        : Message(ja: "表: \(list) ほか\(rest)（一覧 表）", en: "Tables: \(list) and \(rest) more (show tables)")[language]
      if DisplayWidth.of(line) <= width { return line }
    }
    return Message(ja: "表: \(names.count)（一覧 表）", en: "Tables: \(names.count) (show tables)")[language]
  }

  /// A question that the open data can answer: a count by the first grade there is, or by any category.
  var question: Message? {
    for wantsGrade in [true, false] {
      for table in environment.tables {
        guard case .source(let source) = table.content else { continue }
        for column in source.entry.columns where column.role == nil {
          let fits = wantsGrade ? column.type.isGrade : column.type.scale != nil && !column.type.isList
          if fits {
            return Message(
              ja: "\(table.name.ja) | 件数 \(column.name.ja)ごと", en: "\(table.name.en) | count by \(column.name.en)")
          }
        }
      }
    }
    return nil
  }
}

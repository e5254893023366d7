internal import ColumnStore
internal import DataFormats
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let load = Command(
    Spelling("load", "読込"),
    [
      .string("file", isFile: true),
      .options([
        [.keyword(.asName), .name("name")], [.keyword(.header), .lineRange("header")],
        [.keyword(.encoding), .label("encoding")],
        [.keyword(.sheet), .topic("sheet")], [.keyword(.recipe), .string("recipe", isFile: true)],
      ]),
    ],
    summary: Message(
      ja: "CSV や TSV を、手順があれば文書も、表として読み込む",
      en: "load a CSV or TSV file, or with a recipe a document, as a table"),
    details: Message(
      ja:
        "読んだ表はファイルの名前（または「名前」の後の名前）で使えます。文字コード、区切り、見出しは自動で見分け、どう読んだかを示します。0 で始まる番号や電話番号は文字のままです。文書（PDF から取り出した文字など）は「手順」で読み方を指定します。「ヘルプ 手順」に書き方があります。",
      en:
        "The table goes by the file's name, or by the one behind as. Encoding, separator and heading are found out, and how it was read is said. Codes with leading zeros stay text. A document, as the text of a PDF, is read by a recipe: see help recipe."
    ),
    examples: [
      HelpExample("load 'budget.csv' as budget", "読込 'budget.csv' 名前 budget", outcome: .isOnlyShown),
      HelpExample(
        "load 'budget.csv' header 1 encoding utf-8", "読込 'budget.csv' 見出し 1 文字コード utf-8",
        Message(ja: "見出しの行と文字コードを指定する", en: "with heading and encoding stated"), outcome: .isOnlyShown),
      HelpExample(
        "load 'plan.txt' recipe 'our-plan' as m", "読込 'plan.txt' 手順 'our-plan' 名前 m",
        Message(ja: "文書を、手順に従って読む", en: "a document, read as a recipe says"), outcome: .isOnlyShown),
    ],
    changesSession: true
  ) { call, session throws(Diagnostic) in
    guard let file = call.string("file") else { return }
    var options = LoadOptions()
    options.encoding = call.name("encoding")?.text
    options.header = try call.lines("header")
    if call.arguments["sheet"] != nil {
      throw .notThereYet(
        call.name, part: Message(ja: "「シート」", en: "sheet"),
        instead: Message(
          ja: "Excel のシートは CSV で保存すれば読み込めます", en: "a sheet saved as CSV in the spreadsheet can be loaded"))
    }
    do throws(Diagnostic) {
      if let recipe = call.string("recipe") {
        if case .expression(let header)? = call.arguments["header"] { throw .headerOfDocument(header.span) }
        let path = try session.recipe(recipe.raw, at: recipe.span)
        return try session.load(file.raw, as: call.name("name")?.text, recipe: path, encoding: options.encoding)
      }
      try session.load(file.raw, as: call.name("name")?.text, options)
    } catch {
      var located = error
      if located.span == nil, located.file == nil { located.span = file.span }
      throw located
    }
  }
}

extension CommandCall {
  /// `header 2..3`: lines of a heading, counted from 1.
  fileprivate func lines(_ slot: Slot) throws(Diagnostic) -> ClosedRange<Int>? {
    guard case .expression(let expression)? = arguments[slot] else { return nil }
    let ends: (Expression, Expression)
    if case .range(let low, let high) = expression.kind { ends = (low, high) } else { ends = (expression, expression) }
    guard case .number(let low) = ends.0.kind, case .number(let high) = ends.1.kind, low.unit == nil, high.unit == nil,
      let first = low.value.wholeNumber, let last = high.value.wholeNumber, first >= 1, last >= first
    else { throw .notLines(expression.span) }
    return first...last
  }
}

extension Diagnostic {
  fileprivate static func notLines(_ span: Span) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "見出しの行は 2 や 2..3 のように書きます", en: "The lines of the heading are written 2 or 2..3"), at: span)
  }
}

extension Session {
  /// Loads a file as a table and says how it was read.
  func load(_ path: String, as name: String?, _ options: LoadOptions) throws(Diagnostic) {
    let loaded = try ReaderRegistry.load(path: path, name: name, options: options)
    let entry = loaded.source.entry
    environment.add(NamedTable(name: entry.name, content: .source(loaded.source)))
    let report = loaded.report
    let columns = report.columns.map { column in
      "\(SafeText.oneLine(column.name)) (\(column.unit?.symbol ?? column.type.word[language]))"
    }
    let shown = columns.prefix(12).joined(separator: language == .ja ? "、" : ", ") + (columns.count > 12 ? " …" : "")
    say(
      Message(
        ja: "\(entry.name.ja): \(report.rowCount) 行、\(columns.count) 列（\(report.encoding.rawValue)）。\(shown)",
        en:
          "\(entry.name.en): \(Counted.rows(report.rowCount)), \(Counted.columns(columns.count)) (\(report.encoding.rawValue)). \(shown)"
      )
    )
    for remark in report.remarks { say(remark) }
  }
}

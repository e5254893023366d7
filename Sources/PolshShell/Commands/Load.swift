internal import ColumnStore
internal import DataFormats
internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
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
      ja: """
        読んだ表はファイルの名前（または「名前」の後の名前）で使えます。文字コード（UTF-8 か Shift_JIS）、区切り、見出し、列の型はファイル全体から\
        見分け、どう読んだかを示します。「1,234」「△5」「98.5％」「令和5年度」などの書き方は数や年度になり、0 で始まる番号や電話番号は文字のままです。\
        見出しが別の行にあるときは「見出し 3」、2 行にわたるときは「見出し 2..3」と書きます。'-' は標準入力です。セルの数が見出しと違う行や、\
        引用符が正しくない行は、捨てずに別の表「t_読めない行」に入れ、何行目かを示します。文書（PDF から取り出した文字など）は「手順」で\
        読み方を指定します。「ヘルプ 手順」に書き方があります。
        """,
      en: """
        The table goes by the file's name, or by the one behind as. Encoding (UTF-8 or Shift_JIS), separator, heading and the \
        columns' types are found from the whole file, and how it was read is said. 1,234, △5, 98.5％ and 令和5年度 become numbers \
        and years; codes with leading zeros stay text. If the heading stands on another line, say header 3, or header 2..3 for \
        two lines. '-' is standard input. Rows with another number of cells than the heading, or with broken quotation marks, are \
        kept apart in the table t_rejected, with their lines. A document, as the text of a PDF, is read by a recipe: see help recipe.
        """),
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
  ///
  /// - Parameter path: `-` is standard input.
  func load(_ path: String, as name: String?, _ options: LoadOptions) throws(Diagnostic) {
    var options = options
    options.statements = upcomingText.flatMap { UpcomingStatements.naming($0) }
    if let progress = LoadProgress.onTerminal(language) { options.progress = { progress.take($0) } }
    if path == "-" { try takeStandardInput() } else if readsStatementsFromInput { try refuseInput(path) }
    let start = Program.nanoseconds
    let loaded = try ReaderRegistry.load(path: path, name: name ?? (path == "-" ? "stdin" : nil), options: options)
    let entry = loaded.source.entry
    // What was kept apart from a table of that name is no longer about it.
    environment.tables.removeAll { table in
      if case .source(let source as RejectedRows) = table.content { source.table == entry.name } else { false }
    }
    if environment.table(entry.name.en) != nil {
      say(
        Message(
          ja: "これまでの表「\(SafeText.oneLine(entry.name.ja))」を置き換えました。",
          en: "The table \(SafeText.oneLine(entry.name.en)) that was there is replaced."))
    }
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
    lastNotices = []
    if let rejected = loaded.rejected {
      environment.add(NamedTable(name: rejected.entry.name, content: .source(rejected)))
    }
    self.report(report.notices)
    tellTime(ofLoading: report.rowCount, bytes: report.byteCount, since: start)
  }

  /// Statements come from standard input: under its other names it has nothing else to give either.
  private func refuseInput(_ path: String) throws(Diagnostic) {
    if ["/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"].contains(path) {
      throw Diagnostic(nil, .inputHasStatements, notes: [.pipeIntoCommand])
    }
  }

  /// Standard input can be read once, and only where it has nothing else to give.
  private func takeStandardInput() throws(Diagnostic) {
    if readsStatementsFromInput { throw Diagnostic(nil, .inputHasStatements, notes: [.pipeIntoCommand]) }
    if Terminal.isTerminal(.input) { throw Diagnostic(nil, .inputIsTerminal, notes: [.pipeIntoCommand]) }
    if hasLoadedInput { throw Diagnostic(nil, .inputIsLoaded) }
    hasLoadedInput = true
  }
}

extension Message {
  fileprivate static let inputHasStatements = Message(
    ja: "標準入力からは文を読んでいます", en: "Standard input has the statements")
  fileprivate static let inputIsTerminal = Message(
    ja: "標準入力は端末につながっています", en: "Standard input is the terminal")
  fileprivate static let inputIsLoaded = Message(
    ja: "標準入力はもう読み込みました", en: "Standard input has been loaded already")
  fileprivate static let pipeIntoCommand = Message(
    ja: "読込 '-' は、コマンド | polsh -c \"読込 '-' 名前 t; …\" のように使います。",
    en: "load '-' is for COMMAND | polsh -c \"load '-' as t; …\".")
}

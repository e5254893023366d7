internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let checkData = Command(
    Spelling("check", "点検"), second: .data, [.optional([.name("table")])],
    summary: Message(ja: "表のデータの誤りや抜けを調べる", en: "look for faults and gaps in the tables"),
    details: Message(
      ja:
        "読み込んだ表を1つずつ（表の名前を書けばその表だけ）調べ、見つけたことを、その行を示す問い合わせとともに示します。合計と内訳、キー、尺度は、データパッケージの説明にあるものを使います。「（可能性）」は、名前や数字から推したもので、正しいこともあります。--format csv などでは、見つけたことを1行ずつの表にします。続けて「| 絞込 表 が …」「| 出力 '…'」のように使えます。",
      en:
        "Looks through every table, or the one named, and tells what it finds with the query that shows the rows. Totals and parts, keys and scales are those that the data package declares. What is said to be possible was judged by names and figures, and may be right as it is. With --format csv and the like the findings are a table, one row each; | where … and | export '…' go on with it."
    ),
    examples: [
      HelpExample("check data", "点検 データ", outcome: .isOnlyShown),
      HelpExample("check data t", "点検 データ t", Message(ja: "1つの表だけ", en: "one table only"), outcome: .isOnlyShown),
    ], changesSession: true
  ) { call, session throws(Diagnostic) in
    var tables = session.environment.tables
    if let name = call.name("table") {
      tables = [try session.table(name)]
    } else {
      // What let makes of tables is checked where it comes from.
      tables = tables.filter { if case .source = $0.content { true } else { false } }
    }
    if tables.isEmpty {
      return session.say(
        Message(
          ja: "点検する表がありません。読込 'ファイル.csv' で読み込むか、開く 'フォルダー' でデータを開いてください。",
          en: "There is no table to check. Load one with load 'FILE.csv', or open a data package with use 'FOLDER'."))
    }
    let report = try session.checked(tables)
    let findings = report.table(session)
    try session.continueWith(findings)
    guard session.settings.format == .table else { return try session.show(findings) }
    try session.beginResult()
    try session.output.write(report.lines(session).joined(separator: "\n") + "\n")
  }
}

extension Session {
  /// The table of a name.
  fileprivate func table(_ name: Name) throws(Diagnostic) -> NamedTable {
    // As in a query, with the names that are near.
    var resolver = Resolver(environment: environment, language: language, probe: EngineProbe())
    _ = try resolver.resolve(Query(source: .table(name), verbs: [], span: name.span))
    guard let table = environment.table(name.text) else { throw .notThereYet(name) }
    return table
  }

  /// Makes a table that the shell made the previous result, so that `| where …` goes on with it.
  fileprivate func continueWith(_ table: Table) throws(Diagnostic) {
    let name = BilingualName(ja: "点検結果", en: "findings")
    let entry = TableEntry(
      name: name, columns: table.fields.map { ColumnEntry(name: $0.name, type: $0.type) }, isCataloged: true)
    let source = MemorySource(entry: entry, columns: table.columns, rowCount: table.rowCount)
    var environment = environment
    environment.add(NamedTable(name: name, content: .source(source)))
    var resolver = Resolver(environment: environment, language: language, probe: EngineProbe())
    let span = Span(0, 0)
    let relation = try resolver.resolve(
      Query(source: .table(Name(name[language], span)), verbs: [], span: span))
    self.environment.keep(resolver)
    self.environment.previous = relation.kept
  }

  /// Looks for all kinds of findings in the tables.
  func checked(_ tables: [NamedTable]) throws(Diagnostic) -> CheckReport {
    var report = CheckReport()
    for named in tables {
      var part = CheckReport.Part(name: named.name, rowCount: 0, columnCount: 0)
      do throws(Diagnostic) {
        let table = try CheckedTable(named, in: self)
        part.rowCount = table.rowCount
        part.columnCount = table.entry.columns.count { $0.role == nil }
        for kind in DataCheckRegistry.all {
          for finding in try kind.find(table) { part.findings.append((kind, finding)) }
        }
        part.remarks = table.remarks
      } catch {
        if error.isInterruption { throw error }
        part.failure = error
      }
      report.parts.append(part)
    }
    return report
  }
}

internal import ColumnStore
internal import DataFormats
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import Presentation
internal import QueryEngine
internal import QueryLanguage
internal import QueryPlan
internal import QuerySyntax

extension Command {
  static let source = Command(
    Spelling("source", "原本"), [.integer("row")],
    summary: Message(ja: "結果の行のもとになった文書の箇所を見る", en: "show the document around a row of the result"),
    details: Message(
      ja: "文書のファイルは POLSH_DOCUMENTS のフォルダーから探します。番号は直前の結果の行です。",
      en:
        "The documents are looked for in the folder that POLSH_DOCUMENTS names; the number is a row of the last result."
    )
  ) { call, session throws(Diagnostic) in
    guard case .expression(let number)? = call.arguments["row"], case .number(let literal) = number.kind,
      let row = literal.value.wholeNumber
    else { return }
    guard let previous = session.environment.previous else { throw .noResult(call.name.span) }
    let rows = try session.rowCount(of: previous)
    if row < 1 || row > rows { throw .noSuchRow(row, of: rows, number.span) }
    do throws(Diagnostic) {
      try session.showDocuments(behind: row, of: previous)
    } catch {
      var located = error
      if located.span == nil, located.file == nil { located.span = number.span }
      throw located
    }
  }
}

extension Session {
  /// Of how many source rows the documents are shown.
  private static let mostRows = 5

  fileprivate func rowCount(of relation: Relation) throws(Diagnostic) -> Int {
    let table = try EngineProbe().run(relation.counted)
    guard table.rowCount == 1, case .number(let count) = table.value(row: 0, column: 0) else { return 0 }
    return count.wholeNumber ?? 0
  }

  /// Shows the lines of the documents around the source rows behind a row of the result.
  fileprivate func showDocuments(behind row: Int, of relation: Relation) throws(Diagnostic) {
    let sources = relation.sources(ofRow: row)
    let table = try EngineProbe().run(sources.plan)
    if table.rowCount == 0 { throw .nothingBehind() }
    let finder = DocumentFinder(self)
    var places: [DocumentPlace] = []
    var failures: [Diagnostic] = []
    for number in 0..<min(table.rowCount, Self.mostRows) {
      do throws(Diagnostic) {
        places.append(try finder.place(ofRow: number, in: table, sources))
      } catch {
        if !failures.contains(error) { failures.append(error) }
      }
    }
    var shown = 0
    for excerpt in DocumentExcerpt.around(places) {
      do throws(Diagnostic) {
        let lines = try excerpt.rendered(on: screen)
        if shown == 0 { try beginResult() } else { try output.write("\n") }
        try output.write(lines.joined(separator: "\n") + "\n")
        shown += 1
      } catch {
        if error.isClosedOutput || error.isInterruption { throw error }
        if !failures.contains(error) { failures.append(error) }
      }
    }
    // What can be shown is shown; what cannot is an error only where nothing can.
    if shown == 0, let first = failures.first { throw first }
    for failure in failures { say(Message(ja: failure.message.ja + "。", en: failure.message.en + ".")) }
    let rest = table.rowCount - Self.mostRows
    if rest > 0 { say(.more(rest)) }
  }
}

extension Message {
  fileprivate static func more(_ rows: Int) -> Message {
    Message(
      ja: "ほかに \(rows) 行がもとになっています。「| 出典」で全部が見られます。",
      en: "\(rows) more \(rows == 1 ? "row stands" : "rows stand") behind it; | trace shows them all.")
  }
}

extension Diagnostic {
  fileprivate static func noResult(_ span: Span) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "まだ結果がありません", en: "There is no result yet"), at: span,
      notes: [Message(ja: "先に問い合わせをしてください。", en: "Ask a question first.")])
  }

  fileprivate static func noSuchRow(_ row: Int, of rows: Int, _ span: Span) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "\(row) 行目はありません", en: "There is no row \(row)"), at: span,
      notes: [
        rows == 0
          ? Message(ja: "前の結果には行がありません。", en: "The last result has no rows.")
          : Message(ja: "前の結果は \(rows) 行です。", en: "The last result has \(Counted.rows(rows)).")
      ])
  }

  /// A sum of no rows has nothing behind it.
  fileprivate static func nothingBehind() -> Diagnostic {
    Diagnostic(nil, Message(ja: "この行のもとになった行はありません", en: "No row of a table stands behind this one"))
  }
}

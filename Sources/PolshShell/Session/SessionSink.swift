internal import ColumnStore
internal import DataFormats
internal import Diagnostics
internal import PolshSystem
internal import QueryPlan

/// Carries out what a running query does: exports, prints, failed checks.
struct SessionSink: EffectSink {
  let session: Session

  var isInterrupted: Bool { Interrupt.isRequested }
  var interruption: @Sendable () -> Bool { { Interrupt.isRequested } }

  func export(_ table: Table, to path: String, overwrite: Bool, at span: Span) throws(Diagnostic) {
    if session.settings.isSafe { throw .safeMode(span) }
    guard let writer = WriterRegistry.writer(forPath: path) else { throw .unknownEnding(path, span) }
    var options = WriteOptions(language: session.language)
    options.byteOrderMark = writer.marksFiles
    func told(_ failure: FileFailure) -> Diagnostic {
      FileMessages.diagnostic(failure, path: path, writing: true, at: span)
    }
    try AtomicFile.write(to: path, overwrite: overwrite, failing: told) { sink throws(Diagnostic) in
      try writer.write(table, options, sink)
    }
    let rows = table.rowCount
    session.say(
      Message(ja: "\(path) に \(rows) 行を書きました。", en: "Wrote \(Counted.rows(rows)) to \(path)."))
  }

  func print(_ table: Table, title: String?) throws(Diagnostic) {
    try session.show(table, title: title)
  }

  func draw(_ marks: Table, as drawing: Drawing) throws(Diagnostic) {
    try session.show(marks, as: drawing)
  }

  func showFailures(_ table: Table) throws(Diagnostic) {
    session.showOnMessages(table)
  }
}

extension Session {
  /// Writes a result in a format other than the table on the screen.
  func write(_ table: Table) throws(Diagnostic) {
    guard let writer = WriterRegistry.writer(named: settings.format.rawValue) else { return }
    // The sink may throw of its own; both are diagnostics.
    try writer.write(table, WriteOptions(language: language)) { [output, settings] bytes throws(Diagnostic) in
      try output.write(settings.width == nil ? bytes : VisibleBytes.made(bytes))
    }
  }
}

extension Diagnostic {
  static func safeMode(_ span: Span?) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "--safe で始めたので、ファイルには書けません", en: "Files are not written in a session started with --safe"),
      at: span)
  }

  fileprivate static func unknownEnding(_ path: String, _ span: Span) -> Diagnostic {
    let endings = WriterRegistry.all.flatMap(\.extensions).map { "." + $0 }.joined(separator: " ")
    let ending = path.split(separator: ".").last?.lowercased() ?? ""
    if ["html", "xlsx", "pdf", "ods"].contains(ending) {
      let instead: Message =
        ending == "xlsx" || ending == "ods"
        ? Message(ja: ".csv なら Excel で開けます", en: "a .csv file opens in Excel")
        : Message(ja: "文書に貼る表なら .md が使えます", en: ".md is a table for documents")
      return Diagnostic(
        nil,
        Message(
          ja: ".\(ending) への出力は予定されていますが、まだできません。\(instead.ja)",
          en: "Export to .\(ending) is known but not there yet; \(instead.en)"), at: span,
        notes: [Message(ja: "使える形式: \(endings)", en: "Usable endings: \(endings)")])
    }
    return Diagnostic(
      nil, Message(ja: "「\(path)」の形式が分かりません", en: "The format of \(path) is not known"), at: span,
      notes: [Message(ja: "名前の終わりを次のどれかにしてください: \(endings)", en: "Let the name end in one of: \(endings)")])
  }
}

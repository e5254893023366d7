internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import Presentation
internal import QueryLanguage

/// A session of its own in which help runs its examples, on the example tables; it writes no file.
struct ExampleDesk {
  /// What a text of statements answers: lines of results and of what is said beside them, or what is wrong with it.
  struct Answer {
    var lines: [Line] = []
    var notices: [Notice] = []
    var fault: Diagnostic?

    /// What matters to an example: of an answer the results, of a notice's example the notice too.
    func lines(for outcome: HelpExample.Outcome) -> [Line] {
      if fault != nil { return lines }
      if case .gives(let code) = outcome { return lines.filter { !$0.isMessage || $0.text.hasPrefix(code + " ") } }
      return lines.contains { !$0.isMessage } ? lines.filter { !$0.isMessage } : lines
    }
  }

  /// A line of an answer, and whether it is said beside the results.
  struct Line {
    var text: String
    var isMessage: Bool
  }

  var language: Language
  /// Columns that a result may take; nil: as wide as it is.
  var width: Int?
  var isPlain = false

  func answer(_ text: String) -> Answer {
    let output = Kept()
    let session = session(output)
    var answer = Answer()
    do throws(Diagnostic) {
      try session.run(text, inScript: true)
    } catch {
      answer.fault = error
      answer.lines = DiagnosticView.lines(error, on: session.screen).map { Line(text: $0, isMessage: true) }
    }
    if answer.fault == nil { answer.lines = output.lines }
    answer.notices = session.lastNotices
    return answer
  }

  /// The code of the fault of a text, as help's own tests ask for it.
  func code(_ text: String) -> String? { answer(text).fault?.code }

  private func session(_ output: Kept) -> Session {
    var settings = Session.Settings()
    settings.language = language
    settings.width = width
    settings.isPlain = isPlain
    settings.isSafe = true
    let session = Session(settings: settings, output: output)
    // Nobody asked these questions of the person's session.
    session.hasPrompt = true
    for source in ExampleTables.all {
      session.environment.add(NamedTable(name: source.entry.name, content: .source(source)))
    }
    return session
  }

  /// Keeps what is written, results and messages in their order.
  fileprivate final class Kept: SessionOutput {
    private(set) var lines: [Line] = []

    func write(_ bytes: [UInt8]) throws(Diagnostic) { add(String(decoding: bytes, as: UTF8.self), isMessage: false) }
    func message(_ text: String) { add(text, isMessage: true) }

    private func add(_ text: String, isMessage: Bool) {
      var parts = text.split(separator: "\n", omittingEmptySubsequences: false)
      if parts.last?.isEmpty == true { parts.removeLast() }
      lines += parts.map { Line(text: String($0), isMessage: isMessage) }
    }
  }
}

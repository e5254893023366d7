internal import DataFormats
internal import Diagnostics
internal import PolshSystem

/// The session's output with its second reader: the file that `log` names.
final class LoggedOutput: SessionOutput {
  private let output: any SessionOutput
  private(set) var log: SessionLog?
  /// While something is only tried, nobody is told what it would have said.
  var isMuted = false
  /// Says that the log had to end.
  var report: (Message) -> Void = { _ in }

  init(_ output: any SessionOutput) { self.output = output }

  func write(_ bytes: [UInt8]) throws(Diagnostic) {
    if isMuted { return }
    try output.write(bytes)
    record(bytes)
  }

  func message(_ text: String) {
    if isMuted { return }
    output.message(text)
    record(Array(text.utf8))
  }

  /// What was typed, as a prompt shows it.
  func typed(_ text: String) {
    if log == nil { return }
    var prompt = "polsh> "
    for line in text.split(whereSeparator: \.isNewline) {
      record(Array((prompt + line + "\n").utf8))
      prompt = "   ...> "
    }
  }

  func begin(_ log: SessionLog) {
    end()
    self.log = log
  }

  /// Ends the log; returns where it was.
  @discardableResult
  func end() -> String? {
    let path = log?.path
    do throws(FileFailure) { try log?.finish() } catch { giveUp(error) }
    log = nil
    return path
  }

  private func record(_ bytes: [UInt8]) {
    do throws(FileFailure) { try log?.write(bytes) } catch { giveUp(error) }
  }

  /// A full disk ends the log, not the session.
  private func giveUp(_ failure: FileFailure) {
    guard let path = log?.path else { return }
    log = nil
    let reason = FileMessages.diagnostic(failure, path: path, writing: true).message
    report(Message(ja: "記録はここまでです: \(reason.ja)。", en: "The log ends here: \(reason.en)."))
  }
}

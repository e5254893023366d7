internal import DataFormats
internal import Diagnostics
internal import PolshSystem

/// What earlier sessions typed, and the file that keeps it; without a file the session simply goes on.
@MainActor
final class SessionHistory {
  private let file: HistoryFile?
  private var isWritten: Bool

  /// - Parameters:
  ///   - remembers: whether there is a history at all.
  ///   - writes: whether it may be added to.
  init(remembers: Bool, writes: Bool) {
    file = remembers ? PersonalFolders.state.map { HistoryFile(path: $0 + "/history") } : nil
    isWritten = writes && file != nil
  }

  /// The entries of earlier sessions, oldest first; says once when what is typed will not be kept.
  func load(notice: (Message) -> Void) -> [String] {
    guard let file else { return [] }
    if isWritten {
      do {
        try file.prepare()
      } catch {
        giveUp(error, notice)
      }
    }
    do {
      return try file.load()
    } catch {
      if isWritten { giveUp(error, notice) }
      return []
    }
  }

  /// Keeps an entry; the other sessions that are open lose nothing by it.
  func append(_ entry: String, notice: (Message) -> Void) {
    guard let file, isWritten else { return }
    do {
      try file.append(entry)
    } catch {
      giveUp(error, notice)
    }
  }

  private func giveUp(_ failure: FileFailure, _ notice: (Message) -> Void) {
    // Ctrl-C right behind Enter: this entry is lost, the next ones are not.
    if failure == .interrupted { return }
    isWritten = false
    let reason = FileMessages.diagnostic(failure, path: file?.path ?? "", writing: true, at: nil).message
    notice(
      Message(
        ja: "入力の履歴は残りません: \(reason.ja)。", en: "What you type will not be remembered: \(reason.en)."))
  }
}

internal import Diagnostics
internal import PolshSystem
internal import PolshText

/// Lines from the person: with editing, completion and history where the terminal can, otherwise plain lines.
@MainActor
final class PromptInput {
  private let session: Session
  private let editor: LineEditor?
  private let plainLines = PlainLines()
  /// Whether the line handed out last came from a paste.
  private(set) var isPasting = false

  init(_ session: Session) {
    self.session = session
    editor = LineEditor(program: "polsh")
    editor?.width = { DisplayWidth.of($0) }
  }

  /// Shows the prompt and waits for a line.
  ///
  /// - Parameters:
  ///   - before: the lines of the statement typed so far, which completion has to know.
  ///   - offer: the text that Enter on an empty line takes; the person sees it in the line.
  func readLine(prompt: String, before: String, offer: String?) -> LineEditor.ReadResult {
    guard let editor else { return readPlainLine(prompt: prompt, offer: offer) }
    editor.promptStyle = session.settings.usesColor ? "1" : nil
    editor.searchLabels =
      session.language == .ja ? (found: "検索: ", missing: "見つかりません: ") : (found: "search: ", missing: "not found: ")
    let completer = Completer(session, before: before)
    editor.complete = { line, cursor in completer.completion(line, cursor: cursor) }
    let wasPasting = editor.hasPastedLines
    let result = editor.readLine(prompt: prompt, offer: offer)
    editor.complete = nil
    isPasting = wasPasting || editor.hasPastedLines
    return result
  }

  /// Whether the paste goes on with a verb, as scripts do, so that the lines so far are not the whole statement.
  var pasteGoesOnWithPipe: Bool {
    guard let editor, editor.hasPastedLines else { return false }
    return editor.pastedLines.first { !TypedStatement.isBlank($0) }.map(TypedStatement.beginsWithPipe) ?? false
  }

  /// Forgets the lines of a paste that have not been run; true when there were any.
  func discardPaste() -> Bool {
    guard let editor, editor.hasPastedLines else { return false }
    editor.discardPastedLines()
    return true
  }

  /// Remembers an entry for ↑.
  func remember(_ entry: String) { editor?.addHistory(entry) }

  private func readPlainLine(prompt: String, offer: String?) -> LineEditor.ReadResult {
    show(prompt)
    Interrupt.clear()
    let result = plainLines.next()
    switch result {
    case .line(let line):
      guard line.isEmpty, let offer else { return result }
      show(prompt + offer + "\n")
      return .line(offer)
    case .endOfInput: show("\n")
    case .interrupted:
      show("\n")
      Interrupt.clear()
    }
    return result
  }

  /// The prompt goes to the screen, never into a file of results.
  private func show(_ text: String) {
    if Terminal.isTerminal(.output) {
      try? StandardOutput.write(text)
    } else {
      session.output.message(text)
    }
  }
}

internal import Diagnostics
internal import PolshSystem
internal import QuerySyntax

/// The conversation at the prompt: reads a statement, runs it, shows the answer, until the person leaves.
@MainActor
struct InteractiveSession {
  private let session: Session
  private let input: PromptInput
  private let past: SessionHistory

  private static let prompt = "polsh> "
  private static let continuationPrompt = "   ...> "

  /// - Parameter remembers: whether what is typed is kept for the next session.
  init(_ session: Session, remembers: Bool) {
    self.session = session
    input = PromptInput(session)
    session.hasPrompt = true
    past = SessionHistory(remembers: remembers, writes: !session.settings.isSafe)
  }

  func run() {
    for line in session.greeting { session.output.message(line + "\n") }
    session.earlierLines = past.load(notice: { session.say($0) })
    for entry in session.earlierLines { input.remember(entry) }
    while !session.isFinished {
      switch readStatement() {
      case .statement(let text, let isPasted):
        if !carryOut(text, isPasted: isPasted) { return }
      case .nothing: session.beginNewWork()
      case .givenUp: session.clearOffer()
      case .end: return
      }
    }
  }

  private enum Reading {
    /// Lines of a paste may go on with `|`, as in a script.
    case statement(String, isPasted: Bool)
    /// Enter on an empty line.
    case nothing
    /// Ctrl-C.
    case givenUp
    case end
  }

  /// Reads lines until they make a statement.
  private func readStatement() -> Reading {
    let offer = session.settings.isInteractive ? session.offeredText.map(TypedStatement.oneLine) : nil
    var typed = ""
    var isPasted = false
    while true {
      let prompt = typed.isEmpty ? Self.prompt : Self.continuationPrompt
      switch input.readLine(prompt: prompt, before: typed, offer: typed.isEmpty ? offer : nil) {
      case .interrupted: return .givenUp
      case .endOfInput:
        // Ctrl-D behind an unfinished statement gives up that statement first.
        return typed.isEmpty ? .end : .givenUp
      case .line(let line):
        if TypedStatement.isBlank(line) {
          if input.isPasting { continue }
          if typed.isEmpty { return .nothing }
          // Who does not know how to end the statement presses Enter: then the message says what is missing.
          return .statement(typed, isPasted: isPasted)
        }
        typed += (typed.isEmpty ? "" : "\n") + line
        if needsMoreInput(typed) { continue }
        if input.pasteGoesOnWithPipe {
          isPasted = true
          continue
        }
        return .statement(typed, isPasted: isPasted)
      }
    }
  }

  /// Runs a statement and shows what went wrong; false when nobody reads the answers any more.
  private func carryOut(_ text: String, isPasted: Bool) -> Bool {
    let entry = TypedStatement.oneLine(text)
    session.noteTyped(text)
    input.remember(entry)
    past.append(entry, notice: { session.say($0) })
    session.clearOffer()
    if session.settings.width != nil { session.settings.width = Terminal.size.columns }
    // The flag is not lowered here: a Ctrl-C that came right behind Enter means this statement.
    do {
      try session.run(text, inScript: isPasted)
    } catch {
      if error.isClosedOutput { return false }
      // The terminal has just put ^C there.
      if error.isInterruption { session.output.message("\n") }
      session.show(error)
      if input.discardPaste() {
        session.say(Message(ja: "貼り付けた残りの行は実行していません。", en: "The rest of what was pasted was not run."))
      }
    }
    return true
  }
}

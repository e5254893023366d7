internal import CLibEdit
internal import CSystem
internal import Glibc

/// The line that a person types at the prompt: editing, completion with Tab, history, pasting.
@MainActor
@safe public final class LineEditor {
  public enum ReadResult: Hashable, Sendable {
    case line(String)
    /// Ctrl-D on an empty line, or the terminal has gone.
    case endOfInput
    /// Ctrl-C: what was typed is given up.
    case interrupted
  }

  /// Asked when Tab is pressed: the line and the cursor's UTF-8 offset in it.
  public var complete: ((_ line: String, _ cursor: Int) -> Completion)?
  /// Columns that a text takes on the screen; each character one unless set.
  public var width: (String) -> Int = { $0.count }
  /// How the prompt is shown, as the numbers of the terminal's `ESC[…m`: `1;36`; nil for plain.
  public var promptStyle: String?
  /// What stands before the words that Ctrl-R looks for.
  public var searchLabels = (found: "search: ", missing: "not found: ")

  let line: OpaquePointer
  private let past: OpaquePointer
  private let callbacks: UnsafeMutablePointer<polsh_line_callbacks>
  private let drawing: UnsafeMutablePointer<FILE>

  private(set) var prompt = ""
  var painter = LinePainter()
  var keys = KeyQueue()
  var typed = TypedBytes()
  var isAtEnd = false
  /// Lines of a paste that wait for their turn, the next one last.
  var pasted: [PastedLine] = []
  /// Enter was pressed for a pasted line break, not by the person.
  var isEntryPasted = false

  struct PastedLine {
    var text: String
    /// A line break followed it: Enter is pressed for it.
    var isFinished: Bool
  }

  /// Nil when standard input and output are no terminal on which lines can be edited.
  ///
  /// - Parameter program: its name, for libedit.
  public init?(program: String) {
    guard Terminal.isTerminal(.input), Terminal.isTerminal(.output), !Terminal.isDumb else { return nil }
    // libedit counts in characters of the C locale; under LANG=C it would crash on the first kanji.
    Terminal.useUTF8()
    Interrupt.install()
    // SAFETY: all four are freed in deinit; the callbacks get their owner below, before anything is read.
    guard let drawing = unsafe polsh_silent_stream() else { return nil }
    guard let past = unsafe history_init() else {
      unsafe fclose(drawing)
      return nil
    }
    // SAFETY: one structure is made, filled at once, and given back in deinit or on the way out.
    let callbacks = UnsafeMutablePointer<polsh_line_callbacks>.allocate(capacity: 1)
    unsafe callbacks.initialize(to: LineEditor.makeCallbacks())
    guard let line = unsafe polsh_line_start(program, drawing, callbacks) else {
      unsafe callbacks.deallocate()
      unsafe history_end(past)
      unsafe fclose(drawing)
      return nil
    }
    // SAFETY: only kept.
    unsafe self.line = line
    unsafe self.past = past
    unsafe self.callbacks = callbacks
    unsafe self.drawing = drawing
    // SAFETY: the editor is ended in deinit, so its callbacks never see an owner that has gone.
    unsafe callbacks.pointee.owner = Unmanaged.passUnretained(self).toOpaque()
    unsafe polsh_history_set_size(past, 10_000)
    unsafe polsh_history_skip_repeats(past, 1)
    unsafe polsh_line_use_history(line, past)
    for (key, function) in LineEditor.bindings {
      // SAFETY: both texts are copied for the call.
      unsafe polsh_line_bind(line, key, function)
    }
  }

  isolated deinit {
    // SAFETY: made in init, and nobody else has them.
    unsafe el_end(line)
    unsafe history_end(past)
    unsafe callbacks.deallocate()
    unsafe fclose(drawing)
  }

  /// Shows the prompt (one line) and waits for a line; `prefill` stands in it, to be changed or accepted with Enter.
  ///
  /// A paste of several lines is returned line by line, each shown as if it had been typed.
  ///
  /// - Parameter offer: what Enter on an empty line takes; it is shown in the line, as if it had been typed.
  public func readLine(prompt: String, prefill: String = "", offer: String? = nil) -> ReadResult {
    if Interrupt.isRequested && hasPastedLines {
      discardPastedLines()
      Interrupt.clear()
      return .interrupted
    }
    Interrupt.clear()
    polsh_wake_drain()
    self.prompt = Self.withoutControls(prompt)
    painter = LinePainter()
    keys.begin()
    isEntryPasted = false
    if !prefill.isEmpty {
      discardPastedLines()
      keys.insert(prefill, accept: false)
    } else if let next = pasted.popLast() {
      isEntryPasted = next.isFinished
      keys.insert(next.text, accept: next.isFinished)
    }

    polsh_editing_signals_begin()
    show(Self.pasteMarksOn)
    var count: Int32 = 0
    // SAFETY: the text belongs to libedit until the next call and is copied at once; it vouches for `count` bytes.
    let text = unsafe el_gets(line, &count)
    var typedLine: String?
    if let text = unsafe text, count > 0, !keys.isBroken {
      typedLine = unsafe String(decoding: UnsafeRawBufferPointer(start: text, count: Int(count)), as: UTF8.self)
    }
    polsh_editing_signals_end()
    defer { show(Self.pasteMarksOff) }

    guard var typedLine else {
      discardPastedLines()
      Interrupt.clear()
      show((keys.isBroken ? "^C" : "") + painter.leave())
      return keys.isBroken ? .interrupted : .endOfInput
    }
    if typedLine.last == "\n" { typedLine.removeLast() }
    if let offer, typedLine.isEmpty, !isEntryPasted { typedLine = Self.withoutControls(offer) }
    // A pasted line may not have been on the screen yet, and the mark of a search must go.
    paint(typedLine, typedLine.utf8.count)
    show(painter.leave())
    return .line(typedLine)
  }

  /// Puts text at the cursor; for use inside `complete`.
  public func insertText(_ text: String) { insert(text) }

  /// Forgets the lines of a paste that have not been handed out yet; after an error, say.
  public func discardPastedLines() { pasted = [] }
  public var hasPastedLines: Bool { !pasted.isEmpty }
  /// The lines of a paste that `readLine` will hand out, the next one first.
  public var pastedLines: [String] { pasted.reversed().map(\.text) }

  /// Remembers an entry for ↑ and Ctrl-R; line breaks in it become blanks, and the same entry twice in a row is one.
  public func addHistory(_ entry: String) {
    let entry = HistoryFile.folded(entry)
    if entry.isEmpty { return }
    // SAFETY: the text is copied by the history.
    unsafe polsh_history_add(past, entry)
  }

  /// Replaces what is remembered, oldest first.
  public func loadHistory(_ entries: [String]) {
    // SAFETY: the history is ours.
    unsafe polsh_history_clear(past)
    for entry in entries { addHistory(entry) }
  }

  /// Marks around pasted text, so that its line breaks are not Enter.
  static let pasteMarksOn = "\u{1B}[?2004h"
  static let pasteMarksOff = "\u{1B}[?2004l"

  func show(_ text: String) { try? writeAll(Array(text.utf8), to: STDOUT_FILENO) }
}

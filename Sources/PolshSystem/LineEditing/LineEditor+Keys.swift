internal import CLibEdit
internal import CSystem
internal import Glibc

/// Where keys come from: what we put in ourselves, the keyboard, and signals that arrive meanwhile.
extension LineEditor {
  enum Key: Sendable {
    case key(UInt32)
    case end
    case broken
  }

  /// How long Escape waits to be the beginning of something, in milliseconds.
  private static let escapePause: Int32 = 25

  /// Ctrl-L.
  private static let clearScreen: UInt32 = 0x0C

  /// The next key; waits for it, with the line drawn as it stands.
  func nextKey() -> Key {
    var isSettled = false
    while true {
      switch keys.next() {
      case .key(let code): return .key(code)
      case .breakOff: return .broken
      case .keyboard: break
      }
      switch typed.next(isSettled: isSettled) {
      case .character(let character) where character.value == Self.clearScreen:
        show("\u{1B}[H\u{1B}[2J")
        painter = LinePainter()
      case .character(let character): return .key(character.value)
      case .paste(let text): accept(paste: text)
      case .nothing:
        paint()
        isSettled = !wait(-1)
      case .undecided: isSettled = !wait(Self.escapePause)
      }
      if isAtEnd { return .end }
    }
  }

  /// Brings the screen up to date.
  func paint() {
    let (text, cursor) = currentLine()
    paint(inWords(text), cursor)
  }

  /// While it searches, libedit puts `bck:` or `bck?` (not found) and what is looked for on a row below the line.
  private func inWords(_ text: String) -> String {
    guard let mark = text.utf8.lastIndex(of: UInt8(ascii: "\n")) else { return text }
    let search = text[text.index(after: mark)...]
    guard search.hasPrefix("bck") || search.hasPrefix("fwd") else { return text }
    let label = search.dropFirst(3).first == "?" ? searchLabels.missing : searchLabels.found
    return String(text[...mark]) + label + search.dropFirst(4)
  }

  func paint(_ text: String, _ cursor: Int) {
    let size = Terminal.size
    let out = painter.paint(
      prompt: prompt, style: promptStyle, text: text, cursor: cursor, columns: size.columns, screenRows: size.rows)
    if !out.isEmpty { show(out) }
  }

  /// Waits for bytes or a signal; false when the time ran out.
  private func wait(_ milliseconds: Int32) -> Bool {
    let wake = polsh_wake_descriptor()
    var wishes = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0), pollfd(fd: wake, events: Int16(POLLIN), revents: 0),
    ]
    // SAFETY: the count is the array's, and the pointer is used only inside the closure.
    let ready = unsafe wishes.withUnsafeMutableBufferPointer { space in
      unsafe poll(space.baseAddress, nfds_t(space.count), milliseconds)
    }
    // Signals are looked at whatever poll says: the flag may be up although another thread was interrupted.
    let hadSignal = takeSignals()
    if ready == 0 { return hadSignal }
    if ready > 0 && wishes[0].revents != 0 && !hadSignal { readKeyboard() }
    return true
  }

  private func readKeyboard() {
    var buffer = [UInt8](repeating: 0, count: 1 << 14)
    // SAFETY: read(2) writes at most the counted bytes, inside the closure.
    let count = unsafe buffer.withUnsafeMutableBytes { space in
      unsafe read(STDIN_FILENO, space.baseAddress, space.count)
    }
    if count > 0 {
      typed.append(buffer[..<count])
    } else if count == 0 || errno != EINTR && errno != EAGAIN {
      isAtEnd = true
    }
  }

  private func takeSignals() -> Bool {
    polsh_wake_drain()
    if Interrupt.isRequested && !keys.isBroken {
      // Without the row of a search.
      let text = String(currentLine().text.prefix { $0 != "\n" })
      paint(text, text.utf8.count)
      typed.removeAll()
      keys.breakOff()
      return true
    }
    let signals = polsh_editing_signals_take()
    if signals == 0 { return false }
    if signals & Int32(POLSH_SIGNAL_HANGUP) != 0 { end(by: SIGHUP) }
    if signals & Int32(POLSH_SIGNAL_TERMINATE) != 0 { end(by: SIGTERM) }
    if signals & Int32(POLSH_SIGNAL_STOP) != 0 {
      stop()
    } else if signals & Int32(POLSH_SIGNAL_CONTINUED) != 0 {
      // Somebody else stopped us, and the shell has set its own terminal mode since.
      setRaw(false)
      comeBack()
    } else if signals & Int32(POLSH_SIGNAL_RESIZED) != 0 {
      resize()
    }
    return true
  }

  /// Ctrl-Z: the shell gets its terminal as it left it.
  private func stop() {
    show(painter.leave() + Self.pasteMarksOff)
    setRaw(false)
    polsh_stop_self()
    _ = polsh_editing_signals_take()
    comeBack()
  }

  private func comeBack() {
    setRaw(true)
    painter = LinePainter()
    show(Self.pasteMarksOn)
  }

  private func end(by signal: Int32) {
    show(painter.leave() + Self.pasteMarksOff)
    setRaw(false)
    polsh_editing_signals_end()
    polsh_end_by_signal(signal)
  }

  private func setRaw(_ on: Bool) {
    // SAFETY: only sets the terminal's mode.
    unsafe polsh_line_prepare_terminal(line, on ? 1 : 0)
  }

  /// Terminals fold the line anew when their width changes, so what they show is wiped, to be drawn again.
  private func resize() {
    let size = Terminal.size
    let (text, cursor) = currentLine()
    let layout = LineLayout(prompt: prompt, text: text, cursor: cursor, columns: max(2, size.columns))
    show(painter.wipe(rowsAbove: min(layout.cursorRow, size.rows - 1)))
  }
}

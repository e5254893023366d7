internal import CLibEdit
internal import Glibc

/// Changes to the line that do not come from a key: completion, pastes, prepared texts.
extension LineEditor {
  /// The line as it stands, and the cursor's UTF-8 offset.
  func currentLine() -> (text: String, cursor: Int) {
    // SAFETY: libedit's three pointers lie in one buffer, in order, valid until the next call; copied at once.
    guard let info = unsafe el_line(line), let start = unsafe info.pointee.buffer,
      let end = unsafe info.pointee.lastchar, let at = unsafe info.pointee.cursor
    else { return ("", 0) }
    let bytes = unsafe UnsafeRawBufferPointer(start: start, count: max(0, end - start))
    return unsafe (String(decoding: bytes, as: UTF8.self), max(0, at - start))
  }

  @discardableResult
  func insert(_ text: String) -> Bool {
    if text.isEmpty { return true }
    // SAFETY: the text is copied into libedit's line.
    return unsafe el_insertstr(line, text) == 0
  }

  /// Tab.
  func completeWord() -> Int32 {
    guard let complete else { return CC_ERROR }
    let (text, cursor) = currentLine()
    let completion = complete(text, cursor)
    guard let first = completion.candidates.first else { return CC_ERROR }
    let from = min(max(0, completion.replaceFrom), cursor)
    let word = String(decoding: text.utf8.dropFirst(from).prefix(cursor - from), as: UTF8.self)

    if completion.candidates.count == 1 { return replace(word, with: first.text + first.trailing) }
    let common = completion.candidates.dropFirst().reduce(first.text) { $0.commonBeginning(with: $1.text) }
    if common != word && common.count >= word.count && !common.isEmpty { return replace(word, with: common) }

    showCandidates(completion.candidates)
    return CC_REFRESH
  }

  private func replace(_ word: String, with text: String) -> Int32 {
    if word == text { return CC_REFRESH }
    // SAFETY: libedit counts characters, and there are that many before the cursor.
    unsafe el_deletestr(line, Int32(clamping: word.unicodeScalars.count))
    return insert(Self.withoutControls(text)) ? CC_REFRESH : CC_REFRESH_BEEP
  }

  /// Below the line; the line is then drawn again below the list.
  private func showCandidates(_ candidates: [Completion.Candidate]) {
    let size = Terminal.size
    let list = CompletionList(candidates: candidates, columns: size.columns, rows: size.rows, width: width)
    paint()
    show(painter.leave() + list.lines().map { $0 + "\r\n" }.joined())
  }

  /// The first line of a paste goes into the line, the others wait for the next prompts.
  func accept(paste: String) {
    var lines = Self.lines(of: paste)
    let last = lines.popLast() ?? ""
    guard let first = lines.first else { return keys.insert(last, accept: false) }
    isEntryPasted = true
    keys.insert(first, accept: true)
    // A new paste is typed before what still waits of an older one.
    if !last.isEmpty { pasted.append(PastedLine(text: last, isFinished: false)) }
    pasted.append(contentsOf: lines.dropFirst().reversed().map { PastedLine(text: $0, isFinished: true) })
  }

  /// Terminals send the line breaks of a paste as CR, CR LF or LF; the last line is what follows the last of them.
  static func lines(of paste: String) -> [String] {
    var lines = [String.UnicodeScalarView()]
    var isAfterReturn = false
    for scalar in paste.unicodeScalars {
      let isBreak = scalar == "\r" || scalar == "\n"
      if isBreak && !(scalar == "\n" && isAfterReturn) {
        lines.append(String.UnicodeScalarView())
      } else if !isBreak {
        lines[lines.count - 1].append(scalar)
      }
      isAfterReturn = scalar == "\r"
    }
    return lines.map { withoutControls(String($0)) }
  }

  func carryOutInsertion() -> Int32 {
    guard let text = keys.takeInsertion() else { return CC_ERROR }
    return insert(text) ? CC_REFRESH : CC_REFRESH_BEEP
  }

  /// Escape sequences and the like have no place in a line, wherever the text came from.
  static func withoutControls(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x09: result.append(scalar)
      case 0x00...0x1F, 0x7F...0x9F: continue
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}

extension String {
  /// `"amount".commonBeginning(with: "among")` → `"amo"`
  func commonBeginning(with other: String) -> String {
    String(zip(self, other).prefix { $0 == $1 }.map(\.0))
  }
}

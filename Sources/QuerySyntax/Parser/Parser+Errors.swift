internal import Diagnostics
internal import PolicyModel
internal import PolshText

extension Parser {
  /// What stands here cannot follow; says what was expected, and repairs habits that are known.
  func unexpected(wanted: Message?) -> Diagnostic {
    if case .wrong(let diagnostic) = token.kind { return diagnostic }
    if case .end = token.kind { return atEnd(wanted) }
    if case .newline = token.kind { return atEnd(wanted) }
    let text = shownText
    var notes: [Message] = []
    if let wanted { notes.append(Message(ja: "ここに書けるのは \(wanted.ja) です。", en: "Expected here: \(wanted.en).")) }
    return Diagnostic(
      "E32", Message(ja: "ここに「\(text)」は続けられません", en: "\(text) cannot follow here"), at: token.span, notes: notes,
      fixes: repairs())
  }

  private func atEnd(_ wanted: Message?) -> Diagnostic {
    let place = Span(previous.span.end, previous.span.end)
    guard let wanted else {
      return Diagnostic("E32", Message(ja: "文が途中で終わっています", en: "The statement ends too early"), at: place)
    }
    return Diagnostic(
      "E32",
      Message(ja: "文が途中で終わっています（次に \(wanted.ja) が要ります）", en: "The statement ends too early (\(wanted.en) is missing)"),
      at: place)
  }

  private var shownText: String {
    switch token.kind {
    case .word(let text), .quotedName(let text): return SafeText.oneLine(String(text.prefix(40)))
    case .number(let literal): return literal.digits + (literal.unit ?? "")
    case .year(_, let text): return text
    case .string(_, let raw): return SafeText.oneLine(String(raw.prefix(40)))
    case .symbol(let symbol): return symbol.rawValue
    case .dash: return "―"
    case .documentation: return "##"
    default: return ""
    }
  }

  /// Edits for what is known to be meant: `null`, `desc` before its key, a missing comma between columns.
  private func repairs() -> [FixIt] {
    switch token.kind {
    case .symbol(.andAnd):
      return [FixIt(replace: token.span, with: " and ", label: Message(ja: "かつ", en: "and"))]
    case .symbol(.orOr): return [FixIt(replace: token.span, with: " or ", label: Message(ja: "または", en: "or"))]
    case .symbol(.arrow) where previous.isSymbol(.equal): return []
    case .word(let word):
      if ["null", "na", "nan", "nil", "none", "blank", "空", "空白", "空欄"].contains(word.lowercased()) {
        return [FixIt(replace: token.span, with: "missing", label: Message(ja: "欠測", en: "missing"))]
      }
      if ["AND", "OR", "NOT", "BY", "AS", "IN", "ON", "DESC", "ASC", "THEN", "ELSE"].contains(word) {
        return [FixIt(replace: token.span, with: word.lowercased())]
      }
      // Two names side by side: a comma was forgotten.
      if previous.isName, previous.span.end < token.span.start, previous.word.map({ !grammar.isVerb($0) }) ?? true {
        return [
          FixIt(Message(same: ","), edits: [FixIt.Edit(Span(previous.span.end, previous.span.end), ",")])
        ]
      }
      return []
    default: return []
    }
  }
}

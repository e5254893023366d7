internal import Diagnostics
internal import PolshText

extension Lexer {
  /// Reads everything that is neither a word nor a number: signs, quotes, comments, dashes.
  mutating func lexSign(_ scalar: Unicode.Scalar) {
    let start = position
    if scalar == "#" || scalar.value == 0xFF03 || scalar == "※" { return skipComment() }
    if let closing = Self.closingQuote(of: scalar) { return lexString(opening: scalar, closing: closing) }
    if scalar == "`" || scalar == "【" || scalar.value == 0xFF40 { return lexQuotedName() }
    if let (symbol, length) = symbol(at: start) {
      position += length
      return add(.symbol(symbol), from: start)
    }
    position += 1
    switch scalar {
    case "―", "—", "─", "━": add(.dash, from: start)
    case "↑", "↓": add(.word(String(scalar)), from: start)
    case "~", "…", "‥":
      add(.wrong(.misplaced(span(from: start), shown: String(scalar), fix: rangeSign(at: start))), from: start)
    case "\u{A5}", "\u{FFE5}": lexYen(start)
    case "\u{200B}":
      while current == "\u{200B}" { position += 1 }
      add(.wrong(.misplaced(span(from: start), shown: "␣", fix: Message(same: ""))), from: start)
    case "\u{0}": add(.wrong(.nul(span(from: start))), from: start)
    default: add(.wrong(.misplaced(span(from: start), shown: SafeText.oneLine(String(scalar)), fix: nil)), from: start)
    }
  }

  /// `¥1,000`: the unit stands behind the number here, 1,000円.
  private mutating func lexYen(_ start: Int) {
    let first = position
    while let scalar = current, CharacterClass.of(scalar) == .digit || ",.，．".unicodeScalars.contains(scalar) {
      position += 1
    }
    let (digits, _) = folded(first..<position)
    let fix = digits.isEmpty ? nil : Message(same: digits + "円")
    add(.wrong(.misplaced(span(from: start), shown: "¥", fix: fix)), from: start)
  }

  /// `..` for a sign between two values that touch it (`R3~R5`); elsewhere it may mean anything.
  private func rangeSign(at start: Int) -> Message? {
    func isValue(_ place: Int) -> Bool {
      guard scalars.indices.contains(place) else { return false }
      let kind = CharacterClass.of(scalars[place])
      return kind == .letter || kind == .digit
    }
    return isValue(start - 1) && isValue(start + 1) ? Message(same: "..") : nil
  }

  /// What closes a text that the sign opens; nil when it opens none.
  private static func closingQuote(of opening: Unicode.Scalar) -> Unicode.Scalar? {
    switch opening {
    case "'", "\"", "\u{FF02}", "\u{FF07}": opening
    case "「": "」"
    case "『": "』"
    case "“": "”"
    case "‘": "’"
    case "｢": "｣"
    default: nil
    }
  }

  /// The sign at a place, the longest first, whatever width it was typed in.
  private func symbol(at start: Int) -> (Symbol, Int)? {
    guard let first = Self.plain(scalars[start]) else { return nil }
    let second = start + 1 < scalars.count ? Self.plain(scalars[start + 1]) : nil
    if let second, let symbol = Self.pairs[first + second] { return (symbol, 2) }
    if let symbol = Self.singles[first] { return (symbol, 1) }
    return nil
  }

  /// The ASCII form of a sign, or nil when it has none.
  private static func plain(_ scalar: Unicode.Scalar) -> String? {
    switch scalar {
    case "\u{FF01}"..."\u{FF5D}": return Unicode.Scalar(scalar.value - 0xFEE0).map(String.init)
    case "、": return ","
    case "。", "｡": return ";"
    case "､": return ","
    case "￨", "│": return "|"
    case "×": return "*"
    case "÷": return "/"
    case "−", "‐", "‑", "–", "﹣": return "-"
    case "≧", "≥", "≦", "≤", "≠", "→", "⇒", "〜", "～": return String(scalar)
    default: return scalar.isASCII ? String(scalar) : nil
    }
  }

  private static let pairs: [String: Symbol] = [
    "->": .arrow, "..": .range, "??": .coalesce, "<=": .lessOrEqual, ">=": .greaterOrEqual, "!=": .notEqual,
    "<>": .notEqual, "==": .equal, "&&": .andAnd, "||": .orOr, "=>": .greaterOrEqual, "=<": .lessOrEqual,
  ]

  private static let singles: [String: Symbol] = [
    "|": .pipe, ",": .comma, ";": .semicolon, "(": .openParenthesis, ")": .closeParenthesis, "[": .openBracket,
    "]": .closeBracket, ":": .colon, "=": .equal, "<": .less, ">": .greater, "+": .plus, "-": .minus, "*": .star,
    "/": .slash, ".": .dot, "$": .dollar, "%": .percent, "≧": .greaterOrEqual, "≥": .greaterOrEqual,
    "≦": .lessOrEqual, "≤": .lessOrEqual, "≠": .notEqual, "→": .arrow, "⇒": .arrow, "〜": .range, "～": .range,
  ]

  private mutating func lexString(opening: Unicode.Scalar, closing: Unicode.Scalar) {
    let start = position
    guard let end = closingPlace(of: opening, closing) else {
      position = start + 1
      let wordEnd = endOfWord(from: position)
      let word = text(start + 1..<wordEnd)
      let span = Span(offsets[start], offsets[start + 1])
      let fix =
        word.isEmpty
        ? [] : [FixIt(replace: Span(offsets[start], offsets[wordEnd]), with: "\(opening)\(word)\(closing)")]
      position = wordEnd
      return add(.wrong(.neverClosed(span, quote: String(opening), fixes: fix)), from: start)
    }
    let raw = text(start + 1..<end)
    position = end + 1
    add(.string(value: TextFolding.fold(raw), raw: raw), from: start)
  }

  /// Where the quote that opens here is closed on its line: 「「」」 nests.
  private mutating func closingPlace(of opening: Unicode.Scalar, _ closing: Unicode.Scalar) -> Int? {
    if unclosedQuotes.contains(position) { return nil }
    var open = [position]
    var place = position + 1
    while place < scalars.count, CharacterClass.of(scalars[place]) != .newline {
      if scalars[place] == closing {
        open.removeLast()
        if open.isEmpty { return place }
      } else if scalars[place] == opening {
        open.append(place)
      }
      place += 1
    }
    unclosedQuotes.formUnion(open)
    return nil
  }

  private mutating func lexQuotedName() {
    let start = position
    let closing: Unicode.Scalar = scalars[start] == "【" ? "】" : scalars[start]
    position += 1
    if position < nameQuotesEnd[closing] ?? 0 {
      position = nameQuotesEnd[closing] ?? position
    } else {
      while let scalar = current, scalar != closing, CharacterClass.of(scalar) != .newline { position += 1 }
    }
    guard current == closing else {
      nameQuotesEnd[closing] = position
      let span = Span(offsets[start], offsets[start + 1])
      position = start + 1
      let wordEnd = endOfWord(from: position)
      let word = text(start + 1..<wordEnd)
      position = wordEnd
      let fix =
        word.isEmpty
        ? [] : [FixIt(replace: Span(offsets[start], offsets[wordEnd]), with: "\(scalars[start])\(word)\(closing)")]
      return add(.wrong(.neverClosed(span, quote: String(scalars[start]), fixes: fix)), from: start)
    }
    let name = TextFolding.fold(text(start + 1..<position)).trimmingBlanks
    position += 1
    add(.quotedName(name), from: start)
  }

  private func endOfWord(from start: Int) -> Int {
    var end = start
    while end < scalars.count {
      let kind = CharacterClass.of(scalars[end])
      guard kind == .letter || kind == .digit else { break }
      end += 1
    }
    return end
  }

  private func text(_ range: Range<Int>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[range])
    return String(view)
  }
}

extension Diagnostic {
  static func misplaced(_ span: Span, shown: String, fix: Message?) -> Diagnostic {
    Diagnostic(
      "E05", Message(ja: "「\(shown)」はここでは読めません", en: "\(shown) cannot be read here"), at: span,
      fixes: fix.map {
        [
          FixIt(
            replace: span, with: $0,
            label: $0.en.isEmpty
              ? Message(ja: "消す", en: "remove it") : Message(ja: $0.ja.trimmingBlanks, en: $0.en.trimmingBlanks))
        ]
      }
        ?? [])
  }

  fileprivate static func nul(_ span: Span) -> Diagnostic {
    Diagnostic("E05", Message(ja: "NUL（値0の文字）が入っています", en: "There is a NUL character here"), at: span)
  }

  fileprivate static func neverClosed(_ span: Span, quote: String, fixes: [FixIt]) -> Diagnostic {
    Diagnostic(
      "E22", Message(ja: "\(quote) が閉じられていません", en: "This quote \(quote) is never closed"), at: span, fixes: fixes)
  }
}

extension Message {
  fileprivate static let not = Message(ja: "否 ", en: "not ")
  fileprivate static let and = Message(ja: " かつ ", en: " and ")
}

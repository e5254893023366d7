internal import Diagnostics
internal import PolicyModel
internal import PolshText

extension Parser {
  /// What stands here cannot follow; says what was expected, and repairs habits that are known.
  func unexpected(wanted: Message?) -> Diagnostic {
    if case .wrong(let diagnostic) = token.kind { return diagnostic }
    if case .end = token.kind { return atEnd(wanted) }
    if case .newline = token.kind { return atEnd(wanted) }
    // A name that means nothing, just before, is the earlier fault.
    if let name = unplacedName, let pipeline = pipelines.last, let fault = scope.unknown(name, after: pipeline) {
      return fault
    }
    if let dash = dashAsMinus { return .dashIsNotMinus(dash) }
    let text = shownText
    var notes: [Message] = []
    if let wanted { notes.append(Message(ja: "ここに書けるのは \(wanted.ja) です。", en: "Expected here: \(wanted.en).")) }
    return Diagnostic(
      "E32", Message(ja: "ここに「\(text)」は続けられません", en: "\(text) cannot follow here"), at: token.span, notes: notes,
      fixes: repairs())
  }

  /// The word just read, when it stood for a value and is no name that is known here.
  private var unplacedName: Name? {
    guard case .word(let word) = previous.kind, previous.isSettled, Keyword.bySpelling[word] == nil,
      !grammar.isVerb(word), !grammar.isFunction(word), !localNames.contains(word),
      !definitionArguments.contains(word), scope.definitions[word] == nil, !scope.tables.contains(word),
      Unit.named(word, catalog: scope.units) == nil
    else { return nil }
    return Name(word, previous)
  }

  /// A ― where a minus sign is meant: between two operands, or right before one.
  private var dashAsMinus: Span? {
    if case .dash = token.kind, previous.endsOperand, startsOperand(following) { return token.span }
    if case .dash = previous.kind, previous.span.end == token.span.start, startsOperand(token) { return previous.span }
    return nil
  }

  private func startsOperand(_ token: Token) -> Bool {
    switch token.kind {
    case .word(let word): Keyword.bySpelling[word] == nil
    case .quotedName, .number, .year: true
    default: token.isSymbol(.openParenthesis)
    }
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

  /// A word in place of a sign, with the blanks that a word needs and a sign may have stood without.
  func word(_ keyword: Keyword, inPlaceOf sign: Span) -> FixIt {
    let word = keyword.word
    return FixIt(
      replace: sign, with: Message(ja: spaced(word.ja, at: sign), en: spaced(word.en, at: sign)), label: word)
  }

  func spaced(_ word: String, at sign: Span) -> String {
    let before = tokens.contains { $0.span.end == sign.start && !$0.span.isEmpty } ? " " : ""
    let after = tokens.contains { $0.span.start == sign.end && !$0.span.isEmpty } ? " " : ""
    return before + word + after
  }

  /// Whether the name just read is one of a list: behind a comma, a verb or ごと.
  private var isInListOfNames: Bool {
    guard position >= 2, keyword(at: position - 1, among: [.by, .each]) == nil else { return false }
    switch tokens[position - 2].kind {
    case .symbol(.comma): return true
    case .word(let word):
      return grammar.verb(word)?.takesNames == true || Keyword.bySpelling[word]?.contains(.by) == true
    default: return false
    }
  }

  /// Whether a value or `missing` may stand here: behind a sign or a word that compares.
  private var followsOperator: Bool {
    if keyword(at: position - 1, among: [.is, .not, .topic, .subject]) != nil {
      // Right behind a verb such a word is a name.
      return position < 2
        || tokens[position - 2].word.map { !grammar.isVerb($0) } ?? !tokens[position - 2].isSymbol(.comma)
    }
    if case .symbol(let symbol) = previous.kind { return ![.closeParenthesis, .closeBracket, .pipe].contains(symbol) }
    return false
  }

  /// Whether a token can be a name here: a keyword is one only where a column is called so.
  private func mayBeName(_ token: Token) -> Bool {
    guard let word = token.word, Keyword.bySpelling[word] != nil else { return true }
    return pipelines.last.map { scope.names(after: $0).columns.contains(word) } ?? false
  }

  /// Edits for what is known to be meant: `null`, `desc` before its key, a missing comma between columns.
  private func repairs() -> [FixIt] {
    switch token.kind {
    case .symbol(.dot) where following.isPlainNumber && following.span.start == token.span.end && followsOperator:
      return [FixIt(replace: token.span, with: "0.", label: Message(same: "0." + following.topicText))]
    case .word(let word):
      if ["null", "na", "nan", "nil", "none", "blank", "空", "空白", "空欄"].contains(word.lowercased()), followsOperator {
        return [FixIt(replace: token.span, with: Keyword.missing.word)]
      }
      // Two names side by side: a comma was forgotten.
      if previous.isName, previous.span.end < token.span.start, mayBeName(previous), mayBeName(token), isInListOfNames {
        return [
          FixIt(replace: Span(previous.span.end, previous.span.end), with: Message(ja: "、", en: ","))
        ]
      }
      return []
    default: return []
    }
  }
}

extension VerbGrammar {
  /// Whether a list of columns or items follows right behind the verb.
  fileprivate var takesNames: Bool {
    for piece in pieces {
      switch piece {
      case .items, .columns, .groupKeys, .sortKeys, .by: return true
      case .optional(let parts): if VerbGrammar(spelling, parts).takesNames { return true }
      case .flag, .flagBeforeName: continue
      default: return false
      }
    }
    return false
  }
}

extension Token {
  /// Whether an operand can end here.
  fileprivate var endsOperand: Bool {
    switch kind {
    case .word(let word): Keyword.bySpelling[word] == nil
    case .quotedName, .number, .year: true
    default: isSymbol(.closeParenthesis)
    }
  }
}

extension Diagnostic {
  /// E05.
  fileprivate static func dashIsNotMinus(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E05", Message(ja: "「―」は欠測の印で、引き算には使えません", en: "― means missing, not minus"), at: span,
      fixes: [FixIt(replace: span, with: "-")])
  }
}

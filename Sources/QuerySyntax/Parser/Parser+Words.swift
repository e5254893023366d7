internal import Diagnostics

// The words that `search` looks for.

extension Parser {
  mutating func words() throws(Diagnostic) -> [Expression] {
    var words: [Expression] = []
    while !atVerbEnd {
      if words.count > Self.longestChain { throw .tooLong(token.span) }
      words.append(try searchedWord())
      _ = accept(.comma)
    }
    if words.isEmpty { throw unexpected(wanted: Message(ja: "探す言葉", en: "a word to look for")) }
    return words
  }

  private mutating func searchedWord() throws(Diagnostic) -> Expression {
    if case .wrong(let diagnostic) = token.kind { throw diagnostic }
    if at(.dollar) { return try atom() }
    if case .string(let value, let raw) = token.kind { return Expression(.text(value, raw: raw), take().span) }
    if let conjunction = keyword(at: position, among: [.and, .or, .not]) {
      throw .wordsOnly(conjunction, token.topicText, token.span)
    }
    guard token.isSearchable else { throw signInWord }
    // What stands together is one word: 2号館, R5年度版.
    let isWord = token.word != nil
    var (text, span) = (token.topicText, take().span)
    var parts = 1
    while token.isSearchable, token.span.start == span.end {
      text += token.topicText
      span = span.joined(take().span)
      parts += 1
    }
    return Expression(isWord && parts == 1 ? .name(Name(text, span)) : .text(text, raw: text), span)
  }
}

extension Parser {
  /// E32 for a sign in a word, such as the hyphen of `A-12`: the whole of what stands together belongs in quotes.
  private var signInWord: Diagnostic {
    var error = unexpected(
      wanted: Message(ja: "探す言葉（記号は「」で囲む）", en: "a word to look for (signs stand in quotes)"))
    guard error.code == "E32", error.span == token.span else { return error }
    var (first, last) = (position, position)
    while first > 0, tokens[first - 1].isPartOfWord, tokens[first - 1].span.end == tokens[first].span.start {
      first -= 1
    }
    while last + 1 < tokens.count, tokens[last + 1].isPartOfWord, tokens[last].span.end == tokens[last + 1].span.start {
      last += 1
    }
    guard tokens[first...last].allSatisfy(\.isPartOfWord) else { return error }
    let (start, end) = (tokens[first].span.start, tokens[last].span.end)
    error.fixes = [
      FixIt(
        Message(ja: "「」で囲む", en: "put it in quotes"),
        edits: [
          FixIt.Edit(Span(start, start), Message(ja: "「", en: "'")),
          FixIt.Edit(Span(end, end), Message(ja: "」", en: "'")),
        ])
    ]
    return error
  }
}

extension Token {
  /// Whether it can stand in a word once that is in quotes.
  fileprivate var isPartOfWord: Bool {
    switch kind {
    case .symbol(let symbol): [.minus, .slash, .plus, .equal, .dot, .star, .percent, .colon].contains(symbol)
    case .dash: true
    default: isSearchable
    }
  }

  fileprivate var isSearchable: Bool {
    switch kind {
    case .word, .quotedName, .number, .year: true
    default: false
    }
  }
}

extension Diagnostic {
  /// E32 for `search a and b`: all words must be there anyway, and there is no or.
  fileprivate static func wordsOnly(_ keyword: Keyword, _ word: String, _ span: Span) -> Diagnostic {
    let isAnd = keyword == .and
    return Diagnostic(
      "E32", Message(ja: "ここに「\(word)」は続けられません", en: "\(word) cannot follow here"), at: span,
      notes: [
        isAnd
          ? Message(ja: "並べた言葉をすべて含む行を探します。", en: "Rows with all of the words are looked for.")
          : Message(
            ja: "どれかを含む行や、含まない行は 絞込 列 が 「…」 を含む のように探せます。",
            en: "For one word or another, or for rows without one, use where COLUMN contains '…'.")
      ],
      fixes: isAnd ? [FixIt(replace: span, with: "", label: Message(ja: "消す", en: "remove it"))] : [])
  }
}

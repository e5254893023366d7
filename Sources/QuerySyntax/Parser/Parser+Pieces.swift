internal import Diagnostics
internal import PolicyModel
internal import PolshText

extension Parser {
  /// Reads what one piece of a verb's or command's grammar describes.
  mutating func piece(_ piece: Piece, into arguments: inout [Slot: Argument]) throws(Diagnostic) {
    switch piece {
    case .expression(let slot): arguments[slot] = .expression(try expression())
    case .sum(let slot): arguments[slot] = .expression(try sum())
    case .items(let slot): arguments[slot] = .items(try items())
    case .renames(let slot): arguments[slot] = .renames(try renames())
    case .column(let slot): arguments[slot] = .columns([try columnName()])
    case .columns(let slot): arguments[slot] = .columns(try columnNames())
    case .groupKeys(let slot): arguments[slot] = .columns(try groupKeys())
    case .sortKeys(let slot): arguments[slot] = .sortKeys(try sortKeys())
    case .joinKeys(let slot): arguments[slot] = .joinKeys(try joinKeys(arguments.values.compactMap(\.query).first))
    case .count(let slot): arguments[slot] = .expression(try count())
    case .name(let slot): arguments[slot] = .name(try madeName())
    case .string(let slot, _): arguments[slot] = try string()
    case .words(let slot): arguments[slot] = .words(try words())
    case .query(let slot): arguments[slot] = try subquery()
    case .wholeQuery(let slot): arguments[slot] = .query(try query(), alias: nil)
    case .colon: try require(.colon)
    case .arrow: try require(.arrow)
    case .cross:
      if at(.star) {
        take()
      } else if try !accept(.by), try !acceptEach() {
        var error = unexpected(wanted: .keyword(.by))
        // Beside a name it is the word between rows and columns that was forgotten, not a comma.
        if token.isName, error.span == token.span {
          let place = Span(token.span.start, token.span.start)
          error.fixes = [FixIt(Message(ja: "×", en: "by"), edits: [FixIt.Edit(place, Message(ja: "× ", en: "by "))])]
        }
        throw error
      }
    case .keyword(let keyword):
      if try !accept(keyword) {
        var error = unexpected(wanted: .keyword(keyword))
        if keyword == .on, error.code == "E32", error.fixes.isEmpty { error.fixes = JoinHabits.missingOn(token) }
        if keyword == .over, error.code == "E32", error.fixes.isEmpty, token.isName {
          let isBy = self.keyword(at: position, among: [.by, .each]) != nil
          let before = isBy ? token.span : Span(token.span.start, token.span.start)
          let over = isBy ? keyword.word : Message(ja: "軸 ", en: "over ")
          error.fixes = [FixIt(keyword.word, edits: [FixIt.Edit(before, over)])]
        }
        throw error
      }
    case .flag(let slot, let keyword):
      let span = token.span
      if try accept(keyword) { arguments[slot] = .flag(span) }
    case .flagBeforeName(let slot, let keyword):
      try settle(.operand)
      if self.keyword(at: position, among: [keyword]) != nil, following.isName {
        arguments[slot] = .flag(take().span)
      }
    case .choice(let slot, let keywords):
      try settle(.clause)
      guard let found = keyword(at: position, among: keywords) else {
        throw unexpected(wanted: .oneOf(keywords))
      }
      arguments[slot] = .keyword(found, take().span)
    case .oneOf(let alternatives): try oneOf(alternatives, into: &arguments)
    case .options(let alternatives):
      var found = true
      while found {
        found = false
        for alternative in alternatives where try isPresent(alternative) {
          for part in alternative { try self.piece(part, into: &arguments) }
          found = true
        }
      }
    case .lineRange(let slot): arguments[slot] = .expression(try rangeOrValue())
    case .optional(let pieces):
      if try isPresent(pieces) { for part in pieces { try self.piece(part, into: &arguments) } }
    case .by(let slot):
      if let columns = try by() { arguments[slot] = .columns(columns) }
    case .direction(let slot): try direction(slot, into: &arguments)
    case .arguments(let slot): arguments[slot] = .values(try namedValues())
    case .topic(let slot):
      let start = token
      take()
      arguments[slot] = .name(Name(start.word ?? start.topicText, start.span))
    case .topicWords(let slot): arguments[slot] = .name(restOfStatement())
    case .label(let slot): arguments[slot] = .name(try label())
    case .integer(let slot):
      guard case .number(let literal) = token.kind, literal.unit == nil, literal.value.wholeNumber != nil else {
        throw unexpected(wanted: Message(ja: "番号", en: "a number"))
      }
      arguments[slot] = .expression(try atom())
    }
  }

  private mutating func oneOf(_ alternatives: [[Piece]], into arguments: inout [Slot: Argument]) throws(Diagnostic) {
    try settle(.clause)
    var leads: [Keyword] = []
    for alternative in alternatives {
      guard case .keyword(let lead)? = alternative.first else { continue }
      leads.append(lead)
      if keyword(at: position, among: [lead]) != nil {
        for part in alternative { try piece(part, into: &arguments) }
        return
      }
    }
    throw unexpected(wanted: .oneOf(leads))
  }

  /// Whether an optional sequence begins here.
  private mutating func isPresent(_ pieces: [Piece]) throws(Diagnostic) -> Bool {
    guard let first = pieces.first, !atVerbEnd else { return false }
    switch first {
    case .keyword(let keyword), .flag(_, let keyword):
      try settle(.clause)
      return self.keyword(at: position, among: [keyword]) != nil
    case .choice(_, let keywords):
      try settle(.clause)
      return keyword(at: position, among: keywords) != nil
    case .string:
      if case .string = token.kind { return true }
      return false
    default: return true
    }
  }

  /// A name of letters, digits and hyphens that stand together, or a quoted one.
  mutating func label() throws(Diagnostic) -> Name {
    if case .string(_, let raw) = token.kind { return Name(raw, take().span, isQuoted: true) }
    var name = try madeName()
    while token.span.start == name.span.end {
      guard at(.minus) || token.isName || token.isPlainNumber else { break }
      let next = take()
      name = Name(name.text + (next.isSymbol(.minus) ? "-" : next.topicText), name.span.joined(next.span))
    }
    return name
  }

  /// Everything up to the end of the statement, whatever it is; of a single word or text what it says.
  private mutating func restOfStatement() -> Name {
    let first = position
    var span = token.span
    while true {
      switch token.kind {
      case .end, .newline, .symbol(.semicolon):
        let said = position == first + 1 ? tokens[first].topicText : ""
        // A quote that nobody closed may reach over lines.
        let whole = sourceText(span).split(whereSeparator: \.isNewline).joined(separator: " ")
        return Name(said.isEmpty ? TextFolding.fold(whole) : said, span)
      default: span = span.joined(take().span)
      }
    }
  }

}

extension Token {
  var isName: Bool {
    switch kind {
    case .word, .quotedName: true
    default: false
    }
  }

  var isPlainNumber: Bool {
    if case .number(let literal) = kind { return literal.unit == nil }
    return false
  }

  var isNumber: Bool {
    if case .number = kind { return true }
    return false
  }

  var isYear: Bool {
    if case .year = kind { return true }
    return false
  }

  /// The text of a token that help is asked for.
  var topicText: String {
    switch kind {
    case .word(let text), .quotedName(let text), .string(let text, _), .year(_, let text): text
    case .symbol(let symbol): symbol.rawValue
    case .number(let literal): literal.digits + (literal.unit ?? "")
    case .dash: "―"
    default: ""
    }
  }
}

extension Message {
  static func keyword(_ keyword: Keyword) -> Message { oneOf([keyword]) }

  static func oneOf(_ keywords: [Keyword]) -> Message {
    let ja = keywords.compactMap { $0.spellings.ja.first ?? $0.spellings.en.first }.map { "「\($0)」" }
    let en = keywords.compactMap { $0.spellings.en.first ?? $0.spellings.ja.first }
    return Message(ja: ja.joined(separator: "か"), en: en.joined(separator: " or "))
  }
}

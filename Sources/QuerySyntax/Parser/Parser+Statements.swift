internal import Diagnostics
internal import PolicyModel

extension Parser {
  mutating func statement() throws(Diagnostic) -> Statement.Kind {
    try settle(.source)
    if case .word(let word) = token.kind, !following.isSymbol(.pipe) {
      if StatementWord.parameter.contains(word) { return .parameter(try parameter()) }
      if StatementWord.let.contains(word) { return try letStatement() }
      if StatementWord.definition.contains(word) { return .definition(try definition()) }
      if let command = try command(word) { return .command(command) }
    }
    return .query(try query())
  }

  /// `param year = R5 '対象年度'`
  private mutating func parameter() throws(Diagnostic) -> ParameterDeclaration {
    take()
    let name = try madeName()
    var type: Keyword?
    if accept(.colon) {
      guard let keyword = keyword(at: position, among: [.number, .year, .text]) else {
        throw unexpected(wanted: Message(ja: "型（数値、年度、文字）", en: "a type (number, year, text)"))
      }
      take()
      type = keyword
    }
    try require(.equal)
    let value = try literal()
    var description: String?
    if case .string(_, let raw) = token.kind {
      description = raw
      take()
    }
    return ParameterDeclaration(name: name, type: type, value: value, description: description)
  }

  private mutating func letStatement() throws(Diagnostic) -> Statement.Kind {
    take()
    let name = try madeName()
    try require(.equal)
    if try beginsQuery() { return .letQuery(name, try query()) }
    return .letValue(name, try expression())
  }

  /// Whether, after any parentheses, a table's name begins a query.
  private mutating func beginsQuery() throws(Diagnostic) -> Bool {
    var index = position
    while tokens[index].isSymbol(.openParenthesis), index < tokens.count - 1 { index += 1 }
    if tokens[index].isSymbol(.pipe) { return true }
    let name: String
    switch tokens[index].kind {
    case .word(let word):
      if Keyword.bySpelling[word]?.contains(.from) == true { return true }
      name = word
    case .quotedName(let word): name = word
    default: return false
    }
    var next = min(index + 1, tokens.count - 1)
    // A name with arguments is a function's.
    if tokens[next].isSymbol(.openParenthesis) { return false }
    while tokens[next].isSymbol(.closeParenthesis) { next += 1 }
    return tokens[next].isSymbol(.pipe) || scope.tables.contains(name)
  }

  private mutating func definition() throws(Diagnostic) -> Definition {
    take()
    let name = try madeName()
    try require(.openParenthesis)
    var parameters: [Name] = []
    while !at(.closeParenthesis) {
      parameters.append(try madeName())
      if !accept(.comma) { break }
    }
    try require(.closeParenthesis)
    try require(.equal)
    definitionArguments = Set(parameters.map(\.text))
    isInDefinition = true
    try settle(.body)
    if beginsVerbs { return Definition(name: name, parameters: parameters, body: .verbs(try verbs())) }
    return Definition(name: name, parameters: parameters, body: .expression(try expression()))
  }

  /// Whether the body of a `def` is made of verbs: `count()` could be either and is a value there.
  private var beginsVerbs: Bool {
    guard case .word(let word) = token.kind, grammar.isVerb(word) else { return false }
    return !following.isSymbol(.openParenthesis) || grammar.function(word) == nil
  }

  private mutating func verbs() throws(Diagnostic) -> [VerbCall] {
    var verbs = [try verbCall()]
    while at(.pipe) {
      if verbs.count >= Self.longestPipeline { throw .tooManyVerbs(following.span) }
      let pipe = position
      verbs[verbs.count - 1].closing = takeTrailingComments(at: pipe)
      take()
      var verb = try verbCall()
      verb.comments = takeComments(in: pipe..<position)
      verbs.append(verb)
    }
    return verbs
  }

  /// The command that begins here, if the word is one and no pipe follows it.
  private mutating func command(_ word: String) throws(Diagnostic) -> CommandCall? {
    let candidates = grammar.commands(word)
    if candidates.isEmpty { return nil }
    let start = token
    let next = following
    for candidate in candidates {
      guard let second = candidate.second else { continue }
      if case .word(let text) = next.kind, second.spellings.en.contains(text) || second.spellings.ja.contains(text) {
        take()
        take()
        return try command(candidate, named: "\(candidate.spelling.en) \(second.spellings.en[0])", start)
      }
    }
    guard let candidate = candidates.first(where: { $0.second == nil }) else {
      // `show` alone, or with an unknown second word.
      let known = candidates.compactMap(\.second)
      if candidates.isEmpty { return nil }
      take()
      throw unexpected(
        wanted: Message(
          ja: known.compactMap(\.spellings.ja.first).joined(separator: "、"),
          en: known.compactMap(\.spellings.en.first).joined(separator: ", ")))
    }
    take()
    return try command(candidate, named: candidate.spelling.en, start)
  }

  private mutating func command(
    _ grammar: CommandGrammar, named name: String, _ start: Token
  ) throws(Diagnostic) -> CommandCall {
    var arguments: [Slot: Argument] = [:]
    for piece in grammar.pieces { try self.piece(piece, into: &arguments) }
    let word = start.word ?? grammar.spelling.en
    return CommandCall(
      command: name, name: Name(word, start.span), arguments: arguments, span: start.span.joined(previous.span))
  }

  // MARK: Names and literals

  /// A name that the person makes up: never segmented.
  mutating func madeName() throws(Diagnostic) -> Name {
    try settle(.made)
    switch token.kind {
    case .word(let word):
      if Keyword.reserved(word) != nil { throw .reservedName(word, token.span) }
      return Name(word, take().span)
    case .quotedName(let word): return Name(word, take().span, isQuoted: true)
    default: throw unexpected(wanted: Message(ja: "名前", en: "a name"))
    }
  }

  /// A number, year, text, missing, true or false, possibly negative.
  mutating func literal() throws(Diagnostic) -> Expression {
    let start = token.span
    if accept(.minus) {
      let value = try literal()
      return Expression(.negative(value), start.joined(value.span))
    }
    try settle(.operand)
    switch token.kind {
    case .number, .year, .string, .dash: return try atom()
    case .word(let word):
      if let reserved = Keyword.reserved(word), [.missing, .true, .false].contains(reserved) { return try atom() }
      // A bare word as the value of a parameter is a text.
      let token = take()
      return Expression(.text(word, raw: word), token.span)
    default: throw unexpected(wanted: Message(ja: "値（数、年度、「文字」）", en: "a value (number, year, 'text')"))
    }
  }

  mutating func require(_ symbol: Symbol) throws(Diagnostic) {
    if case .wrong(let diagnostic) = token.kind { throw diagnostic }
    if accept(symbol) { return }
    var error = unexpected(wanted: Message(ja: "「\(symbol.rawValue)」", en: "“\(symbol.rawValue)”"))
    // A sign that was forgotten between two parts that are there.
    if error.code == "E32", [.colon, .arrow, .equal].contains(symbol), !atVerbEnd, !atSign {
      // 2022 to 2023
      if symbol == .arrow, let word = token.word, ["to", "vs", "versus", "から", "と", "対"].contains(word.lowercased()) {
        error.fixes = [FixIt(replace: token.span, with: "->")]
        throw error
      }
      let place = previous.span.end
      // A colon that comes later shows that a comma is missing here.
      if symbol == .colon, hasColonBeforeVerbEnd {
        error.fixes =
          token.isName
          ? [FixIt(Message(ja: "、", en: ","), edits: [FixIt.Edit(Span(place, place), Message(ja: "、", en: ","))])] : []
        throw error
      }
      let text = symbol == .colon ? ":" : " \(symbol.rawValue)"
      error.fixes = [FixIt(Message(same: symbol.rawValue), edits: [FixIt.Edit(Span(place, place), text)])]
    }
    throw error
  }

  /// Whether a sign stands here that begins no value, so that nothing is gained by one before it.
  private var atSign: Bool {
    guard case .symbol(let symbol) = token.kind else { return false }
    return ![.openParenthesis, .openBracket, .minus, .dollar].contains(symbol)
  }

  /// The keyword that the word at an index is, among those allowed there.
  func keyword(at index: Int, among allowed: [Keyword]) -> Keyword? {
    guard tokens.indices.contains(index) else { return nil }
    if case .symbol(.minus) = tokens[index].kind { return nil }
    guard case .word(let word) = tokens[index].kind, let found = Keyword.bySpelling[word] else { return nil }
    return allowed.first { found.contains($0) }
  }

  mutating func accept(_ keyword: Keyword) throws(Diagnostic) -> Bool {
    try settle(.clause)
    guard self.keyword(at: position, among: [keyword]) != nil else { return false }
    take()
    return true
  }
}

extension Diagnostic {
  fileprivate static func reservedName(_ word: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "「\(word)」は決まった言葉なので、名前にできません", en: "\(word) is a word of the language and cannot be a name"),
      at: span)
  }
}

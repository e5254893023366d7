public import Diagnostics
internal import PolicyModel

/// Reads statements, one at a time, so that names made by one are known to the next.
///
/// A statement that cannot be read throws one diagnostic, the earliest; the next call goes on behind it.
public struct Parser {
  let grammar: Grammar
  let scope: any NameScope
  var tokens: [Token]
  var position = 0
  /// The first token of the statement being read.
  private(set) var statementStart = 0
  /// How deep the parser is in parentheses and the like.
  var depth = 0
  /// The pipeline read so far, innermost last: what names are in scope is asked of it.
  var pipelines: [Query] = []
  private var knownNames: [Int: ScopeNames] = [:]
  /// Names that the verb being read has introduced: `n` of `group K: n = count()`.
  var localNames: Set<String> = []
  /// Arguments of the `def` being read.
  var definitionArguments: Set<String> = []
  /// Whether the body of a `def` is being read, whose columns are those of any table.
  var isInDefinition = false
  var segmentation: [String] = []
  private var cuts: [Span] = []
  /// Whether the verb being read takes a table that has not come yet: 結合指標キー事業名.
  var awaitsTable = false
  /// Whether a statement has been read: blank lines before the first mean nothing.
  private var hasBegun = false
  /// What stands behind the last statement, once all have been read.
  public private(set) var closing: [Trivia] = []
  /// Whether a text is read only to see that it can be.
  var isTrial = false
  /// The text, and the number of its first place.
  let bytes: [UInt8]
  let start: Int
  /// Reads numbers within words; the units are put in order once for the whole text.
  private let numbers: NumberReader

  static let deepest = 200
  static let longestChain = 2000
  /// Each verb of a pipeline is a level of the plan.
  static let longestPipeline = 500

  /// - Parameter start: the number of the text's first place.
  public init(_ source: String, grammar: Grammar, scope: any NameScope, inScript: Bool, start: Int = 0) {
    self.grammar = grammar
    self.scope = scope
    self.start = start
    bytes = Array(source.utf8)
    var lexer = Lexer(source, units: scope.units, start: start)
    numbers = NumberReader(units: lexer.units)
    tokens = lexer.significantTokens(inScript: inScript)
  }

  /// The next statement, or nil at the end of the text.
  public mutating func next() throws(Diagnostic) -> Statement? {
    var leading = skipStatementEnds()
    if case .end = token.kind {
      closing = leading
      if closing.last == .blankLine { closing.removeLast() }
      return nil
    }
    let start = token.span
    statementStart = position
    hasBegun = true
    depth = 0
    pipelines = []
    knownNames = [:]
    localNames = []
    definitionArguments = []
    isInDefinition = false
    segmentation = []
    cuts = []
    awaitsTable = false
    var habit: Diagnostic?
    do throws(Diagnostic) {
      let kind = try self.statement()
      try expectStatementEnd()
      if let table = kind.loneTable, !scope.tables.contains(table.text) {
        habit = typedStatement(from: start.start).flatMap { Habits.lone($0, self) }
        if let habit { throw habit }
      }
      var statement = Statement(kind: kind, span: start.joined(previous.span))
      leading += takeComments(in: statementStart..<position).map { .comment($0) }
      statement.leading = leading
      statement.closing = takeClosingComments()
      statement.segmentation = segmentation
      statement.cuts = cuts
      return statement
    } catch {
      skipToStatementEnd()
      throw habit ?? typedStatement(from: start.start).map { Habits.answer(error, $0, self) } ?? error
    }
  }

  /// Whether nothing but line ends is left.
  public var isAtEnd: Bool {
    tokens[position...].allSatisfy { $0.kind == .newline || $0.kind == .end || $0.isSymbol(.semicolon) }
  }

  // MARK: Tokens

  var token: Token { tokens[position] }
  var previous: Token { tokens[max(0, position - 1)] }
  var following: Token { tokens[min(position + 1, tokens.count - 1)] }

  /// What was typed there.
  func sourceText(_ span: Span) -> String {
    String(decoding: bytes.dropFirst(span.start - start).prefix(span.end - span.start), as: UTF8.self)
  }

  @discardableResult
  mutating func take() -> Token {
    let token = tokens[position]
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  func at(_ symbol: Symbol) -> Bool { token.isSymbol(symbol) }

  mutating func accept(_ symbol: Symbol) -> Bool {
    if !at(symbol) { return false }
    take()
    return true
  }

  /// Whether the verb, and with it the list of its arguments, ends here.
  var atVerbEnd: Bool {
    switch token.kind {
    case .end, .newline, .symbol(.pipe), .symbol(.semicolon), .symbol(.closeParenthesis): true
    default: false
    }
  }

  /// Whether a colon follows within the verb.
  var hasColonBeforeVerbEnd: Bool {
    for token in tokens[position...] {
      switch token.kind {
      case .symbol(.colon): return true
      case .end, .newline, .symbol(.pipe), .symbol(.semicolon): return false
      default: continue
      }
    }
    return false
  }

  /// Passes over line ends and gathers what they leave between statements.
  private mutating func skipStatementEnds() -> [Trivia] {
    var trivia: [Trivia] = []
    // The line that the statement before ends is not blank, and the text does not begin with blank lines.
    var isBlank = false
    while true {
      let comments = token.ownLineComments
      trivia += comments
      if !comments.isEmpty { isBlank = false }
      switch token.kind {
      case .newline:
        if isBlank, trivia.last != .blankLine, hasBegun || !trivia.isEmpty {
          trivia.append(.blankLine)
        }
        isBlank = true
      case .symbol(.semicolon): isBlank = false
      case .documentation(let text):
        trivia.append(.documentation(text))
        isBlank = false
      default:
        tokens[position].comments = []
        return trivia
      }
      take()
    }
  }

  /// The comments of some tokens; each is taken once.
  mutating func takeComments(in range: Range<Int>) -> [String] {
    var texts: [String] = []
    for index in range where !tokens[index].comments.isEmpty {
      texts += tokens[index].comments.map(\.text)
      tokens[index].comments = []
    }
    return texts
  }

  /// The comments that stand on the line which a token follows: those at the end of the line before it.
  mutating func takeTrailingComments(at index: Int) -> [String] {
    let texts = tokens[index].comments.filter(\.isTrailing).map(\.text)
    tokens[index].comments.removeAll(where: \.isTrailing)
    return texts
  }

  /// The comment behind the statement that has just been read.
  private mutating func takeClosingComments() -> [String] {
    var texts = takeTrailingComments(at: position)
    var index = position
    while index < tokens.count - 1, tokens[index].isSymbol(.semicolon) {
      index += 1
      if tokens[index].kind == .newline || tokens[index].kind == .end { texts += takeTrailingComments(at: index) }
    }
    return texts
  }

  private mutating func skipToStatementEnd() {
    while true {
      switch token.kind {
      case .end, .newline, .symbol(.semicolon): return
      default: take()
      }
    }
  }

  private func expectStatementEnd() throws(Diagnostic) {
    switch token.kind {
    case .end, .newline, .symbol(.semicolon): return
    default: throw unexpected(wanted: nil)
    }
  }

  // MARK: Words

  /// Where in a statement a word stands; it decides what it can be.
  enum Place {
    case source, verb, operand, clause, made
    /// The beginning of what a `def` stands for: a verb or a value.
    case body
  }

  /// Settles what the word at hand is, cutting it up if it was typed without blanks. Other tokens are left alone.
  mutating func settle(_ place: Place) throws(Diagnostic) {
    if case .wrong(let diagnostic) = token.kind { throw diagnostic }
    guard case .word(let word) = token.kind, !token.isSettled else { return }
    tokens[position].isSettled = true
    // A word of Latin letters is never cut, so nobody needs to know what it is yet.
    if place == .made || word.utf8.allSatisfy({ $0 < 0x80 }) || isKnown(word, place) { return }
    try segment(word, place)
  }

  private mutating func segment(_ word: String, _ place: Place) throws(Diagnostic) {
    let scalars = Array(word.unicodeScalars)
    let map = token.map
    guard map.count == scalars.count else { return }
    let names = namesInScope()
    let tables = place == .source || awaitsTable || place == .verb && takesTable(word) ? scope.tables : []
    let sides = following.isSymbol(.dot) ? names.sides : []
    let (grammar, definitions) = (grammar, scope.definitions)
    let (localNames, definitionArguments) = (localNames, definitionArguments)
    func possible(_ text: String, isFirst: Bool) -> Bool {
      if isFirst {
        switch place {
        case .verb: return grammar.isVerb(text) || definitions[text]?.isVerbs == true
        case .body: if grammar.isVerb(text) || definitions[text]?.isVerbs == true { return true }
        case .source: return tables.contains(text) || grammar.isCommand(text) || Keyword.bySpelling[text] != nil
        default: break
        }
      }
      return names.columns.contains(text) || names.levels.contains(text) || localNames.contains(text)
        || definitionArguments.contains(text) || grammar.isFunction(text) || definitions[text]?.isVerbs == false
        || Keyword.bySpelling[text] != nil || tables.contains(text) || sides.contains(text)
    }
    let segmenter = Segmenter(
      isKnown: { possible($0, isFirst: $1) }, numbers: numbers,
      longestWord: 60)
    switch segmenter.cut(scalars) {
    case .whole(let pieces):
      // Words of the language alone (が欠測) are no news to the person who typed them.
      if pieces.count > 1, pieces.contains(where: { Keyword.bySpelling[$0.text] == nil }) {
        cuts.append(token.span)
        segmentation.append(pieces.map(\.text).joined(separator: " "))
      }
      replace(with: pieces, map)
    case .tie(let one, let other):
      throw .twoWays(
        token.span, one.map(\.text).joined(separator: " "), other.map(\.text).joined(separator: " "))
    case .partial(let pieces):
      guard let unknown = pieces.first(where: { $0.kind == .unknown }) else { return }
      let span = Span(map[unknown.range.lowerBound].start, map[unknown.range.upperBound - 1].end)
      // 並替ー金額: no name begins with ー.
      if unknown.text.hasPrefix("ー"), unknown.range.lowerBound > 0 {
        throw .longVowelMark(map[unknown.range.lowerBound], operand: String(unknown.text.dropFirst()))
      }
      // Only when what surrounds the unknown part is clearly language is the run cut there.
      let known = pieces.filter { $0.kind != .unknown }
      let hasGrammar = known.contains { Keyword.bySpelling[$0.text] != nil || grammar.isVerb($0.text) }
      if hasGrammar {
        replace(with: pieces, map)
        for index in position..<min(position + pieces.count, tokens.count) where tokens[index].span == span {
          tokens[index].unknownPart = span
          tokens[index].unknownText = unknown.text
        }
      } else {
        tokens[position].unknownPart = span
        tokens[position].unknownText = unknown.text
      }
    case .nothing: return
    }
  }

  /// Whether a run begins with a verb that a table follows.
  private func takesTable(_ word: String) -> Bool {
    grammar.verbs.contains { verb in verb.takesTable && verb.spelling.all.contains { word.hasPrefix($0) } }
  }

  private mutating func replace(with pieces: [Segmenter.Piece], _ map: [Span]) {
    var made: [Token] = []
    for piece in pieces {
      let span = Span(map[piece.range.lowerBound].start, map[piece.range.upperBound - 1].end)
      var token: Token
      switch piece.kind {
      case .word, .unknown: token = Token(.word(piece.text), span)
      case .number(let literal): token = Token(.number(literal), span)
      case .year(let reading): token = Token(.year(reading, text: piece.text), span)
      }
      token.isSettled = true
      made.append(token)
    }
    if !made.isEmpty { made[0].comments = token.comments }
    tokens.replaceSubrange(position...position, with: made)
  }

  /// Whether the whole word is something that can stand at that place.
  private mutating func isKnown(_ word: String, _ place: Place) -> Bool {
    switch place {
    case .made: return true
    case .source:
      return scope.tables.contains(word) || grammar.isCommand(word) || Keyword.bySpelling[word]?.contains(.from) == true
        || StatementWord.all.contains(word)
    case .verb: return grammar.isVerb(word) || scope.definitions[word] != nil
    case .clause: return Keyword.bySpelling[word] != nil || awaitsTable && scope.tables.contains(word)
    case .body: return grammar.isVerb(word) || isKnown(word, .operand)
    case .operand:
      if Keyword.reserved(word) != nil || localNames.contains(word) || definitionArguments.contains(word) {
        return true
      }
      if following.isSymbol(.openParenthesis), grammar.isFunction(word) || scope.definitions[word] != nil {
        return true
      }
      let names = namesInScope()
      return names.columns.contains(word) || names.levels.contains(word)
        || following.isSymbol(.dot) && names.sides.contains(word)
    }
  }

  /// The columns and levels that can be named where the parser is.
  mutating func namesInScope() -> ScopeNames {
    guard let pipeline = pipelines.last else {
      if !isInDefinition { return ScopeNames() }
      if let known = knownNames[-1] { return known }
      let names = scope.namesAnywhere
      knownNames[-1] = names
      return names
    }
    let key = pipelines.count << 16 | pipeline.verbs.count
    if let known = knownNames[key] { return known }
    let names = scope.names(after: pipeline)
    knownNames[key] = names
    return names
  }

  /// Forgets names asked for in a query that has ended; another may begin at the same depth.
  mutating func forgetNames() { knownNames = [:] }
}

/// Statement words that are no commands.
enum StatementWord {
  static let parameter = ["param", "引数"]
  static let `let` = ["let", "変数"]
  static let definition = ["def", "関数"]
  static let all = parameter + `let` + definition
}

extension Diagnostic {
  fileprivate static func twoWays(_ span: Span, _ one: String, _ other: String) -> Diagnostic {
    Diagnostic(
      "E04", Message(ja: "区切り方が2通りあります: \(one) / \(other)", en: "Two ways to split this: \(one) / \(other)"), at: span,
      fixes: [FixIt(replace: span, with: one), FixIt(replace: span, with: other)])
  }
}

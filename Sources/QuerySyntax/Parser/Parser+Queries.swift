internal import Diagnostics
internal import PolshText

extension Parser {
  /// `source | verb | verb`, or `| verb` on the previous result.
  mutating func query() throws(Diagnostic) -> Query {
    try deeper()
    defer { depth -= 1 }
    let start = token.span
    // Comments within an argument of a verb go to that verb.
    let keepsComments = pipelines.isEmpty
    let source: Query.Source
    if at(.pipe) {
      source = .previous(token.span)
    } else {
      source = try self.source()
    }
    pipelines.append(Query(source: source, verbs: [], span: start.joined(previous.span)))
    defer {
      pipelines.removeLast()
      forgetNames()
    }
    var query = Query(source: source, verbs: [], span: start)
    while at(.pipe) {
      if query.verbs.count >= Self.longestPipeline { throw .tooManyVerbs(following.span) }
      let pipe = position
      if keepsComments { query.closeLast(takeTrailingComments(at: pipe)) }
      take()
      var verb = try earliest(within: pipelines[pipelines.count - 1])
      if keepsComments { verb.comments = takeComments(in: pipe..<position) }
      query.verbs.append(verb)
      pipelines[pipelines.count - 1].verbs.append(verb)
    }
    query.span = start.joined(previous.span)
    return query
  }

  /// The next verb; where it cannot be read, the fault of what stands before it comes first.
  private mutating func earliest(within pipeline: Query) throws(Diagnostic) -> VerbCall {
    do throws(Diagnostic) {
      return try verbCall()
    } catch {
      if let earlier = scope.fault(in: pipeline), let place = earlier.span, let here = error.span,
        place.start < here.start
      {
        throw earlier
      }
      throw error
    }
  }

  private mutating func source() throws(Diagnostic) -> Query.Source {
    if at(.openParenthesis) {
      let open = take().span
      let inner = try query()
      if !accept(.closeParenthesis) { throw unclosed(open, .openParenthesis, .closeParenthesis) }
      return .query(inner)
    }
    try settle(.source)
    if keyword(at: position, among: [.from]) != nil, !following.isSymbol(.pipe) {
      // `from` forces a table; a table called 表 is written alone.
      switch following.kind {
      case .word, .quotedName:
        take()
        try settle(.source)
      default: break
      }
    }
    switch token.kind {
    case .word(let word):
      let token = take()
      return .table(Name(word, token))
    case .quotedName(let word): return .table(Name(word, take().span, isQuoted: true))
    default:
      throw unexpected(wanted: Message(ja: "表の名前", en: "the name of a table"))
    }
  }

  /// A verb with its arguments, or a macro.
  mutating func verbCall() throws(Diagnostic) -> VerbCall {
    localNames = []
    if let word = token.word, !isVerbHere(word), VerbHabits.spoken(word, grammar) != nil {
      throw .unknownVerb(token, word, near: [])
    }
    try settle(.verb)
    let start = token
    switch token.kind {
    case .word(let word):
      if let verb = grammar.verb(word) {
        take()
        return try verbCall(verb, start)
      }
      if following.isSymbol(.openParenthesis), scope.definitions[word] != nil {
        return try macroCall(Name(word, take().span))
      }
      if let head = scope.definitions[word], head.isVerbs { throw .macroWithoutParentheses(token, word, head) }
      throw .unknownVerb(token, word, near: VerbHabits.isKnown(word) ? [] : nearVerbs)
    case .quotedName(let word) where following.isSymbol(.openParenthesis):
      return try macroCall(Name(word, take().span, isQuoted: true))
    default:
      throw unexpected(wanted: Message(ja: "命令（絞込、集計、件数 など）", en: "a verb (where, group, count, …)"))
    }
  }

  private var nearVerbs: [String] {
    grammar.verbWords + scope.definitions.filter { $0.value.isVerbs }.keys.sorted()
  }

  private func isVerbHere(_ word: String) -> Bool { grammar.isVerb(word) || scope.definitions[word] != nil }

  private mutating func verbCall(_ verb: VerbGrammar, _ start: Token) throws(Diagnostic) -> VerbCall {
    // `件数（）` means the same as `件数`.
    if at(.openParenthesis), following.isSymbol(.closeParenthesis) {
      take()
      take()
    }
    var arguments: [Slot: Argument] = [:]
    awaitsTable = verb.takesTable
    defer { awaitsTable = false }
    for piece in verb.pieces { try self.piece(piece, into: &arguments) }
    if !atVerbEnd {
      if case .wrong(let diagnostic) = token.kind { throw diagnostic }
      var error = unexpected(wanted: nil)
      // `union a, b`: a verb for each.
      if at(.comma), following.isName, case .query? = verb.pieces.last, let word = start.word {
        error.fixes = [FixIt(replace: token.span, with: " | \(word)")]
      }
      throw error
    }
    return VerbCall(
      verb: verb.spelling.en, name: Name(start.word ?? verb.spelling.en, start.span), arguments: arguments,
      macroArguments: nil, span: start.span.joined(previous.span))
  }

  private mutating func macroCall(_ name: Name) throws(Diagnostic) -> VerbCall {
    take()
    var arguments: [Expression] = []
    while !at(.closeParenthesis) {
      arguments.append(try expression())
      if !accept(.comma) { break }
    }
    try require(.closeParenthesis)
    return VerbCall(
      verb: name.text, name: name, arguments: [:], macroArguments: arguments,
      span: name.span.joined(previous.span))
  }

  mutating func deeper() throws(Diagnostic) {
    depth += 1
    if depth > Self.deepest { throw .tooDeep(token.span) }
  }

  /// A parenthesis or bracket without its partner; the fix closes all that are open.
  func unclosed(_ open: Span, _ sign: Symbol, _ partner: Symbol, orComma: Bool = false) -> Diagnostic {
    if case .wrong(let diagnostic) = token.kind { return diagnostic }
    switch token.kind {
    case .end, .newline, .symbol(.semicolon):
      var closing: [String] = []
      for token in tokens[statementStart..<position] {
        switch token.kind {
        case .symbol(.openParenthesis): closing.append(")")
        case .symbol(.openBracket): closing.append("]")
        case .symbol(.closeParenthesis), .symbol(.closeBracket): _ = closing.popLast()
        default: continue
        }
      }
      let missing = closing.reversed().joined()
      let place = Span(previous.span.end, previous.span.end)
      return Diagnostic(
        "E32",
        Message(
          ja: "かっこ「\(sign.rawValue)」が閉じられていません",
          en: "This \(sign == .openBracket ? "bracket" : "parenthesis") \(sign.rawValue) is never closed"), at: open,
        fixes: [FixIt(Message(same: missing), edits: [FixIt.Edit(place, missing)])])
    default:
      let comma = Message(ja: "「,」か「\(partner.rawValue)」", en: ", or \(partner.rawValue)")
      return unexpected(wanted: orComma ? comma : Message(ja: "「\(partner.rawValue)」", en: partner.rawValue))
    }
  }
}

extension Query {
  /// Puts a comment behind the last line so far: the source's or the last verb's.
  fileprivate mutating func closeLast(_ comments: [String]) {
    if verbs.isEmpty { closing += comments } else { verbs[verbs.count - 1].closing += comments }
  }
}

extension Diagnostic {
  fileprivate static func unknownVerb(_ token: Token, _ word: String, near verbs: [String]) -> Diagnostic {
    let near = NearNames.nearest(to: word, among: verbs)
    return Diagnostic(
      "E02", Message(ja: "「\(word)」という命令はありません", en: "No verb \(word)"), at: token.unknownPart ?? token.span,
      fixes: near.map { FixIt(replace: token.span, with: $0) })
  }

  /// - Parameter end: where the closing parenthesis would do.
  static func neverClosed(_ open: Span, closeAt end: Int) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "かっこ「(」が閉じられていません", en: "This parenthesis ( is never closed"), at: open,
      fixes: [FixIt(Message(same: ")"), edits: [FixIt.Edit(Span(end, end), ")")])])
  }

  /// A verb made by `def` without its parentheses.
  fileprivate static func macroWithoutParentheses(_ token: Token, _ word: String, _ head: DefinitionHead) -> Diagnostic
  {
    let signature = word + "(" + head.parameters.joined(separator: ", ") + ")"
    let end = Span(token.span.end, token.span.end)
    return Diagnostic(
      "E02", Message(ja: "関数「\(word)」にはかっこが要ります", en: "\(word) is used with parentheses"), at: token.span,
      notes: [Message(ja: "書き方: \(signature)", en: "Write \(signature).")],
      fixes: head.parameters.isEmpty ? [FixIt(Message(same: signature), edits: [FixIt.Edit(end, "()")])] : [])
  }

  static func tooDeep(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "かっこなどの入れ子が深すぎます（200段まで）", en: "Nested too deeply (200 levels at most)"), at: span)
  }

  static func tooManyVerbs(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "命令のつながりが長すぎます（500個まで）", en: "This chain of verbs is too long (500 at most)"), at: span)
  }

  static func tooLong(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "式や命令のつながりが長すぎます（2000個まで）", en: "This chain is too long (2000 parts at most)"), at: span)
  }
}

internal import Diagnostics
internal import PolicyModel
internal import PolshText

extension Parser {
  /// A condition or a value: `or` binds least.
  mutating func expression() throws(Diagnostic) -> Expression {
    try deeper()
    defer { depth -= 1 }
    return try chain(.or)
  }

  private mutating func conjunction() throws(Diagnostic) -> Expression { try chain(.and) }

  /// Parts joined by one word, kept flat.
  private mutating func chain(_ keyword: Keyword) throws(Diagnostic) -> Expression {
    let first = try keyword == .or ? conjunction() : negation()
    var parts = [first]
    while true {
      try settleOperator()
      if at(keyword == .or ? .orOr : .andAnd) { throw unexpected(wanted: nil) }
      guard self.keyword(at: position, among: [keyword]) != nil else { break }
      take()
      if parts.count >= Self.longestChain { throw .tooLong(token.span) }
      parts.append(try keyword == .or ? conjunction() : negation())
    }
    if parts.count == 1 { return first }
    return Expression(keyword == .or ? .or(parts) : .and(parts), first.span.joined(previous.span))
  }

  private mutating func negation() throws(Diagnostic) -> Expression {
    try settle(.operand)
    guard keyword(at: position, among: [.not]) != nil else { return try comparison() }
    let start = take().span
    try deeper()
    defer { depth -= 1 }
    let inner = try negation()
    return Expression(.not(inner), start.joined(inner.span))
  }

  /// Words behind a complete operand are keywords; whatever cannot be read is reported where it stands.
  mutating func settleOperator() throws(Diagnostic) {
    if case .wrong(let diagnostic) = token.kind { throw diagnostic }
    try settle(.clause)
  }

  mutating func coalesced() throws(Diagnostic) -> Expression {
    let first = try sum()
    var parts = [first]
    while at(.coalesce) {
      take()
      if parts.count >= Self.longestChain { throw .tooLong(token.span) }
      parts.append(try sum())
    }
    if parts.count == 1 { return first }
    return Expression(.coalesce(parts), first.span.joined(previous.span))
  }

  mutating func sum() throws(Diagnostic) -> Expression {
    let first = try product()
    var terms: [Expression.Term] = []
    while at(.plus) || at(.minus) {
      if terms.count >= Self.longestChain { throw .tooLong(token.span) }
      let isMinus = take().isSymbol(.minus)
      terms.append(Expression.Term(isMinus: isMinus, value: try product()))
    }
    if terms.isEmpty { return first }
    return Expression(.sum(first, terms), first.span.joined(previous.span))
  }

  private mutating func product() throws(Diagnostic) -> Expression {
    let first = try unary()
    var factors: [Expression.Factor] = []
    while at(.star) || at(.slash) {
      if factors.count >= Self.longestChain { throw .tooLong(token.span) }
      let isDivision = take().isSymbol(.slash)
      factors.append(Expression.Factor(isDivision: isDivision, value: try unary()))
    }
    var result = first
    if !factors.isEmpty { result = Expression(.product(first, factors), first.span.joined(previous.span)) }
    var conversions = 0
    while let unit = try conversion() {
      conversions += 1
      if conversions > 20 { throw .tooLong(token.span) }
      result = Expression(.converted(result, unit: unit), result.span.joined(unit.span))
    }
    return result
  }

  /// `as UNIT`, where a unit follows.
  private mutating func conversion() throws(Diagnostic) -> Name? {
    guard case .word = token.kind else { return nil }
    try settle(.clause)
    guard keyword(at: position, among: [.asUnit]) != nil else { return nil }
    switch following.kind {
    case .symbol(.percent):
      take()
      return Name("%", take().span)
    case .word(let word):
      let isUnit = Unit.named(word, catalog: scope.units) != nil
      // 単位 can only announce a unit, unless it is a column before ごと; `as` may also announce a name.
      let isUnitWord = keyword(at: position, among: [.asName]) == nil && Keyword.bySpelling[word] == nil
      guard isUnit || isUnitWord else { return nil }
      take()
      if !isUnit { throw .unknownUnit(word, token.span) }
      tokens[position].isSettled = true
      return Name(word, take().span)
    default: return nil
    }
  }

  private mutating func unary() throws(Diagnostic) -> Expression {
    guard at(.minus) else { return try atom() }
    let start = take().span
    try deeper()
    defer { depth -= 1 }
    let inner = try unary()
    return Expression(.negative(inner), start.joined(inner.span))
  }

  // MARK: Atoms

  mutating func atom() throws(Diagnostic) -> Expression {
    try settle(.operand)
    let start = token
    switch token.kind {
    case .number(let literal):
      take()
      return try number(literal, start.span)
    case .year(let reading, let text):
      take()
      return Expression(.year(reading, text: text), start.span)
    case .string(let value, let raw):
      take()
      return Expression(.text(value, raw: raw), start.span)
    case .dash:
      take()
      return Expression(.missing, start.span)
    case .symbol(.dollar):
      take()
      let name = try madeName()
      return Expression(.parameter(name), start.span.joined(name.span))
    case .symbol(.openParenthesis): return try parenthesized()
    case .symbol(.openBracket): return try list()
    case .quotedName(let word):
      take()
      let name = Name(word, start.span, isQuoted: true)
      return at(.openParenthesis) ? try call(name) : try qualified(name)
    case .word(let word): return try wordAtom(word, start)
    default:
      throw unexpected(wanted: Message(ja: "列の名前か値", en: "a column or a value"))
    }
  }

  private mutating func wordAtom(_ word: String, _ start: Token) throws(Diagnostic) -> Expression {
    switch Keyword.reserved(word) {
    case .missing:
      take()
      return Expression(.missing, start.span)
    case .true, .false:
      take()
      return Expression(.bool(word == "true" || word == "真"), start.span)
    case .if: return try conditional()
    case .not: return try negation()
    case .and, .or, .then, .else:
      throw unexpected(wanted: Message(ja: "列の名前か値", en: "a column or a value"))
    default: break
    }
    take()
    let name = Name(word, start)
    return at(.openParenthesis) ? try call(name) : try qualified(name)
  }

  private mutating func qualified(_ name: Name) throws(Diagnostic) -> Expression {
    guard at(.dot) else { return Expression(.name(name), name.span) }
    take()
    try settle(.operand)
    switch token.kind {
    case .word(let word), .quotedName(let word):
      let part = take()
      var second = Name(word, part)
      second.isQuoted = true
      return Expression(.qualified(name, second), name.span.joined(second.span))
    case .year(_, let text):
      let second = Name(text, take().span, isQuoted: true)
      return Expression(.qualified(name, second), name.span.joined(second.span))
    default: throw unexpected(wanted: Message(ja: "列の名前", en: "the name of a column"))
    }
  }

  /// A number; a unit may stand behind a blank.
  private mutating func number(_ literal: NumberLiteral, _ span: Span) throws(Diagnostic) -> Expression {
    var literal = literal
    var span = span
    if literal.unit == nil {
      if at(.percent) {
        literal.unit = "%"
        span = span.joined(take().span)
      } else if case .word(let word) = token.kind {
        if Unit.named(word, catalog: scope.units) != nil, Keyword.bySpelling[word] == nil {
          literal.unit = word
          span = span.joined(take().span)
        } else if token.span.start == span.end {
          // Letters directly behind the digits: a unit nobody knows, unless they are words of the language.
          try settle(.clause)
          if case .word(let rest) = token.kind, Keyword.bySpelling[rest] == nil {
            throw .unknownUnit(rest, token.span)
          }
        }
      }
    }
    return Expression(.number(literal), span)
  }

  private mutating func parenthesized() throws(Diagnostic) -> Expression {
    let open = take().span
    var inner = try expression()
    if !accept(.closeParenthesis) { throw unclosed(open, .openParenthesis, .closeParenthesis) }
    inner.span = open.joined(previous.span)
    return inner
  }

  private mutating func list() throws(Diagnostic) -> Expression {
    let open = take().span
    var elements: [Expression] = []
    while !at(.closeBracket) {
      if elements.count >= Self.longestChain { throw .tooLong(token.span) }
      elements.append(try expression())
      if !accept(.comma) { break }
    }
    if !accept(.closeBracket) { throw unclosed(open, .openBracket, .closeBracket, orComma: true) }
    return Expression(.list(elements), open.joined(previous.span))
  }

  private mutating func call(_ name: Name) throws(Diagnostic) -> Expression {
    let open = take().span
    var arguments: [Expression] = []
    while !at(.closeParenthesis) {
      if arguments.count >= Self.longestChain { throw .tooLong(token.span) }
      arguments.append(try expression())
      if !accept(.comma) { break }
    }
    if !accept(.closeParenthesis) { throw unclosed(open, .openParenthesis, .closeParenthesis) }
    return Expression(.call(name, arguments), name.span.joined(previous.span))
  }

  private mutating func conditional() throws(Diagnostic) -> Expression {
    let start = take().span
    let condition = try expression()
    if try !accept(.then) { throw unexpected(wanted: .keyword(.then)) }
    let then = try expression()
    if try !accept(.else) { throw unexpected(wanted: .keyword(.else)) }
    let otherwise = try expression()
    return Expression(.conditional(condition, then: then, else: otherwise), start.joined(otherwise.span))
  }
}

extension Diagnostic {
  static func unknownUnit(_ word: String, _ span: Span) -> Diagnostic {
    let near = NearNames.nearest(to: word, among: Unit.spellings)
    return Diagnostic(
      "E29",
      Message(
        ja: "「\(word)」という単位はありません。円 千円 万円 百万円 億円 が使えます",
        en: "No unit \(word). Usable: 円 千円 万円 百万円 億円"), at: span,
      notes: [
        Message(
          ja: "ほかに 人 万人、％ ポイント、件 回 団体 などの数え方も使えます。", en: "Also 人 万人, ％ ポイント, and counts such as 件 回 団体.")
      ],
      fixes: near.map { FixIt(replace: span, with: $0) })
  }
}

internal import Diagnostics

extension Parser {
  /// A value, or a comparison in either form: `a >= b`, `a が b 以上`, `a is missing`.
  mutating func comparison() throws(Diagnostic) -> Expression {
    let left = try coalesced()
    try settleOperator()
    if let comparator = token.comparator { return try symbolComparison(left, comparator) }
    guard case .word = token.kind else { return left }
    if keyword(at: position, among: [.is]) != nil { return try isComparison(left) }
    if let match = wordMatcher() { return try matchComparison(left, match.0, negated: match.1) }
    if let particle = keyword(at: position, among: [.topic, .subject, .indirect]) {
      return try particleComparison(left, particle)
    }
    return left
  }

  private mutating func symbolComparison(_ left: Expression, _ comparator: Comparator) throws(Diagnostic) -> Expression
  {
    let sign = take().span
    let right = try coalesced()
    if at(.range) {
      guard comparator == .equal || comparator == .notEqual else { throw unexpected(wanted: nil) }
      throw try rangeBesideEqual(sign, negated: comparator == .notEqual)
    }
    try settleOperator()
    if token.comparator != nil { throw .chained(token.span) }
    return Expression(comparing(comparator, left, right), left.span.joined(right.span))
  }

  /// `x = missing` is another way to write `x is missing`.
  private func comparing(_ comparator: Comparator, _ left: Expression, _ right: Expression) -> Expression.Kind {
    if case .missing = right.kind, comparator == .equal || comparator == .notEqual {
      return .isMissing(left, negated: comparator == .notEqual)
    }
    return .comparison(comparator, left, right)
  }

  /// `年度 = R3..R5`: both ways of writing what is meant.
  private mutating func rangeBesideEqual(_ sign: Span, negated: Bool) throws(Diagnostic) -> Diagnostic {
    let range = take().span
    // Where the range itself is unreadable, that is the fault.
    let end = try coalesced().span.end
    let word =
      negated
      ? Message(ja: spaced("が", at: sign), en: spaced("not in", at: sign))
      : Message(ja: spaced("が", at: sign), en: spaced("in", at: sign))
    let ending = Message(ja: negated ? " 以外" : " の範囲", en: "")
    return Diagnostic(
      "E32", Message(ja: "「=」の右に範囲は書けません", en: "A range cannot stand beside ="), at: range,
      notes: [Message(ja: "範囲に入るかどうかは in または「の範囲」で書きます。", en: "Whether a value lies in a range is written with in.")],
      fixes: [
        FixIt(
          Message(ja: negated ? "が … 以外" : "が … の範囲", en: negated ? "not in" : "in"),
          edits: [FixIt.Edit(sign, word), FixIt.Edit(Span(end, end), ending)])
      ])
  }

  private mutating func isComparison(_ left: Expression) throws(Diagnostic) -> Expression {
    take()
    try settle(.operand)
    var negated = false
    if keyword(at: position, among: [.not]) != nil {
      take()
      negated = true
      try settle(.operand)
    }
    switch keyword(at: position, among: [.missing, .present]) {
    case .missing: break
    case .present: negated.toggle()
    default:
      if case .dash = token.kind { break }
      throw unexpected(wanted: .oneOf([.missing, .present]))
    }
    let end = take().span
    return Expression(.isMissing(left, negated: negated), left.span.joined(end))
  }

  /// `in`, `not in`, `contains` …, with the tokens taken; nil when none stands here.
  private mutating func wordMatcher() -> (Matcher, Bool)? {
    let words: [(Keyword, Matcher)] = [
      (.in, .in), (.contains, .contains), (.starts, .starts), (.matches, .matches), (.has, .has),
    ]
    for (keyword, matcher) in words where self.keyword(at: position, among: [keyword]) != nil {
      take()
      return (matcher, false)
    }
    guard keyword(at: position, among: [.not]) != nil else { return nil }
    for (keyword, matcher) in words where self.keyword(at: position + 1, among: [keyword]) != nil {
      take()
      take()
      return (matcher, true)
    }
    return nil
  }

  private mutating func matchComparison(
    _ left: Expression, _ matcher: Matcher, negated: Bool
  ) throws(Diagnostic) -> Expression {
    let right = try rangeOrValue()
    return Expression(.match(matcher, negated: negated, left, right), left.span.joined(right.span))
  }

  /// `a`, or `a..b`.
  mutating func rangeOrValue() throws(Diagnostic) -> Expression {
    let low = try coalesced()
    guard at(.range) else { return low }
    take()
    let high = try coalesced()
    return Expression(.range(low, high), low.span.joined(high.span))
  }

  // MARK: The Japanese form

  private mutating func particleComparison(_ left: Expression, _ particle: Keyword) throws(Diagnostic) -> Expression {
    let particleToken = take()
    if atVerbEnd || at(.comma) || at(.closeBracket) { throw .nothingAfter(particleToken, particle, left) }
    try settle(.operand)
    // が欠測, が記入あり
    switch keyword(at: position, among: [.missing, .present]) {
    case .missing where particle != .indirect && !following.continuesValue:
      take()
      var negated = false
      if try accept(.otherThan) { negated = true } else { _ = try accept(.sameAs) }
      return Expression(.isMissing(left, negated: negated), left.span.joined(previous.span))
    case .present where particle != .indirect:
      take()
      return Expression(.isMissing(left, negated: true), left.span.joined(previous.span))
    default: break
    }
    let right = try rangeOrValue()
    try settleOperator()
    let whole = left.span.joined(right.span)
    guard let word = postOperator() else {
      if particle == .indirect { throw .nothingAfter(particleToken, particle, left, valueEnd: previous.span.end) }
      // は and が alone mean と同じ, のどれか or の範囲, as the value says.
      if isListOrRange(right) { return Expression(.match(.in, negated: false, left, right), whole) }
      return Expression(comparing(.equal, left, right), whole)
    }
    let wordSpan = take().span
    if case .range = right.kind, [.orMore, .orLess, .moreThan, .lessThan].contains(word) {
      throw .rangeBeforeBound(wordSpan, tokens[position - 1].word ?? "")
    }
    return try postfix(left, right, word, wordSpan, whole.joined(wordSpan))
  }

  private func isListOrRange(_ expression: Expression) -> Bool {
    switch expression.kind {
    case .list, .range: true
    default: false
    }
  }

  private func postOperator() -> Keyword? {
    keyword(
      at: position,
      among: [
        .sameAs, .otherThan, .orMore, .orLess, .moreThan, .lessThan, .anyOf, .noneOf, .inRange, .containing,
        .notContaining, .matching, .notMatching, .startingWith, .notStartingWith, .existing, .notExisting,
      ])
  }

  private mutating func postfix(
    _ left: Expression, _ right: Expression, _ word: Keyword, _ wordSpan: Span, _ span: Span
  ) throws(Diagnostic) -> Expression {
    let several = isListOrRange(right)
    let kind: Expression.Kind
    switch word {
    case .sameAs: kind = several ? .match(.in, negated: false, left, right) : comparing(.equal, left, right)
    case .otherThan: kind = several ? .match(.in, negated: true, left, right) : comparing(.notEqual, left, right)
    case .orMore: kind = .comparison(.greaterOrEqual, left, right)
    case .orLess: kind = .comparison(.lessOrEqual, left, right)
    case .moreThan: kind = .comparison(.greater, left, right)
    case .lessThan: kind = .comparison(.less, left, right)
    case .anyOf, .inRange: kind = .match(.in, negated: false, left, right)
    case .noneOf: kind = .match(.in, negated: true, left, right)
    case .containing: kind = .match(.contains, negated: false, left, right)
    case .notContaining: kind = .match(.contains, negated: true, left, right)
    case .matching: kind = .match(.matches, negated: false, left, right)
    case .notMatching: kind = .match(.matches, negated: true, left, right)
    case .startingWith: kind = .match(.starts, negated: false, left, right)
    case .notStartingWith: kind = .match(.starts, negated: true, left, right)
    case .existing: kind = .match(.has, negated: false, left, right)
    default: kind = .match(.has, negated: true, left, right)
    }
    try settleOperator()
    // 100万円 以上 1000万円 以下: a second bound needs its own column.
    if case .number = token.kind { throw .secondBound(token.span, left, tokens, position) }
    return Expression(kind, span)
  }
}

extension Token {
  /// Whether this token goes on with a value that began with 欠測 (so that 欠測 is an operand there).
  fileprivate var continuesValue: Bool {
    switch kind {
    case .symbol(.coalesce), .symbol(.plus), .symbol(.minus), .symbol(.star), .symbol(.slash): true
    default: false
    }
  }
}

extension Diagnostic {
  fileprivate static func rangeBeforeBound(_ span: Span, _ word: String) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "範囲の後に「\(word)」は続けられません", en: "\(word) cannot follow a range"), at: span,
      fixes: [FixIt(replace: span, with: "の範囲")])
  }

  fileprivate static func chained(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "比較は続けて書けません", en: "Comparisons cannot be chained"), at: span,
      notes: [Message(ja: "「かつ」でつなぐか、「の範囲」（in a..b）を使ってください。", en: "Join two of them with and, or use in a..b.")])
  }

  fileprivate static func nothingAfter(
    _ particle: Token, _ keyword: Keyword, _ left: Expression, valueEnd: Int? = nil
  ) -> Diagnostic {
    let word = particle.word ?? ""
    let place = valueEnd.map { Span($0, $0) } ?? Span(particle.span.end, particle.span.end)
    let words = keyword == .indirect ? ["あり", "を含む"] : ["以上", "と同じ", "以下"]
    return Diagnostic(
      "E17", Message(ja: "「\(word)」の後の比べ方がありません", en: "Comparison word missing after \(word)"), at: place,
      fixes: valueEnd == nil
        ? words.map { FixIt(Message(same: $0)) }
        : words.map { FixIt(replace: place, with: " \($0)", label: Message(same: $0)) })
  }

  fileprivate static func secondBound(_ span: Span, _ left: Expression, _ tokens: [Token], _ position: Int)
    -> Diagnostic
  {
    var fixes: [FixIt] = []
    if case .name(let name) = left.kind {
      let words = Message(ja: "かつ \(name.text) が", en: "and \(name.text) が")
      fixes.append(
        FixIt(
          words, edits: [FixIt.Edit(Span(span.start, span.start), Message(ja: words.ja + " ", en: words.en + " "))]))
    }
    let text: String
    if case .number(let literal) = tokens[position].kind {
      text = literal.digits + (literal.unit ?? "")
    } else {
      text = ""
    }
    return Diagnostic(
      "E32", Message(ja: "ここに「\(text)」は続けられません", en: "\(text) cannot follow here"), at: span,
      notes: [Message(ja: "上と下の両方で区切るときは「〜 の範囲」も使えます。", en: "For a lower and an upper bound, in a..b also works.")],
      fixes: fixes)
  }
}

extension Token {
  /// The comparison that a sign stands for: `=`, `>=`.
  var comparator: Comparator? {
    switch kind {
    case .symbol(.equal): .equal
    case .symbol(.notEqual): .notEqual
    case .symbol(.less): .less
    case .symbol(.lessOrEqual): .lessOrEqual
    case .symbol(.greater): .greater
    case .symbol(.greaterOrEqual): .greaterOrEqual
    default: nil
    }
  }
}

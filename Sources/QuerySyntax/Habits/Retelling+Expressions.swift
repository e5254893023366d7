internal import Diagnostics

extension Retelling {
  /// What begins at a token and is said otherwise here; nil where it may stay.
  mutating func expression(at place: Int, until end: Int) -> Piece? {
    if typed.isSymbol(place, .equal), isInFilter(place), let piece = looseList(at: place, until: end) { return piece }
    if let piece = sign(at: place) { return piece }
    guard let word = typed.word(place) else { return nil }
    if let side = sides[typed.text(place)], typed.isSymbol(place + 1, .dot), place + 2 < end {
      return Piece(text: side + typed.text(place + 2), next: place + 3)
    }
    switch word {
    case "is": return missingTest(at: place, until: end)
    case "like", "ilike", "rlike", "regexp": return likeness(at: place, negated: false)
    case "between": return between(at: place, until: end, negated: false)
    case "not":
      if typed.isWord(place + 1, "like", "ilike") { return likeness(at: place + 1, negated: true) }
      if typed.isWord(place + 1, "between") { return between(at: place + 1, until: end, negated: true) }
    case "in": if let piece = membership(at: place) ?? looseList(at: place, until: end) { return piece }
    case "case": return choice(at: place, until: end)
    case "count", "件数": if let piece = count(at: place) { return piece }
    case "n" where typed.isSymbol(place + 1, .openParenthesis) && typed.isSymbol(place + 2, .closeParenthesis):
      return Piece(text: "count()", next: place + 3)
    case "null", "na", "nil":
      if isBehindComparison(place) { return Piece(text: "missing", next: place + 1) }
    default: break
    }
    return loudWord(at: place)
  }

  /// `AND`, `DESC`, `IS`: words of the language in capitals.
  private func loudWord(at place: Int) -> Piece? {
    guard let typedWord = typed.tokens[place].word, let word = typed.word(place), word != typedWord,
      word.utf8.allSatisfy({ $0 < 0x80 }), Keyword.isSpelling(word)
    else { return nil }
    return Piece(text: word, next: place + 1)
  }

  private func sign(at place: Int) -> Piece? {
    if typed.isSymbol(place, .andAnd) { return Piece(text: "and", next: place + 1) }
    if typed.isSymbol(place, .orOr) {
      // Between verbs, one bar too many.
      let isVerb =
        typed.word(place + 1).map { grammar.isVerb($0) && grammar.function($0) == nil || $0 == "count" } ?? false
      return Piece(text: isVerb ? "|" : "or", next: place + 1)
    }
    if typed.isUnreadable(place, "!") || typed.isUnreadable(place, "！") {
      return typed.isSymbol(place + 1, .equal) ? nil : Piece(text: "not", next: place + 1)
    }
    if typed.isUnreadable(place, "&"), hasComparison(before: place) { return Piece(text: "and", next: place + 1) }
    return nil
  }

  private func isBehindComparison(_ place: Int) -> Bool {
    guard place > 0, case .symbol(let symbol) = typed.tokens[place - 1].kind else { return false }
    return symbol == .equal || symbol == .notEqual
  }

  /// Whether a place belongs to a verb that takes a condition.
  private func isInFilter(_ place: Int) -> Bool {
    let pipe = typed.tokens[..<place].lastIndex { $0.isSymbol(.pipe) } ?? -1
    return typed.isWord(pipe + 1, "where", "filter", "having", "expect", "絞込", "絞り込み", "抽出", "確認")
  }

  /// Whether something is compared before a sign, so that it joins conditions.
  private func hasComparison(before place: Int) -> Bool {
    // Elsewhere an equals sign may only name a column.
    guard isInFilter(place) else { return false }
    for index in typed.tokens[..<place].indices.reversed() {
      if typed.tokens[index].comparator != nil { return true }
      switch typed.tokens[index].kind {
      case .symbol(.pipe), .symbol(.comma), .symbol(.colon): return false
      default: continue
      }
    }
    return false
  }

  // MARK: Forms of SQL

  /// `is null`, `IS NOT NULL`.
  private func missingTest(at place: Int, until end: Int) -> Piece? {
    let isNegated = typed.isWord(place + 1, "not")
    let next = isNegated ? place + 2 : place + 1
    guard next < end, typed.isWord(next, "null", "na", "empty", "blank") else { return nil }
    return Piece(text: isNegated ? "is present" : "is missing", next: next + 1)
  }

  /// `like '%市民%'`: contains, starts, or a pattern.
  private func likeness(at place: Int, negated: Bool) -> Piece? {
    guard place + 1 < typed.count, case .string(_, let raw) = typed.tokens[place + 1].kind else { return nil }
    let not = negated ? "not " : ""
    let body = raw.drop { $0 == "%" || $0 == "*" }
    let inner = String(body.reversed().drop { $0 == "%" || $0 == "*" }.reversed())
    let (isOpenLeft, isOpenRight) = (body.count < raw.count, inner.count < body.count)
    let quoted = { (text: String) in Formatter(.en).quoted(text) }
    let text: String
    if inner.contains(where: { "%_*?".contains($0) }) {
      guard typed.isWord(place, "like", "ilike") else { return nil }
      let pattern = Self.pattern(inner)
      text = "matches " + quoted((isOpenLeft ? "" : "^") + pattern + (isOpenRight ? "" : "$"))
    } else if !typed.isWord(place, "like", "ilike") {
      text = "matches " + quoted(raw)
    } else {
      switch (isOpenLeft, isOpenRight) {
      case (true, true): text = "contains " + quoted(inner)
      case (false, true): text = "starts " + quoted(inner)
      case (true, false): text = "matches " + quoted(Self.pattern(inner) + "$")
      case (false, false): return Piece(text: (negated ? "!= " : "= ") + quoted(inner), next: place + 2)
      }
    }
    return Piece(text: not + text, next: place + 2)
  }

  /// The wildcards of SQL as a regular expression.
  private static func pattern(_ text: String) -> String {
    var pattern = ""
    for character in text {
      switch character {
      case "%", "*": pattern += ".*"
      case "_", "?": pattern += "."
      case ".", "+", "(", ")", "[", "]", "{", "}", "^", "$", "|", "\\": pattern += "\\" + String(character)
      default: pattern.append(character)
      }
    }
    return pattern
  }

  /// `between A and B` → `in A..B`
  private mutating func between(at place: Int, until end: Int, negated: Bool) -> Piece? {
    guard let and = typed.first(in: place + 1..<end, where: { typed.isWord($0, "and") }), and > place + 1 else {
      return nil
    }
    let close =
      typed.first(in: and + 1..<end) { index in
        typed.isWord(index, "and", "or", "then", "else", "group", "order", "limit", "having")
          || typed.isSymbol(index, .comma) || typed.isSymbol(index, .pipe) || typed.isSymbol(index, .closeParenthesis)
          || typed.isSymbol(index, .andAnd) || typed.isSymbol(index, .orOr)
      } ?? end
    guard close > and + 1 else { return nil }
    let text = "\(negated ? "not " : "")in \(self.text(place + 1..<and))..\(self.text(and + 1..<close))"
    return Piece(text: text, next: close)
  }

  /// `in (A, B)` → `in [A, B]`; a list without brackets up to the end of the verb gets them.
  private mutating func membership(at place: Int) -> Piece? {
    guard typed.isSymbol(place + 1, .openParenthesis), let close = typed.partner(of: place + 1),
      !typed.isWord(place + 2, "select"), close > place + 2
    else { return nil }
    if typed.first(in: place + 2..<close, where: { typed.isSymbol($0, .pipe) }) != nil { return nil }
    let isList = typed.parts(of: place + 2..<close).count > 1
    // `in (R3..R5)` can be read; a list in parentheses cannot.
    guard isList || typed.tokens[place].word != "in" else { return nil }
    return Piece(text: "in [\(text(place + 2..<close))]", next: close + 1)
  }

  /// `in A, B` to the end of the verb: a list without its brackets.
  private func looseList(at place: Int, until end: Int) -> Piece? {
    let parts = typed.parts(of: place + 1..<end)
    guard parts.count > 1, parts.allSatisfy({ $0.count == 1 && typed.tokens[$0.lowerBound].isValue }) else {
      return nil
    }
    return Piece(text: "in [\(typed.text(place + 1..<end))]", next: end)
  }

  /// `case when A then x else y end` → `if A then x else y`
  private mutating func choice(at place: Int, until end: Int) -> Piece? {
    guard typed.isWord(place + 1, "when"),
      let last = typed.first(in: place + 1..<end, where: { typed.isWord($0, "end") })
    else { return nil }
    var text = ""
    var start = place + 1
    while typed.isWord(start, "when") {
      guard let then = typed.first(in: start..<last, where: { typed.isWord($0, "then") }) else { return nil }
      let next = typed.first(in: then + 1..<last) { typed.isWord($0, "when", "else") } ?? last
      text += "if \(self.text(start + 1..<then)) then \(self.text(then + 1..<next)) else "
      start = next
    }
    text += typed.isWord(start, "else") ? self.text(start + 1..<last) : "missing"
    // What follows must not become a part of the last choice.
    let isWhole = last + 1 >= end || typed.isSymbol(last + 1, .comma) || typed.isWord(last + 1, "as")
    return Piece(text: isWhole && place == lowestOperand(place) ? text : "(\(text))", next: last + 1)
  }

  /// The place itself where nothing before binds to the value there, an operator's operand otherwise.
  private func lowestOperand(_ place: Int) -> Int {
    guard place > 0, case .symbol(let symbol) = typed.tokens[place - 1].kind else { return place }
    let loose: Set<Symbol> = [.equal, .comma, .colon, .openParenthesis, .openBracket, .pipe]
    return loose.contains(symbol) ? place : -1
  }

  /// `count(*)`, `count(1)`, `count(distinct x)`.
  private mutating func count(at place: Int) -> Piece? {
    guard typed.isSymbol(place + 1, .openParenthesis), let close = typed.partner(of: place + 1) else { return nil }
    let inner = place + 2..<close
    if inner.count == 1, typed.isSymbol(place + 2, .star) || typed.text(place + 2) == "1" {
      return Piece(text: typed.text(place).lowercased() + "()", next: close + 1)
    }
    if inner.count > 1, typed.isWord(place + 2, "distinct") {
      return Piece(text: "count_distinct(\(text(place + 3..<close)))", next: close + 1)
    }
    return nil
  }
}

extension Token {
  /// A name or literal that can stand in a list by itself.
  fileprivate var isValue: Bool {
    switch kind {
    case .word, .quotedName, .number, .year, .string: true
    default: false
    }
  }
}

internal import PolicyModel

extension Retelling {
  /// A verb with what stands behind it, in our words; empty for one that says nothing.
  mutating func verb(_ segment: Range<Int>) -> String {
    let first = segment.lowerBound
    guard !segment.isEmpty, let word = typed.word(first) else { return text(segment) }
    if let spoken = SpokenVerbs(columns: columns).said(typed.text(segment)) {
      changes += 1
      return spoken
    }
    if let condition = condition(segment, word) { return condition }
    if ["remove", "drop", "delete"].contains(word), typed.isWord(first + 1, "duplicates", "duplicate"),
      segment.count == 2
    {
      changes += 1
      return "distinct"
    }
    if let kind = VerbHabits.joins[word], typed.isWord(first + 1, "join") || typed.isWord(first + 2, "join"), let kind {
      let start = typed.isWord(first + 1, "join") ? first + 2 : first + 3
      // The join may stand behind a pipe: left | join.
      if start > segment.upperBound { return text(segment) }
      changes += 1
      return kind + " " + joined(start..<segment.upperBound)
    }
    let plain = grammar.isVerb(word) ? word : VerbHabits.spoken(word, grammar) ?? word
    guard let shape = VerbHabits.shapes[plain] else {
      if plain == typed.tokens[first].word { return text(segment) }
      changes += 1
      return (plain + " " + text(first + 1..<segment.upperBound)).trimmingBlanks
    }
    let before = changes
    let said = say(shape, unwrapped(first + 1..<segment.upperBound))
    // As typed, where nothing had to be changed after all.
    if said.hasPrefix(typed.text(first) + " ") || said == typed.text(first) {
      return changes > before ? said : typed.text(segment)
    }
    changes += 1
    return said
  }

  /// `| progress = A`: a condition without its verb.
  private mutating func condition(_ segment: Range<Int>, _ word: String) -> String? {
    let first = segment.lowerBound
    guard segment.count > 2, !grammar.isVerb(word), columns.contains(typed.tokens[first].word ?? "") else { return nil }
    let next = typed.tokens[first + 1]
    guard next.comparator != nil || ["が", "は", "is", "in", "contains"].contains(next.word) else { return nil }
    changes += 1
    return (isJapanese(typed.text(first)) ? "絞込 " : "where ") + text(segment)
  }

  /// What stands in parentheses of its own: `filter(x = 1)`.
  private mutating func unwrapped(_ range: Range<Int>) -> Range<Int> {
    guard typed.isSymbol(range.lowerBound, .openParenthesis), range.count > 2,
      typed.partner(of: range.lowerBound) == range.upperBound - 1
    else { return range }
    changes += 1
    return range.lowerBound + 1..<range.upperBound - 1
  }

  private mutating func say(_ shape: VerbHabits.Shape, _ rest: Range<Int>) -> String {
    switch shape {
    case .plain(let verb): return verb + " " + text(rest)
    case .rows(let verb): return rows(verb, rest)
    case .sort(let verb, let descends): return sort(verb, rest, descends: descends)
    case .items(let verb): return items(verb, rest)
    case .group(let verb): return group(verb, rest)
    case .aggregate(let function, let isJapanese): return aggregate(function, rest, isJapanese: isJapanese)
    case .rename(let verb): return rename(verb, rest)
    case .distinct(let verb): return distinct(verb, rest)
    case .count(let verb): return count(verb, rest)
    case .join(let verb): return verb + " " + joined(rest)
    }
  }

  private mutating func rows(_ verb: String, _ rest: Range<Int>) -> String {
    var rest = rest
    // head -n 5
    if rest.count > 1, typed.isSymbol(rest.lowerBound, .minus), typed.isWord(rest.lowerBound + 1, "n") {
      changes += 1
      rest = rest.lowerBound + 2..<rest.upperBound
    }
    if rest.isEmpty {
      changes += 1
      return verb + " 10"
    }
    let number = text(rest.lowerBound..<rest.lowerBound + 1)
    let behind = rest.lowerBound + 1
    if typed.isWord(behind, "row", "rows", "lines") {
      changes += 1
      return verb + " " + number + (behind + 1 < rest.upperBound ? " " + text(behind + 1..<rest.upperBound) : "")
    }
    // top 5 by x: the largest.
    if typed.isWord(rest.lowerBound - 1, "top"), typed.isWord(behind, "by"), behind + 1 < rest.upperBound {
      return sort("sort", behind + 1..<rest.upperBound, descends: true) + " | " + verb + " " + number
    }
    return verb + " " + text(rest)
  }

  private mutating func sort(_ verb: String, _ rest: Range<Int>, descends: Bool) -> String {
    var rest = rest
    if typed.isWord(rest.lowerBound, "by") {
      changes += 1
      rest = rest.lowerBound + 1..<rest.upperBound
    }
    return verb + " " + typed.parts(of: rest).map { sortKey($0, descends: descends) }.joined(separator: ", ")
  }

  mutating func sortKey(_ range: Range<Int>, descends: Bool = false) -> String {
    guard let first = range.first else { return "" }
    var inner = range
    var isDescending = descends
    if typed.isWord(first, "desc", "asc"), typed.isSymbol(first + 1, .openParenthesis),
      typed.partner(of: first + 1) == range.upperBound - 1
    {
      changes += 1
      isDescending = typed.isWord(first, "desc")
      inner = first + 2..<range.upperBound - 1
    } else if typed.isWord(range.upperBound - 1, "descending", "desc"), range.count > 1 {
      let isPlain = typed.tokens[range.upperBound - 1].word == "desc" && !descends && !typed.isSymbol(first, .minus)
      if isPlain { return text(range) }
      changes += 1
      isDescending = true
      inner = first..<range.upperBound - 1
    } else if typed.isWord(range.upperBound - 1, "ascending", "asc"), range.count > 1 {
      if typed.tokens[range.upperBound - 1].word == "asc" { return text(range) }
      changes += 1
      isDescending = false
      inner = first..<range.upperBound - 1
    }
    let text = text(inner)
    if !isDescending { return text }
    if typed.isSymbol(inner.lowerBound, .minus) { return text }
    return inner.count == 1 || typed.isSymbol(inner.lowerBound + 1, .openParenthesis) ? "-" + text : "-(\(text))"
  }

  // MARK: Items

  private mutating func items(_ verb: String, _ rest: Range<Int>) -> String {
    if typed.isWord(rest.lowerBound, "distinct"), rest.count > 1 {
      changes += 1
      return "distinct " + text(rest.lowerBound + 1..<rest.upperBound)
    }
    var parts = typed.parts(of: rest)
    // `select *` says nothing, `select *, x = 1` adds a column.
    if parts.contains(where: { isStar($0) }) {
      changes += 1
      parts.removeAll { isStar($0) }
      if parts.isEmpty { return "" }
      return "derive " + parts.map { item($0) }.joined(separator: ", ")
    }
    return verb + " " + parts.map { item($0) }.joined(separator: ", ")
  }

  func isStar(_ range: Range<Int>) -> Bool { range.count == 1 && typed.isSymbol(range.lowerBound, .star) }

  /// `x as y` → `y = x`
  mutating func item(_ range: Range<Int>) -> String {
    let last = range.upperBound - 1
    guard range.count > 2, typed.isWord(last - 1, "as"), typed.tokens[last].isName, !isUnit(last) else {
      return text(range)
    }
    changes += 1
    return "\(typed.text(last)) = \(text(range.lowerBound..<last - 1))"
  }

  private func isUnit(_ index: Int) -> Bool { typed.tokens[index].word.flatMap { Unit.named($0) } != nil }

  private mutating func group(_ verb: String, _ rest: Range<Int>) -> String {
    var rest = rest
    let colon = typed.first(in: rest) { typed.isSymbol($0, .colon) }
    if typed.isWord(rest.lowerBound, "by"), typed.tokens.indices.contains(rest.lowerBound + 1),
      colon != rest.lowerBound + 1
    {
      changes += 1
      rest = rest.lowerBound + 1..<rest.upperBound
    }
    if let colon {
      let items = typed.parts(of: colon + 1..<rest.upperBound).map { item($0) }.joined(separator: ", ")
      return "\(verb) \(text(rest.lowerBound..<colon)): \(items)"
    }
    changes += 1
    // summarize n = count() by x
    if let by = typed.first(in: rest, where: { typed.isWord($0, "by") }), by > rest.lowerBound {
      return "\(verb) \(text(by + 1..<rest.upperBound)): \(list(rest.lowerBound..<by))"
    }
    // group K sum X: a call without its parentheses.
    if let call = rest.dropFirst().first(where: { isBareCall($0, before: rest.upperBound) }) {
      let value = text(call + 1..<rest.upperBound)
      return "\(verb) \(text(rest.lowerBound..<call)): \(typed.text(call))(\(value))"
    }
    // The colon stands before the first name being made, or call.
    guard let start = typed.first(in: rest, where: { isItemName($0) }) else {
      return rest.isEmpty ? verb : "\(verb) \(text(rest)): count()"
    }
    let end = start > rest.lowerBound && typed.isSymbol(start - 1, .comma) ? start - 1 : start
    let keys = end > rest.lowerBound ? " " + text(rest.lowerBound..<end) : ""
    return "\(verb)\(keys): \(list(start..<rest.upperBound))"
  }

  private mutating func list(_ range: Range<Int>) -> String {
    typed.parts(of: range).map { item($0) }.joined(separator: ", ")
  }

  private func isBareCall(_ index: Int, before end: Int) -> Bool {
    guard index + 2 == end, case .aggregate? = typed.word(index).flatMap({ VerbHabits.shapes[$0] }) else {
      return false
    }
    return typed.tokens[index + 1].isName
  }

  private func isItemName(_ index: Int) -> Bool {
    typed.tokens[index].isName && (typed.isSymbol(index + 1, .equal) || typed.isSymbol(index + 1, .openParenthesis))
  }

  private mutating func aggregate(_ function: String, _ rest: Range<Int>, isJapanese: Bool) -> String {
    // Of what, nobody can tell.
    if rest.isEmpty { return function }
    changes += 1
    let verb = isJapanese ? "集計" : "group"
    let by = typed.first(in: rest) { typed.isWord($0, "by", "ごと", "別", "毎") }
    let value = text(rest.lowerBound..<(by ?? rest.upperBound))
    let keys = by.map { " " + text($0 + 1..<rest.upperBound) } ?? ""
    return "\(verb)\(keys): \(function)(\(value))"
  }

  // MARK: The rest

  private mutating func rename(_ verb: String, _ rest: Range<Int>) -> String {
    let pairs = typed.parts(of: rest).map { pair -> String in
      guard pair.count == 3,
        typed.isWord(pair.lowerBound + 1, "to", "as") || typed.isSymbol(pair.lowerBound + 1, .arrow)
      else { return text(pair) }
      changes += 1
      return "\(typed.text(pair.upperBound - 1)) = \(typed.text(pair.lowerBound))"
    }
    return verb + " " + pairs.joined(separator: ", ")
  }

  private mutating func distinct(_ verb: String, _ rest: Range<Int>) -> String {
    if isStar(rest) {
      changes += 1
      return verb
    }
    if typed.isWord(rest.lowerBound, "on"), rest.count > 1 {
      changes += 1
      return "take 1 by " + text(unwrapped(rest.lowerBound + 1..<rest.upperBound))
    }
    return (verb + " " + text(rest)).trimmingBlanks
  }

  private mutating func count(_ verb: String, _ rest: Range<Int>) -> String {
    if isStar(rest) {
      changes += 1
      return verb
    }
    if typed.isWord(rest.lowerBound, "distinct", "unique"), rest.count > 1 {
      changes += 1
      return "distinct \(text(rest.lowerBound + 1..<rest.upperBound)) | \(verb)"
    }
    return (verb + " " + text(rest)).trimmingBlanks
  }

  /// `t using (k)`, `t on t.k = u.k`.
  mutating func joined(_ rest: Range<Int>) -> String {
    guard let using = typed.first(in: rest, where: { typed.isWord($0, "using", "by") }), using > rest.lowerBound else {
      return text(rest)
    }
    changes += 1
    return "\(text(rest.lowerBound..<using)) on \(text(unwrapped(using + 1..<rest.upperBound)))"
  }
}

internal import Diagnostics
internal import PolicyModel

/// Says in words of polsh what was typed in those of another tool; what needs no change stays as it was typed.
///
/// `filter(x == 1 && y like '%a%')` → `where x == 1 and y contains 'a'`
struct Retelling {
  let typed: TypedTokens
  let grammar: Grammar
  let tables: Set<String>
  /// The columns of the table that the statement begins with.
  let columns: Set<String>
  /// Where the error is: a verb that stands there lacks its pipe.
  let fault: Int?
  /// How many pieces were said otherwise.
  var changes = 0
  /// What stands before a dot, and what is to stand there instead: the names that SQL gives to tables.
  var sides: [String: String] = [:]

  init(_ typed: TypedTokens, _ parser: Parser, fault: Span?) {
    self.typed = typed
    grammar = parser.grammar
    tables = parser.scope.tables
    columns = parser.columns(ofTable: typed.count > 0 ? typed.tokens[0] : nil)
    self.fault = fault.flatMap { fault in typed.tokens.firstIndex { $0.span.start == fault.start } }
  }

  /// A piece of a new text: the tokens that it stands for end at `next`.
  struct Piece {
    var text: String
    var next: Int
  }

  /// The whole statement in polsh's words.
  mutating func statement() -> String {
    var segments = typed.parts(of: typed.all, at: .pipe)
    // `measure where x = 1`, `… | where x = 1 sort y`: the pipe was forgotten.
    for (place, segment) in segments.enumerated().reversed() {
      guard let cut = missingPipe(in: segment, isSource: place == 0) else { continue }
      changes += 1
      let (before, behind) = (segment.lowerBound..<cut, cut..<segment.upperBound)
      // `count by x where y = 1`: rows are kept before they are counted.
      let isLate =
        place > 0 && typed.isWord(cut, "where") && typed.isWord(segment.lowerBound, "count", "group", "distinct")
      segments.replaceSubrange(place...place, with: isLate ? [behind, before] : [before, behind])
    }
    var result: [String] = []
    if let condition = conditionBehindTable(segments[0]) {
      changes += 1
      let verb = isJapanese(typed.text(segments[0].lowerBound)) ? "絞込" : "where"
      segments[0] = segments[0].lowerBound..<condition.lowerBound
      segments.insert(condition, at: 1)
      result = [text(segments[0]), verb + " " + text(condition)]
      segments.removeFirst(2)
    }
    for segment in segments {
      let place = result.isEmpty ? 0 : 1
      let text = place == 0 ? self.text(segment) : verb(segment)
      // A verb that says nothing, `select *`, is left out.
      if place == 0 || !text.isEmpty { result.append(text) }
    }
    return result.joined(separator: " | ")
  }

  private func missingPipe(in segment: Range<Int>, isSource: Bool) -> Int? {
    if isSource, segment.count > 1, let table = typed.tokens[segment.lowerBound].word, tables.contains(table),
      isVerbLike(segment.lowerBound + 1)
    {
      return segment.lowerBound + 1
    }
    guard !isSource, let fault, segment.dropFirst(2).contains(fault), let word = typed.tokens[fault].word,
      grammar.isVerb(word.lowercased()), grammar.function(word) == nil
    else { return nil }
    return fault
  }

  /// `measure progress = A`: a condition right behind the table.
  private func conditionBehindTable(_ segment: Range<Int>) -> Range<Int>? {
    let start = segment.lowerBound
    guard segment.count > 3, let table = typed.tokens[start].word, tables.contains(table),
      typed.tokens[start + 1].isName
    else { return nil }
    let sign = typed.tokens[start + 2]
    return sign.comparator != nil || ["が", "は"].contains(sign.word) ? start + 1..<segment.upperBound : nil
  }

  func isJapanese(_ text: String) -> Bool { !text.utf8.allSatisfy { $0 < 0x80 } }

  private func isVerbLike(_ index: Int) -> Bool {
    guard let word = typed.word(index) else { return false }
    return grammar.isVerb(word) || VerbHabits.shapes[word] != nil
  }

  // MARK: Text

  /// What some tokens say, with expressions put right.
  mutating func text(_ range: Range<Int>) -> String {
    var result = ""
    var place = range.lowerBound
    while place < range.upperBound {
      if place > range.lowerBound { result += typed.gap(before: place).isEmpty ? "" : " " }
      if let piece = expression(at: place, until: range.upperBound) {
        changes += 1
        join(piece.text, to: &result)
        place = piece.next
        if place < range.upperBound, typed.gap(before: place).isEmpty, !startsTight(place) { result += " " }
      } else {
        result += typed.text(place)
        place += 1
      }
    }
    return result.trimmingBlanks
  }

  /// Puts a new piece behind a text, apart from a word or quote that it would touch.
  private func join(_ piece: String, to text: inout String) {
    if let last = text.last, !last.isWhitespace, !"([（［".contains(last), let first = piece.first, !")],".contains(first)
    {
      text += " "
    }
    text += piece
  }

  private func startsTight(_ index: Int) -> Bool {
    switch typed.tokens[index].kind {
    case .symbol(let symbol): [.closeParenthesis, .closeBracket, .comma, .pipe].contains(symbol)
    default: false
    }
  }
}

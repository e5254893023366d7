internal import Diagnostics

/// The tokens of a statement that could not be read, with the text they were typed in: what habits from elsewhere are
/// recognised by.
struct TypedTokens {
  let tokens: [Token]
  /// The statement as it was typed.
  let source: String
  /// Where it stands.
  let span: Span
  private let bytes: [UInt8]

  init(_ source: String, at start: Int, units: Set<String>) {
    self.source = source
    bytes = Array(source.utf8)
    span = Span(start, start + bytes.count)
    tokens = Lexer.tokens(of: source, units: units, inScript: true, start: start).filter { token in
      switch token.kind {
      case .newline, .end, .documentation: false
      default: true
      }
    }
  }

  var count: Int { tokens.count }
  var all: Range<Int> { 0..<tokens.count }

  /// The word there in lower case.
  func word(_ index: Int) -> String? {
    guard tokens.indices.contains(index) else { return nil }
    return tokens[index].word?.lowercased()
  }

  func isWord(_ index: Int, _ words: String...) -> Bool { word(index).map { words.contains($0) } ?? false }

  func isSymbol(_ index: Int, _ symbol: Symbol) -> Bool {
    tokens.indices.contains(index) && tokens[index].isSymbol(symbol)
  }

  /// A sign that could not be read: `!`, `&`, `\`.
  func isUnreadable(_ index: Int, _ sign: String) -> Bool {
    guard tokens.indices.contains(index), case .wrong = tokens[index].kind else { return false }
    return text(index) == sign
  }

  /// What was typed for a token.
  func text(_ index: Int) -> String { piece(tokens[index].span.start, tokens[index].span.end) }

  /// What was typed for some tokens, with what stands between them.
  func text(_ range: Range<Int>) -> String {
    guard let first = range.first, let last = range.last else { return "" }
    return piece(tokens[first].span.start, tokens[last].span.end)
  }

  /// What stands between a token and the one before.
  func gap(before index: Int) -> String {
    index > 0 ? piece(tokens[index - 1].span.end, tokens[index].span.start) : ""
  }

  /// Whether two tokens stand together without a blank.
  func touch(_ index: Int, _ next: Int) -> Bool {
    tokens.indices.contains(index) && tokens.indices.contains(next)
      && tokens[index].span.end == tokens[next].span.start
  }

  private func piece(_ from: Int, _ to: Int) -> String {
    let range = max(0, from - span.start)..<max(0, min(bytes.count, to - span.start))
    return String(validating: bytes[range], as: UTF8.self) ?? ""
  }

  /// The bracket that closes the one at an index.
  func partner(of index: Int) -> Int? {
    var depth = 0
    for place in index..<tokens.count {
      switch tokens[place].kind {
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket):
        depth -= 1
        if depth == 0 { return place }
      default: continue
      }
    }
    return nil
  }

  /// The first token of a range, outside all brackets, that fits.
  func first(in range: Range<Int>, where fits: (Int) -> Bool) -> Int? {
    var place = range.lowerBound
    while place < range.upperBound {
      if fits(place) { return place }
      if isSymbol(place, .openParenthesis) || isSymbol(place, .openBracket), let end = partner(of: place) {
        place = end
      }
      place += 1
    }
    return nil
  }

  /// The parts of a range between commas (or pipes) outside all brackets.
  func parts(of range: Range<Int>, at symbol: Symbol = .comma) -> [Range<Int>] {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    while let end = first(in: start..<range.upperBound, where: { isSymbol($0, symbol) }) {
      parts.append(start..<end)
      start = end + 1
    }
    return parts + [start..<range.upperBound]
  }
}

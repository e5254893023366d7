internal import Diagnostics

/// Decides which line ends end a statement.
///
/// A line end does not count inside ( ) and [ ], after `|`, a comma or an operator, nor, in a script, when the next line
/// begins with `|`. The comments of a line end that does not count go to the token behind it.
enum LineEnds {
  static func significant(_ tokens: [Token], inScript: Bool) -> [Token] {
    var result: [Token] = []
    result.reserveCapacity(tokens.count)
    var depth = 0
    var waiting: [Comment] = []
    for (place, token) in tokens.enumerated() {
      switch token.kind {
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth = max(0, depth - 1)
      case .symbol(.semicolon): depth = 0
      case .newline:
        guard goesOn(tokens, at: place, result.last, depth: depth, inScript: inScript) else { break }
        waiting += token.comments
        continue
      case .documentation(let text):
        guard goesOn(tokens, at: place, result.last, depth: depth, inScript: inScript) else { break }
        waiting += token.comments + [Comment(text: text, isTrailing: false, end: token.span.end)]
        continue
      default: break
      }
      var kept = token
      if !waiting.isEmpty {
        kept.comments = waiting + kept.comments
        waiting = []
      }
      result.append(kept)
    }
    return result
  }

  /// Whether the statement goes on behind the line end, or the line of documentation, at a place.
  private static func goesOn(
    _ tokens: [Token], at place: Int, _ last: Token?, depth: Int, inScript: Bool
  ) -> Bool {
    if depth > 0 { return true }
    guard let last else { return false }
    switch last.kind {
    case .newline, .documentation, .symbol(.semicolon): return false
    default: break
    }
    return last.wantsMore || (inScript && nextBeginsWithPipe(tokens, after: place))
  }

  /// Whether a line typed so far cannot be complete: an open parenthesis, or an operator at its end.
  static func isUnfinished(_ tokens: [Token]) -> Bool {
    var depth = 0
    var last: Token?
    for token in tokens {
      switch token.kind {
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth = max(0, depth - 1)
      case .wrong: return false
      case .newline, .end: continue
      default: break
      }
      last = token
    }
    return depth > 0 || last?.wantsMore == true
  }

  private static func nextBeginsWithPipe(_ tokens: [Token], after place: Int) -> Bool {
    var index = place + 1
    while index < tokens.count {
      switch tokens[index].kind {
      case .newline, .documentation: index += 1
      default: return tokens[index].isSymbol(.pipe)
      }
    }
    return false
  }
}

extension Token {
  /// Tokens behind which something must follow.
  var wantsMore: Bool {
    switch kind {
    case .symbol(let symbol):
      switch symbol {
      case .closeParenthesis, .closeBracket, .semicolon, .percent: false
      default: true
      }
    case .word(let word):
      switch Keyword.reserved(word) {
      case .if, .then, .else, .not, .and, .or: true
      default: false
      }
    default: false
    }
  }
}

/// Whether a typed line should be continued on the next: `取組 |`, `(`, `x +`.
public func needsMoreInput(_ text: String) -> Bool {
  var lexer = Lexer(text)
  lexer.run()
  return LineEnds.isUnfinished(lexer.tokens)
}

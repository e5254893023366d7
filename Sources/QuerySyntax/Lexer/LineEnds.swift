/// Decides which line ends end a statement.
///
/// A line end does not count inside ( ) and [ ], after `|`, a comma or an operator, nor, in a script, when the next line
/// begins with `|`.
enum LineEnds {
  static func significant(_ tokens: [Token], inScript: Bool) -> [Token] {
    var result: [Token] = []
    result.reserveCapacity(tokens.count)
    var depth = 0
    for (place, token) in tokens.enumerated() {
      switch token.kind {
      case .symbol(.openParenthesis), .symbol(.openBracket): depth += 1
      case .symbol(.closeParenthesis), .symbol(.closeBracket): depth = max(0, depth - 1)
      case .symbol(.semicolon): depth = 0
      case .newline:
        if depth > 0 { continue }
        if let last = result.last, last.wantsMore { continue }
        if inScript, nextBeginsWithPipe(tokens, after: place), !result.isEmpty, result.last?.kind != .newline {
          continue
        }
      default: break
      }
      result.append(token)
    }
    return result
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
    while index < tokens.count, tokens[index].kind == .newline { index += 1 }
    return index < tokens.count && tokens[index].isSymbol(.pipe)
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

internal import QueryLanguage
internal import QuerySyntax

/// The innermost pipeline that the cursor is in, and where in it.
///
/// In `measure | join (cost | where ` the pipeline is `cost`, and the cursor stands behind the verb `where`.
struct QueryPlace {
  /// The first lexeme of the pipeline.
  var start: Int
  /// Its pipes, as places among the lexemes; empty while the cursor is at its source.
  var pipes: [Int] = []

  /// The first lexeme behind the last pipe, or of the source.
  var current: Int { pipes.last.map { $0 + 1 } ?? start }

  private struct Frame {
    var place: QueryPlace
    var isQuery: Bool
  }

  /// - Parameter start: the lexeme where the statement's query begins.
  static func find(in lexemes: [Lexeme], from start: Int) -> QueryPlace {
    var frames = [Frame(place: QueryPlace(start: start), isQuery: true)]
    for (index, lexeme) in lexemes.enumerated().dropFirst(start) {
      let last = frames.count - 1
      switch lexeme.kind {
      case .symbol(.openParenthesis):
        let isQuery = frames[last].isQuery && takesQuery(lexemes, frames[last].place, at: index)
        frames.append(Frame(place: QueryPlace(start: index + 1), isQuery: isQuery))
      case .symbol(.openBracket): frames.append(Frame(place: QueryPlace(start: index + 1), isQuery: false))
      case .symbol(.closeParenthesis), .symbol(.closeBracket): if last > 0 { frames.removeLast() }
      case .symbol(.pipe):
        // A pipe in parentheses: they hold a query after all.
        frames[last].isQuery = true
        frames[last].place.pipes.append(index)
      default: break
      }
    }
    return (frames.last { $0.isQuery } ?? frames[0]).place
  }

  /// Whether a parenthesis there begins a query: as the source, or where a verb takes a table.
  private static func takesQuery(_ lexemes: [Lexeme], _ place: QueryPlace, at index: Int) -> Bool {
    guard !place.pipes.isEmpty else { return index == place.start }
    guard let verb = VerbRegistry.verb(lexemes[place.current].text), index > place.current else { return false }
    let isFirst = !lexemes[place.current..<index].contains { $0.isSymbol(.openParenthesis) }
    return isFirst
      && verb.grammar.pieces.contains { piece in
        if case .query = piece { return true }
        return false
      }
  }
}

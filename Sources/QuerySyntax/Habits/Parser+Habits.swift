internal import Diagnostics

extension Parser {
  /// The statement that begins at a place and ends here, for habits to be recognised; nil where nobody asks for them.
  func typedStatement(from start: Int) -> TypedTokens? {
    let span = Span(start, token.span.start)
    if isTrial || span.end - span.start > Habits.longest { return nil }
    return TypedTokens(sourceText(span).trimmingBlanks, at: start, units: scope.units)
  }

  /// A text as one statement in each language, on one line; nil where it cannot be read here.
  func said(_ text: String) -> Message? {
    var trial = Parser(text, grammar: grammar, scope: scope, inScript: true)
    trial.isTrial = true
    guard let statement = try? trial.next() else {
      return trial.isAtEnd && trial.closing != [] ? Message(same: text) : nil
    }
    guard trial.isAtEnd, statement.loneTable.map({ scope.tables.contains($0.text) }) ?? true else { return nil }
    if !statement.closing.isEmpty { return Message(same: text) }
    func printed(_ formatter: Formatter) -> String {
      if case .query(let query) = statement.kind { return formatter.query(query, grammar) }
      return formatter.statement(statement, grammar)
    }
    return Message(ja: printed(Formatter(.ja)), en: printed(Formatter(.en)))
  }

  /// The columns of a table, where a token names one.
  func columns(ofTable token: Token?) -> Set<String> {
    guard let token, let word = token.word, scope.tables.contains(word) else { return [] }
    return scope.names(after: Query(source: .table(Name(word, token)), verbs: [], span: token.span)).columns
  }
}

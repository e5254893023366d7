public import Diagnostics
internal import PolicyModel
internal import PolshText

extension Formatter {
  /// A statement as it stands alone, with what stands before it: on one line, or one verb a line where it is wide or commented.
  public func statement(_ statement: Statement, _ grammar: Grammar) -> String {
    var formatter = self
    formatter.grammar = grammar
    return formatter.lines(statement, isContinued: false).joined(separator: "\n")
  }

  /// - Parameter isContinued: whether a statement follows that begins with `|`, which must not become a part of this one.
  private func lines(_ statement: Statement, isContinued: Bool) -> [String] {
    var lines = statement.leading.map { trivia($0) } + self.lines(statement.kind)
    lines[lines.count - 1] += (isContinued ? ";" : "") + closing(statement.closing)
    return lines
  }

  /// A whole script, with what stands behind its last statement.
  public func script(_ statements: [Statement], closing: [Trivia], _ grammar: Grammar) -> String {
    var formatter = self
    formatter.grammar = grammar
    var lines: [String] = []
    for (place, statement) in statements.enumerated() {
      let next = place + 1 < statements.count ? statements[place + 1] : nil
      lines += formatter.lines(statement, isContinued: next?.continuesPrevious == true)
    }
    return (lines + closing.map { trivia($0) }).map { $0 + "\n" }.joined()
  }

  /// A query on one line.
  public func query(_ query: Query, _ grammar: Grammar) -> String {
    var formatter = self
    formatter.grammar = grammar
    return formatter.query(query)
  }

  /// A comment, a line of documentation, a blank line.
  public func trivia(_ trivia: Trivia) -> String {
    switch trivia {
    case .comment(let text): text.isEmpty ? "#" : "# " + text
    case .documentation(let text): text.isEmpty ? "##" : "## " + text
    case .blankLine: ""
    }
  }

  /// Comments at the end of a line.
  func closing(_ comments: [String]) -> String { comments.map { "  " + trivia(.comment($0)) }.joined() }

  private func lines(_ kind: Statement.Kind) -> [String] {
    switch kind {
    case .parameter(let parameter): return [self.parameter(parameter)]
    case .letQuery(let made, let query): return lines(query, behind: letHead(made), inLet: true)
    case .letValue(let made, let value): return [letHead(made) + expression(value)]
    case .definition(let definition): return lines(definition)
    case .command(let command): return [self.command(command)]
    case .query(let query): return lines(query)
    }
  }

  private func letHead(_ made: Name) -> String { pick(StatementWord.let) + " " + name(made) + signs.equal }

  /// The spelling of the language, of an English and a Japanese one.
  private func pick(_ words: [String]) -> String { words[language == .ja ? 1 : 0] }

  private func parameter(_ parameter: ParameterDeclaration) -> String {
    var text = pick(StatementWord.parameter) + " " + name(parameter.name)
    if let type = parameter.type { text += signs.colon + " " + word(type) }
    text += signs.equal + expression(parameter.value)
    if let description = parameter.description { text += " " + quoted(description) }
    return text
  }

  /// The verbs of a query in which something stands at one of the places.
  public func verbs(of query: Query, at places: [Span], _ grammar: Grammar) -> [String] {
    var formatter = self
    formatter.grammar = grammar
    return query.verbs.filter { call in
      places.contains { $0.start >= call.span.start && $0.start < call.span.end }
    }.map { formatter.verb($0) }
  }

  func verb(_ call: VerbCall) -> String {
    if let arguments = call.macroArguments { return name(call.name) + signs.open + list(arguments) + signs.close }
    guard let verb = grammar?.verb(call.verb) else { return call.name.text }
    return self.call(word(verb.spelling), verb.pieces, call.arguments)
  }

  private func command(_ call: CommandCall) -> String {
    let parts = call.command.split(separator: " ").map(String.init)
    guard let first = parts.first,
      let command = grammar?.commands(first).first(where: { $0.second?.spellings.en.first == parts.dropFirst().first })
    else { return call.name.text }
    let second = command.second.map { " " + word($0) } ?? ""
    return self.call(word(command.spelling) + second, command.pieces, call.arguments)
  }

  /// A definition as `help` shows it.
  public func definition(_ definition: Definition, _ grammar: Grammar) -> String {
    var formatter = self
    formatter.grammar = grammar
    return formatter.lines(definition).joined(separator: "\n")
  }

  private func lines(_ definition: Definition) -> [String] {
    let parameters = definition.parameters.map { name($0) }.joined(separator: signs.comma)
    let head =
      pick(StatementWord.definition) + " " + name(definition.name) + signs.open + parameters + signs.close + signs.equal
    switch definition.body {
    case .expression(let value):
      let text = expression(value)
      let tokens = Lexer.tokens(of: text, inScript: true)
      // A column called like a verb, at the beginning, would read as that verb.
      guard let first = tokens.first?.word, grammar?.isVerb(first) == true, !tokens[1].isSymbol(.openParenthesis) else {
        return [head + text]
      }
      return [head + signs.open + text + signs.close]
    case .verbs(let calls): return lines(calls, behind: head)
    }
  }
}

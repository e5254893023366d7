internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

/// A command of the shell: what is done to the session rather than to a table.
struct Command: Sendable {
  var grammar: CommandGrammar
  /// One line, for lists.
  var summary: Message
  /// The page of `help` on it, where one line is not enough.
  var details: Message?
  /// What it does; nil for a command that is known and not there yet.
  var run: (@Sendable (CommandCall, Session) throws(Diagnostic) -> Void)?

  init(
    _ spelling: Spelling, second: Keyword? = nil, _ pieces: [Piece] = [], summary: Message,
    details: Message? = nil, run: (@Sendable (CommandCall, Session) throws(Diagnostic) -> Void)? = nil
  ) {
    grammar = CommandGrammar(spelling, second: second, pieces)
    self.summary = summary
    self.details = details
    self.run = run
  }

  /// The name it is looked up by: `load`, `show tables`.
  var name: String {
    [grammar.spelling.en, grammar.second?.spellings.en.first].compactMap { $0 }.joined(separator: " ")
  }
}

extension CommandCall {
  func string(_ slot: Slot) -> (raw: String, span: Span)? {
    if case .string(_, let raw, let span)? = arguments[slot] { return (raw, span) }
    return nil
  }

  func name(_ slot: Slot) -> Name? {
    if case .name(let name)? = arguments[slot] { return name }
    return nil
  }

  func keyword(_ slot: Slot) -> Keyword? {
    if case .keyword(let keyword, _)? = arguments[slot] { return keyword }
    return nil
  }

  func column(_ slot: Slot) -> ColumnName? {
    if case .columns(let columns)? = arguments[slot] { return columns.first }
    return nil
  }

  func values(_ slot: Slot) -> [NamedValue] {
    if case .values(let values)? = arguments[slot] { return values }
    return []
  }
}

extension Session {
  /// Carries out a command.
  func run(_ call: CommandCall) throws(Diagnostic) {
    guard let command = CommandRegistry.command(call.command) else { throw .notThereYet(call.name) }
    guard let action = command.run else { throw .notThereYet(call.name) }
    try action(call, self)
  }
}

internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

/// A command of the shell: what is done to the session rather than to a table.
struct Command: Sendable {
  var grammar: CommandGrammar
  /// One line, for lists.
  var summary: Message
  /// A few sentences, for `help COMMAND`.
  var details: Message?
  var examples: [HelpExample]
  /// Whether it changes what the session knows, so that `undo` takes it back.
  var changesSession: Bool
  /// For a command that is known and not there yet: what works instead.
  var meanwhile: Message?
  /// What it does; nil for a command that is known and not there yet.
  var run: (@Sendable (CommandCall, Session) throws(Diagnostic) -> Void)?

  init(
    _ spelling: Spelling, second: Keyword? = nil, _ pieces: [Piece] = [], summary: Message, details: Message? = nil,
    examples: [HelpExample] = [], changesSession: Bool = false, meanwhile: Message? = nil,
    run: (@Sendable (CommandCall, Session) throws(Diagnostic) -> Void)? = nil
  ) {
    grammar = CommandGrammar(spelling, second: second, pieces)
    self.summary = summary
    self.details = details
    self.examples = examples
    self.changesSession = changesSession
    self.meanwhile = meanwhile
    self.run = run
  }

  /// The name it is looked up by: `load`, `show tables`.
  var name: String {
    [grammar.spelling.en, grammar.second?.spellings.en.first].compactMap { $0 }.joined(separator: " ")
  }
}

extension Command {
  /// Its name in a language, both words of it.
  func spelled(_ language: Language) -> String {
    let spelling = grammar.spelling
    let first = language == .ja ? spelling.ja.first ?? spelling.en : spelling.en
    return first + (grammar.second.map { " " + $0.word[language] } ?? "")
  }

  /// Says that it is known, and what works until it is there.
  fileprivate func notThereYet(_ call: CommandCall) -> Diagnostic {
    if grammar.second == nil { return .notThereYet(call.name, instead: meanwhile) }
    return .notThereYet(
      Name(name, call.span), part: Message(ja: "「\(spelled(.ja))」", en: spelled(.en)), instead: meanwhile)
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
    guard let action = command.run else { throw command.notThereYet(call) }
    try action(call, self)
  }
}

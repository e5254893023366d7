public import Diagnostics
public import QuerySyntax

/// One question with its answer, shown in help and run as a test.
public struct Example: Sendable {
  /// The same question in both languages.
  public var en: String
  public var ja: String
  /// What it shows, in a few words.
  public var purpose: Message
  /// The answer as CSV with the session in English, lines joined by newlines; nil where the answer is not a table.
  public var result: String?

  public init(_ en: String, _ ja: String, _ purpose: Message, result: String? = nil) {
    self.en = en
    self.ja = ja
    self.purpose = purpose
    self.result = result
  }
}

/// A verb of the language: how it is written, what it is for, and how it turns one relation into the next.
///
/// A verb is one value in one file and one line in `VerbRegistry`; parser, formatter, completion, help and tests read it.
public struct Verb: Sendable {
  public var grammar: VerbGrammar
  /// One line, for lists.
  public var summary: Message
  /// A few sentences, for `help VERB`.
  public var details: Message
  public var examples: [Example]
  /// The new relation; nil for a verb that is known and not there yet.
  public var build: (@Sendable (VerbCall, Relation, inout Resolver) throws(Diagnostic) -> Relation)?

  public init(
    _ spelling: Spelling, _ pieces: [Piece], summary: Message, details: Message, examples: [Example] = [],
    build: (@Sendable (VerbCall, Relation, inout Resolver) throws(Diagnostic) -> Relation)? = nil
  ) {
    grammar = VerbGrammar(spelling, pieces)
    self.summary = summary
    self.details = details
    self.examples = examples
    self.build = build
  }
}

extension VerbCall {
  func expression(_ slot: Slot) -> Expression? {
    if case .expression(let value)? = arguments[slot] { return value }
    return nil
  }

  func items(_ slot: Slot) -> [Item] {
    if case .items(let items)? = arguments[slot] { return items }
    return []
  }

  func columns(_ slot: Slot) -> [ColumnName]? {
    if case .columns(let columns)? = arguments[slot] { return columns }
    return nil
  }

  func sortKeys(_ slot: Slot) -> [SortKey] {
    if case .sortKeys(let keys)? = arguments[slot] { return keys }
    return []
  }

  func renames(_ slot: Slot) -> [Rename] {
    if case .renames(let renames)? = arguments[slot] { return renames }
    return []
  }

  func string(_ slot: Slot) -> (value: String, raw: String, span: Span)? {
    if case .string(let value, let raw, let span)? = arguments[slot] { return (value, raw, span) }
    return nil
  }

  func flag(_ slot: Slot) -> Bool { arguments[slot] != nil }
}

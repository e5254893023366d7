public import Diagnostics

/// The two spellings of a verb, a command or a function; the first Japanese one is what the formatter prints.
public struct Spelling: Sendable, Hashable {
  public var en: String
  public var ja: [String]
  /// Further English spellings that are accepted.
  public var alsoEnglish: [String]

  public init(_ en: String, _ ja: String..., alsoEnglish: [String] = []) {
    self.en = en
    self.ja = ja
    self.alsoEnglish = alsoEnglish
  }

  public var all: [String] { [en] + alsoEnglish + ja }
}

/// The label of an argument within its verb or command: `keys`, `measure`.
public typealias Slot = String

/// One part of what may stand behind a verb or a command, as data: the parser, the formatter and completion all read it.
///
/// `take n [by K]` is `[.count("n"), .by("keys")]`.
public indirect enum Piece: Sendable {
  /// A condition or a value.
  case expression(Slot)
  /// `[NAME =] expr, …`
  case items(Slot)
  /// `new = old, …`
  case renames(Slot)
  case column(Slot)
  case columns(Slot)
  /// Columns before a colon, with or without ごと, possibly none.
  case groupKeys(Slot)
  case sortKeys(Slot)
  case joinKeys(Slot)
  /// `5`, `5件`, `$n`, or the argument of the `def` around it.
  case count(Slot)
  /// A name that the person makes up or refers to: a script, a new column.
  case name(Slot)
  /// A quoted text; file names go with it.
  case string(Slot, isFile: Bool)
  /// Quoted texts, bare words or parameters, with or without commas.
  case words(Slot)
  /// A table, or a query in parentheses, with an optional name.
  case query(Slot)
  /// A whole query to the end of the statement.
  case wholeQuery(Slot)
  /// An operand of sums: the two ends of `v1 -> v2`.
  case sum(Slot)
  case colon
  case arrow
  /// `by` or `×`.
  case cross
  case keyword(Keyword)
  /// True when the word stands there.
  case flag(Slot, Keyword)
  /// True when the word stands there and a name follows it.
  case flagBeforeName(Slot, Keyword)
  /// One of the words, kept as a keyword.
  case choice(Slot, [Keyword])
  /// One of several sequences, told apart by the keyword that leads each.
  case oneOf([[Piece]])
  /// Any of several sequences, each led by a keyword, in any order.
  case options([[Piece]])
  /// `2` or `2..3`.
  case lineRange(Slot)
  /// The sequence, if its first piece stands there.
  case optional([Piece])
  /// `by K` or `Kごと`.
  case by(Slot)
  /// `better up`.
  case direction(Slot)
  /// `name=literal …`
  case arguments(Slot)
  /// Any one word, number or code: what help is asked for.
  case topic(Slot)
  /// All that stands up to the end of the statement, as typed: what help is asked for.
  case topicWords(Slot)
  /// The name of something outside the language, as far as it has no blanks: `utf-8`.
  case label(Slot)
  /// A line number: a whole number.
  case integer(Slot)
}

/// How a verb is written.
public struct VerbGrammar: Sendable {
  public var spelling: Spelling
  public var pieces: [Piece]

  public init(_ spelling: Spelling, _ pieces: [Piece]) {
    self.spelling = spelling
    self.pieces = pieces
  }
}

extension VerbGrammar {
  /// Whether another table, or a query, stands behind the verb.
  var takesTable: Bool {
    pieces.contains { piece in
      if case .query = piece { return true }
      return false
    }
  }
}

/// How a command is written; the first word after the command may be part of its name (`describe scale`).
public struct CommandGrammar: Sendable {
  public var spelling: Spelling
  public var second: Keyword?
  public var pieces: [Piece]

  public init(_ spelling: Spelling, second: Keyword? = nil, _ pieces: [Piece] = []) {
    self.spelling = spelling
    self.second = second
    self.pieces = pieces
  }
}

/// Everything the parser knows of the language besides expressions: made from the registries.
public final class Grammar: Sendable {
  public let verbs: [VerbGrammar]
  public let commands: [CommandGrammar]
  private let verbIndex: [String: Int]
  private let commandIndex: [String: [Int]]
  /// The spellings of a function, by each of them.
  private let functionIndex: [String: Spelling]

  public init(verbs: [VerbGrammar], commands: [CommandGrammar], functions: [Spelling]) {
    self.verbs = verbs
    self.commands = commands
    // Room for two or three spellings each: growing would hash all of them again, and every start makes these indexes.
    var verbIndex: [String: Int] = Dictionary(minimumCapacity: 3 * verbs.count)
    for (place, verb) in verbs.enumerated() { for word in verb.spelling.all { verbIndex[word] = place } }
    self.verbIndex = verbIndex
    var commandIndex: [String: [Int]] = Dictionary(minimumCapacity: 3 * commands.count)
    for (place, command) in commands.enumerated() {
      for word in command.spelling.all { commandIndex[word, default: []].append(place) }
    }
    self.commandIndex = commandIndex
    var functionIndex: [String: Spelling] = Dictionary(minimumCapacity: 3 * functions.count)
    for spelling in functions {
      for word in spelling.all where functionIndex[word] == nil { functionIndex[word] = spelling }
    }
    self.functionIndex = functionIndex
  }

  func isFunction(_ word: String) -> Bool { functionIndex[word] != nil }

  /// The function that a call names, also `SUM(x)` as spreadsheets have it.
  public func function(_ word: String) -> Spelling? {
    functionIndex[word] ?? (word.utf8.allSatisfy { $0 < 0x80 } ? functionIndex[word.lowercased()] : nil)
  }

  func verb(_ word: String) -> VerbGrammar? { verbIndex[word].map { verbs[$0] } }

  func isVerb(_ word: String) -> Bool { verbIndex[word] != nil }

  /// The commands that begin with the word.
  func commands(_ word: String) -> [CommandGrammar] { (commandIndex[word] ?? []).map { commands[$0] } }

  func isCommand(_ word: String) -> Bool { commandIndex[word] != nil }

  var verbWords: [String] { verbs.flatMap(\.spelling.all) }
}

/// What the parser asks about names while it reads: only for words that it cannot place by itself.
public protocol NameScope {
  /// Tables, `let` tables.
  var tables: Set<String> { get }
  /// Names made by `def`.
  var definitions: [String: DefinitionHead] { get }
  /// The columns, and the levels of their scales, that can be named behind the given verbs.
  func names(after query: Query) -> ScopeNames
  /// What is wrong with the verbs read so far, if anything: it comes before what is wrong behind them.
  func fault(in query: Query) -> Diagnostic?
  /// Why a name means nothing behind the given verbs.
  func unknown(_ name: Name, after query: Query) -> Diagnostic?
  /// Further units that the catalog names.
  var units: Set<String> { get }
  /// The columns and levels of all tables: what may be named in a `def`, whose rows nobody knows yet.
  var namesAnywhere: ScopeNames { get }
}

/// What is known of a `def` without its body.
public struct DefinitionHead: Sendable, Hashable {
  public var parameters: [String]
  /// Whether it stands for verbs rather than a value.
  public var isVerbs: Bool

  public init(parameters: [String], isVerbs: Bool) {
    self.parameters = parameters
    self.isVerbs = isVerbs
  }
}

/// The names in scope at one place of a pipeline.
public struct ScopeNames: Sendable {
  public var columns: Set<String>
  public var levels: Set<String>
  /// What may stand before a dot: the tables whose columns these are.
  public var sides: Set<String>

  public init(columns: Set<String> = [], levels: Set<String> = [], sides: Set<String> = []) {
    self.columns = columns
    self.levels = levels
    self.sides = sides
  }
}

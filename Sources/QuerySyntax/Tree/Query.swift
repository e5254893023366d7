public import Diagnostics
public import PolicyModel

/// `source | verb | verb`.
public struct Query: Sendable, Hashable {
  public indirect enum Source: Sendable, Hashable {
    case table(Name)
    case query(Query)
    /// A leading `|`: the previous result.
    case previous(Span)
  }

  public var source: Source
  public var verbs: [VerbCall]
  public var span: Span
  /// The comment at the end of the source's line.
  public var closing: [String] = []

  public init(source: Source, verbs: [VerbCall], span: Span) {
    self.source = source
    self.verbs = verbs
    self.span = span
  }
}

/// A verb with its arguments, by the labels that its grammar gives them.
public struct VerbCall: Sendable, Hashable {
  /// The English spelling, whatever was typed; for a macro its name.
  public var verb: String
  public var name: Name
  public var arguments: [Slot: Argument]
  /// The arguments of a macro made by `def`; nil for the language's own verbs.
  public var macroArguments: [Expression]?
  public var span: Span
  /// Comments that stand before the verb.
  public var comments: [String] = []
  /// The comment at the end of the verb's line.
  public var closing: [String] = []
}

/// One argument of a verb or a command.
public enum Argument: Sendable, Hashable {
  case expression(Expression)
  case items([Item])
  case renames([Rename])
  case columns([ColumnName])
  case sortKeys([SortKey])
  case joinKeys([JoinKey])
  case name(Name)
  case string(value: String, raw: String, Span)
  /// Texts, bare words, parameters.
  case words([Expression])
  case query(Query, alias: Name?)
  case flag(Span)
  case keyword(Keyword, Span)
  case direction(Better, Span)
  case values([NamedValue])
}

extension Argument {
  /// The table or query that it is.
  public var query: Query? {
    if case .query(let query, _) = self { return query }
    return nil
  }
}

/// `[NAME =] expr`.
public struct Item: Sendable, Hashable {
  public var name: Name?
  public var value: Expression

  public init(name: Name?, value: Expression) {
    self.name = name
    self.value = value
  }
}

/// `new = old`.
public struct Rename: Sendable, Hashable {
  public var new: Name
  public var old: ColumnName

  public init(new: Name, old: ColumnName) {
    self.new = new
    self.old = old
  }
}

/// A column, possibly one side's of a join: `経費.金額`.
public struct ColumnName: Sendable, Hashable {
  public var table: Name?
  public var name: Name

  public init(table: Name?, name: Name) {
    self.table = table
    self.name = name
  }

  public var span: Span { table.map { $0.span.joined(name.span) } ?? name.span }
}

public struct SortKey: Sendable, Hashable {
  public var value: Expression
  public var isDescending: Bool

  public init(value: Expression, isDescending: Bool) {
    self.value = value
    self.isDescending = isDescending
  }
}

/// `left = right`; `right` is nil when both sides call it the same.
public struct JoinKey: Sendable, Hashable {
  public var left: ColumnName
  public var right: ColumnName?

  public init(left: ColumnName, right: ColumnName?) {
    self.left = left
    self.right = right
  }
}

/// `name=literal`, an argument of `run`.
public struct NamedValue: Sendable, Hashable {
  public var name: Name
  public var value: Expression

  public init(name: Name, value: Expression) {
    self.name = name
    self.value = value
  }
}

public import Diagnostics

/// What stands between statements and means nothing to the machine.
public enum Trivia: Sendable, Hashable {
  case comment(String)
  /// A line `## …`.
  case documentation(String)
  /// One or several lines without anything.
  case blankLine
}

/// One statement of a session or a script.
public struct Statement: Sendable, Hashable {
  public indirect enum Kind: Sendable, Hashable {
    case parameter(ParameterDeclaration)
    case letQuery(Name, Query)
    case letValue(Name, Expression)
    case definition(Definition)
    case command(CommandCall)
    case query(Query)
  }

  public var kind: Kind
  public var span: Span
  /// Comments, lines of documentation and blank lines before the statement.
  public var leading: [Trivia] = []
  /// The comment at the end of its last line.
  public var closing: [String] = []
  /// The words of the statement that were typed without blanks, as they were cut: `絞込 進捗区分 が B 以上`.
  public var segmentation: [String] = []
  /// Where those words stand.
  public var cuts: [Span] = []

  /// The table that is all there is of the statement.
  var loneTable: Name? { kind.loneTable }

  /// Whether it begins with `|`.
  var continuesPrevious: Bool {
    guard case .query(let query) = kind, case .previous = query.source else { return false }
    return true
  }
}

/// `param year = R5 '対象年度'`.
public struct ParameterDeclaration: Sendable, Hashable {
  public var name: Name
  /// number, year or text, if it was stated.
  public var type: Keyword?
  public var value: Expression
  public var description: String?
}

/// `def rate(a, t) = …`: an expression, or verbs.
public struct Definition: Sendable, Hashable {
  public enum Body: Sendable, Hashable {
    case expression(Expression)
    case verbs([VerbCall])
  }

  public var name: Name
  public var parameters: [Name]
  public var body: Body

  public var isVerbs: Bool {
    if case .verbs = body { return true }
    return false
  }
}

/// A command with its arguments, by label.
public struct CommandCall: Sendable, Hashable {
  /// The English spelling, with the second word where there is one: `describe scale`.
  public var command: String
  public var name: Name
  public var arguments: [Slot: Argument]
  public var span: Span
}

extension Statement.Kind {
  /// The table that is all there is of the statement.
  var loneTable: Name? {
    guard case .query(let query) = self, query.verbs.isEmpty, case .table(let name) = query.source else { return nil }
    return name
  }
}

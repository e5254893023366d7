public import ColumnStore
public import Diagnostics
public import PolicyModel
public import QueryPlan
public import QuerySyntax

/// A table that statements can name.
public struct NamedTable: Sendable {
  public enum Content: Sendable {
    case source(any TableSource)
    /// Made by `let`.
    case relation(Relation)
  }

  public var name: BilingualName
  public var content: Content

  public init(name: BilingualName, content: Content) {
    self.name = name
    self.content = content
  }
}

/// A value that `$name` stands for.
public struct BoundValue: Sendable {
  /// The literal as given, so that it means what it would mean in its place.
  public var literal: Expression
  /// number, year or text, when it was stated.
  public var type: Keyword?

  public init(literal: Expression, type: Keyword? = nil) {
    self.literal = literal
    self.type = type
  }
}

/// Everything a statement can refer to: the tables, values and definitions of a session.
public struct QueryEnvironment: Sendable {
  public var tables: [NamedTable] = []
  public var values: [String: BoundValue] = [:]
  public var definitions: [String: Macro] = [:]
  /// The uses of definitions that stored results still refer to.
  public var expansions: [Expansion] = []
  /// The previous result, which a leading `|` continues.
  public var previous: Relation?
  /// Units that the catalog names besides the common ones.
  public var units: Set<String> = []
  /// The first column number that is free.
  public var nextField = 0

  public init() {}

  /// Leaves only what does not come from earlier statements: a script begins so.
  public mutating func forgetOwnNames() {
    values = [:]
    definitions = [:]
    previous = nil
    tables.removeAll { table in
      if case .relation = table.content { return true }
      return false
    }
  }

  /// Remembers what a resolved statement has numbered.
  public mutating func keep(_ resolver: Resolver) {
    nextField = resolver.nextFreeField
    expansions = resolver.expansions
  }

  public func table(_ name: String) -> NamedTable? {
    tables.last { $0.name.matches(name) }
  }

  /// Adds a table; one of the same name is replaced.
  public mutating func add(_ table: NamedTable) {
    tables.removeAll { $0.name == table.name }
    tables.append(table)
    if case .source(let source) = table.content { source.entry.addUnits(to: &units) }
  }
}

extension TableEntry {
  /// Adds the words that this table uses as units.
  func addUnits(to found: inout Set<String>) {
    for column in columns {
      if let unit = column.unit { found.insert(unit.symbol) }
      if let name = column.unitFrom, let index = index(of: name), let scale = columns[index].type.scale {
        found.formUnion(scale.levels)
      }
    }
  }
}

/// Runs small plans while a statement is resolved: for what depends on the data (guards, columns of a cross-tab).
public protocol DataProbe: Sendable {
  func run(_ plan: Plan) throws(Diagnostic) -> Table
}

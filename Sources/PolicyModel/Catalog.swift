public import Diagnostics

/// A column as the catalog describes it, before any statement uses it; references are column names.
public struct ColumnEntry: Sendable {
  public var name: BilingualName
  public var type: ColumnType
  public var unit: Unit?
  public var unitFrom: String?
  public var better: Better?
  public var betterFrom: String?
  public var guards: [String] = []
  public var totals: [String: [String]] = [:]
  public var of: String?
  public var role: ProvenanceRole?
  /// What the column is in a list of documents; nil in other tables.
  public var documentPart: DocumentPart?
  /// The expression that computes a virtual column; nil for one that the file holds.
  public var expression: String?
  public var isPlainInteger = false

  public init(name: BilingualName, type: ColumnType, unit: Unit? = nil) {
    self.name = name
    self.type = type
    self.unit = unit
  }
}

/// What a table that lists documents says of each, as far as a shell can use it: where its text is, what it is called.
public enum DocumentPart: String, Sendable, Hashable, CaseIterable {
  /// The name of its file, within the folder of documents.
  case file
  case title
}

/// A reference from one table's columns to another's.
public struct ForeignKey: Sendable, Hashable {
  public var columns: [String]
  public var table: String
  public var references: [String]

  public init(columns: [String], table: String, references: [String]) {
    self.columns = columns
    self.table = table
    self.references = references
  }
}

/// A table as the catalog describes it.
public struct TableEntry: Sendable {
  public var name: BilingualName
  public var title: Message?
  public var columns: [ColumnEntry]
  public var primaryKey: [String] = []
  public var foreignKeys: [ForeignKey] = []
  /// Whether units, scales and guards were declared; without, guards are off and the result says so.
  public var isCataloged: Bool
  /// The data file, for messages.
  public var path: String?

  public init(name: BilingualName, columns: [ColumnEntry], isCataloged: Bool) {
    self.name = name
    self.columns = columns
    self.isCataloged = isCataloged
  }

  /// The place of the column with that name, in either language.
  public func index(of column: String) -> Int? {
    columns.firstIndex { $0.name.matches(column) }
  }
}

public import Diagnostics
public import PolicyModel

/// A table in memory: a result, a `let` table, a loaded file.
public struct Table: Sendable {
  public var fields: [Field]
  public var columns: [Column]
  public var rowCount: Int

  public init(fields: [Field], columns: [Column], rowCount: Int) {
    self.fields = fields
    self.columns = columns
    self.rowCount = rowCount
  }

  /// Only the columns that a result shows.
  public var shown: Table {
    let kept = fields.indices.filter { fields[$0].isShown }
    return Table(fields: kept.map { fields[$0] }, columns: kept.map { columns[$0] }, rowCount: rowCount)
  }

  public func value(row: Int, column: Int) -> Value { columns[column].value(row, of: fields[column].type) }
}

/// Where the rows of a named table come from: a file read when first needed, or memory.
///
/// Row order is the source's own; `columns` gives whole columns, only those asked for.
public protocol TableSource: Sendable {
  /// The catalog's description; virtual columns are included and have no cells here.
  var entry: TableEntry { get }

  /// The number of rows, if it is known without reading.
  var knownRowCount: Int? { get }

  /// Whether the cells can also be read as they were written, before width and blanks were made one and figures read.
  var keepsOriginals: Bool { get }

  /// Reads the columns at the given places of `entry.columns`, none of them virtual.
  ///
  /// From `entry.columns.count` on follow, in the same order and only where the source keeps them, the texts of those
  /// columns as they were written; of a missing cell the mark that stands there, of an empty one nothing (未記入).
  ///
  /// - Throws: a diagnostic with file, line and reason when the data cannot be read as the catalog says.
  func read(columns: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int)

  /// The same columns, packed where the source keeps them so: for who unpacks some rows at a time.
  func readPacked(columns: [Int]) throws(Diagnostic) -> (columns: [ColumnCells], rowCount: Int)

  /// The first rows of some columns, fewer than there are, where they can be had for less than all; nil otherwise.
  func head(columns: [Int], rowCount: Int) throws(Diagnostic) -> [Column]?

  /// The same for two sources if row numbers of one are row numbers of the other.
  var identity: ObjectIdentifier { get }

  /// Whether `lines` answers.
  var knowsLines: Bool { get }

  /// For each row the line of its file that it begins on, from 1; nil where rows are on no lines.
  func lines() throws(Diagnostic) -> [Int]?

  /// The cells of a column that are not what the catalog says, which `read` refuses; each spelling once, in file order.
  func refusedCells(column: Int) throws(Diagnostic) -> [RefusedCell]
}

/// A spelling in a column of a file that is not what the catalog says the column holds.
public struct RefusedCell: Sendable {
  /// The whole cell as written.
  public var text: String
  /// The level that no scale has, where that is what is wrong: of a list the element.
  public var level: String?
  /// Why it is refused, as `read` says it.
  public var reason: Diagnostic
  public var rowCount: Int

  public init(text: String, level: String?, reason: Diagnostic, rowCount: Int) {
    self.text = text
    self.level = level
    self.reason = reason
    self.rowCount = rowCount
  }
}

extension TableSource {
  public var keepsOriginals: Bool { false }

  public func readPacked(columns: [Int]) throws(Diagnostic) -> (columns: [ColumnCells], rowCount: Int) {
    let (columns, rowCount) = try read(columns: columns)
    return (columns.map { .whole($0) }, rowCount)
  }

  public func head(columns: [Int], rowCount: Int) throws(Diagnostic) -> [Column]? { nil }

  public var knowsLines: Bool { false }

  public func lines() throws(Diagnostic) -> [Int]? { nil }

  public func refusedCells(column: Int) throws(Diagnostic) -> [RefusedCell] { [] }
}

extension TableSource where Self: AnyObject {
  public var identity: ObjectIdentifier { ObjectIdentifier(self) }
}

/// Gives a source that is a value an identity: its copies are the same rows.
public final class SourceMark: Sendable {
  public init() {}
}

/// A table that is already in memory.
public struct MemorySource: TableSource {
  public let entry: TableEntry
  public let columns: [Column]
  public let rowCount: Int
  private let mark = SourceMark()

  public init(entry: TableEntry, columns: [Column], rowCount: Int) {
    self.entry = entry
    self.columns = columns
    self.rowCount = rowCount
  }

  public var knownRowCount: Int? { rowCount }

  public var identity: ObjectIdentifier { ObjectIdentifier(mark) }

  public func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    (wanted.map { columns[$0] }, rowCount)
  }
}

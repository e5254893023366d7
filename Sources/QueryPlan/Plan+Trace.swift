public import ColumnStore
public import PolicyModel

extension Plan {
  /// `trace`: in place of each row of the input the source rows behind it, in the source's order, each once a result row.
  ///
  /// The result's columns: the input's `keys`, then for each of `columns` the cell of the source row. Where several
  /// tables stand behind the rows, those scanned first come first within a result row.
  public struct Trace: Sendable {
    /// One column of the answer: where each table keeps it.
    public struct Column: Sendable {
      /// For each of `sources` the place in its `entry.columns`; nil: missing (該当なし) in rows of that table.
      public var places: [Int?]

      public init(places: [Int?]) { self.places = places }
    }

    public var input: Plan
    /// Places in the input's fields that lead each row.
    public var keys: [Int]
    /// The tables that can stand behind a row, as the plan scans them; one scanned twice stands here once.
    public var sources: [any TableSource]
    public var columns: [Column]
    /// The place of the column among the keys and columns that tells which table a row is from, and what it says of
    /// each; nil where there is only one.
    public var tableNames: [String]?
    public var fields: [Field]

    public init(
      input: Plan, keys: [Int], sources: [any TableSource], columns: [Column], tableNames: [String]? = nil,
      fields: [Field]
    ) {
      self.input = input
      self.keys = keys
      self.sources = sources
      self.columns = columns
      self.tableNames = tableNames
      self.fields = fields
    }
  }
}

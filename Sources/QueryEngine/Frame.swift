internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The rows that one node hands to the next: whole columns, and where the rows come from.
struct Frame: Sendable {
  var fields: [Field]
  /// One for each field; nil where nobody further on needs it.
  var columns: [Column?]
  /// Columns of a source that keeps them packed; they are not among `columns`. Only for who looks at slices.
  var packed: [Int: any PackedColumn] = [:]
  var rowCount: Int
  /// Nil where nobody asks for it.
  var lineage: Lineage?
  /// Set behind `unnest` and `join`, where one row of before may stand several times.
  var identity: RowIdentity?

  init(
    fields: [Field], columns: [Column?], rowCount: Int, lineage: Lineage? = nil, identity: RowIdentity? = nil
  ) {
    self.fields = fields
    self.columns = columns
    self.rowCount = rowCount
    self.lineage = lineage
    self.identity = identity
  }

  func column(_ place: Int) throws(Diagnostic) -> Column {
    guard columns.indices.contains(place), let column = columns[place] else { throw .fault("column \(place)") }
    return column
  }

  /// The given rows, in that order, with only the columns needed.
  func gathered(_ rows: [Int32], needed: Set<Int>) -> Frame {
    var result = Frame(fields: fields, columns: [Column?](repeating: nil, count: columns.count), rowCount: rows.count)
    for place in columns.indices where needed.contains(place) { result.columns[place] = columns[place]?.gathered(rows) }
    result.lineage = lineage?.gathered(rows)
    result.identity = identity?.gathered(rows)
    return result
  }

  /// A column as it is at hand.
  func cells(_ place: Int) -> ColumnCells? {
    if let column = packed[place] { return .packed(column) }
    return columns.indices.contains(place) ? columns[place].map { .whole($0) } : nil
  }

  /// The rows as a table with all its columns.
  func table() throws(Diagnostic) -> Table {
    var whole: [Column] = []
    whole.reserveCapacity(columns.count)
    for place in fields.indices { whole.append(try column(place)) }
    return Table(fields: fields, columns: whole, rowCount: rowCount)
  }
}

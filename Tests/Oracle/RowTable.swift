public import ColumnStore
public import Diagnostics
public import PolicyModel

/// A table held row by row, as the oracle reads it; engines are given its columns packed.
public struct RowTable: TableSource {
  public let entry: TableEntry
  public let rows: [[Value]]
  private let columns: [Column]

  public init(entry: TableEntry, rows: [[Value]]) {
    self.entry = entry
    self.rows = rows
    columns = entry.columns.indices.map { place in
      Column.packing(rows.map { $0[place] }, type: entry.columns[place].type)
    }
  }

  public var knownRowCount: Int? { rows.count }

  public func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    (wanted.map { columns[$0] }, rows.count)
  }
}

extension Column {
  /// The values as a column; all missing (計算不能) if their digits do not fit one scale.
  static func packing(_ values: [Value], type: ColumnType) -> Column {
    var builder = ColumnBuilder(type)
    for value in values { builder.append(value) }
    return (try? builder.finished()) ?? .allMissing(values.count, type: type, reason: .incomputable)
  }
}

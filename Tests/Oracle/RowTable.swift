public import ColumnStore
public import Diagnostics
public import PolicyModel

/// A table held row by row, as the oracle reads it; engines are given its columns packed.
public struct RowTable: TableSource {
  public let entry: TableEntry
  public let rows: [[Value]]
  private let columns: [Column]
  private let mark = SourceMark()

  public init(entry: TableEntry, rows: [[Value]]) {
    self.entry = entry
    self.rows = rows
    columns = entry.columns.indices.map { place in
      Column.packing(rows.map { $0[place] }, type: entry.columns[place].type)
    }
  }

  public var knownRowCount: Int? { rows.count }

  public var identity: ObjectIdentifier { ObjectIdentifier(mark) }

  public var keepsOriginals: Bool { true }

  /// What a file would have for a value.
  static func original(_ value: Value, _ type: ColumnType) -> Value {
    switch value {
    case .missing(.blank): value
    case .missing(let reason): .text(reason.word)
    default: .text("「\(CSVText.cell(value, type))」")
    }
  }

  /// The value of a row at a place; behind the last column follow the originals.
  public func value(_ row: [Value], _ place: Int) -> Value {
    place < row.count ? row[place] : Self.original(row[place - row.count], entry.columns[place - row.count].type)
  }

  public func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    let read = wanted.map { place in
      place < columns.count ? columns[place] : Column.packing(rows.map { value($0, place) }, type: .text)
    }
    return (read, rows.count)
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

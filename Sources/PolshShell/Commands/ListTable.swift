internal import ColumnStore
internal import PolicyModel

/// Small tables that the shell itself makes: lists of tables, scales, scripts.
enum ListTable {
  static func make(_ columns: [(ja: String, en: String, type: ColumnType)], _ rows: [[Value]]) -> Table {
    let fields = columns.enumerated().map { place, column in
      Field(id: place, name: BilingualName(ja: column.ja, en: column.en), type: column.type)
    }
    let made = columns.indices.map { place in
      var builder = ColumnBuilder(columns[place].type)
      for row in rows { builder.append(row[place]) }
      return (try? builder.finished()) ?? .allMissing(rows.count, type: columns[place].type, reason: .incomputable)
    }
    return Table(fields: fields, columns: made, rowCount: rows.count)
  }
}

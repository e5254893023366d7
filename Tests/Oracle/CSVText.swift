public import PolicyModel

/// Tables as text, for reports of failed cases.
public enum CSVText {
  /// The columns' names and, row by row, every value exactly; a missing one with its reason.
  public static func of(_ fields: [Field], _ rows: [[Value]]) -> String {
    let heading = fields.map { $0.name.en + ($0.isShown ? "" : " (hidden)") }
    let lines = rows.map { row in zip(row, fields).map { quoted(cell($0, $1.type)) } }
    return ([heading.map { quoted($0) }] + lines).map { $0.joined(separator: ",") }.joined(separator: "\n")
  }

  public static func of(_ table: RowTable) -> String {
    let heading = table.entry.columns.map { column in
      column.name.en + (column.guards.isEmpty ? "" : " guarded by \(column.guards.joined(separator: "+"))")
        + (column.of.map { " of \($0)" } ?? "")
    }
    let lines = table.rows.map { row in zip(row, table.entry.columns).map { quoted(cell($0, $1.type)) } }
    return ([heading] + lines).map { $0.joined(separator: ",") }.joined(separator: "\n")
  }

  /// One value, exactly: numbers in base units, levels by their words.
  public static func cell(_ value: Value, _ type: ColumnType) -> String {
    switch value {
    case .missing(let reason): "―\(reason.word)"
    case .number(let number): number.plain
    case .year(let year): "FY\(year)"
    case .text(let text): text
    case .level(let place):
      if let levels = type.scale?.levels, levels.indices.contains(place) { "<\(levels[place])>" } else { "<\(place)?>" }
    case .bool(let flag): flag ? "true" : "false"
    case .list(let values): values.isEmpty ? "―未記入" : "[" + values.map { cell($0, type) }.joined(separator: ";") + "]"
    }
  }

  private static func quoted(_ cell: String) -> String {
    cell.contains { ",\"\n".contains($0) } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
  }
}

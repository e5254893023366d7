internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import Presentation

extension CheckedTable {
  /// The first rows of an answer, each in a line: the cells of these columns of the table.
  ///
  /// - Parameter apart: whether rows that read the same are given once.
  func examples(_ rows: Table, of places: [Int], and more: [String] = [], apart: Bool = false) -> [Message] {
    let names = places.map { entry.columns[$0].name[language] } + more
    let columns = names.compactMap { name in rows.fields.firstIndex { $0.name[language] == name } }
    var lines: [String] = []
    for row in 0..<min(rows.rowCount, 200) {
      let line = columns.map { column in shown(rows, row, column) }.joined(separator: language == .ja ? "、" : ", ")
      if !apart || !lines.contains(line) { lines.append(line) }
      if lines.count == Finding.mostExamples { break }
    }
    return lines.map { Message(same: DisplayWidth.fit($0, 100)) }
  }

  /// A cell as the screen shows it, with the unit of its column; of figures all decimals that matter.
  func shown(_ rows: Table, _ row: Int, _ column: Int) -> String {
    var field = rows.fields[column]
    guard case .number(let number) = rows.value(row: row, column: column), field.unitFrom == nil, let unit = field.unit
    else {
      return SafeText.oneLine(CellFormat.text(table: rows, row: row, column: column, language: language))
    }
    field.hasChosenUnit = true
    return CellFormat.text(number, of: field) + (unit.standsInCells ? "" : unit.symbol)
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import Presentation

extension CheckedTable {
  /// The first rows of an answer, each in a line: the cells of these columns of the table.
  ///
  /// - Parameters:
  ///   - figures: columns whose names stand before their cells, at the end of the line.
  ///   - apart: whether rows that read the same are given once.
  func examples(_ rows: Table, of places: [Int], figures: [Int] = [], apart: Bool = false) -> [Message] {
    let separator = language == .ja ? "、" : ", "
    func found(_ places: [Int], _ row: Int) -> [(name: String, column: Int)] {
      places.compactMap { place in
        let name = entry.columns[place].name
        guard let column = rows.fields.firstIndex(where: { $0.name == name }), !rows.columns[column].missing[row]
        else { return nil }
        return (name[language], column)
      }
    }
    var lines: [String] = []
    for row in 0..<min(rows.rowCount, 200) {
      let which = found(places, row).map { shown(rows, row, $0.column) }.joined(separator: separator)
      let what = found(figures, row).map { "\($0.name) \(shown(rows, row, $0.column))" }.joined(separator: separator)
      let line = which.isEmpty || what.isEmpty ? which + what : which + ": " + what
      if !apart || !lines.contains(line) { lines.append(line) }
      if lines.count == Finding.mostExamples { break }
    }
    return lines.map { Message(same: DisplayWidth.fit($0, 100)) }
  }

  /// A cell as the screen shows it, with the unit of its column or row; of figures all decimals that matter.
  func shown(_ rows: Table, _ row: Int, _ column: Int) -> String {
    var field = rows.fields[column]
    if case .number(let number) = rows.value(row: row, column: column) {
      if let unit = field.unit, field.unitFrom == nil {
        field.hasChosenUnit = true
        return CellFormat.text(number, of: field) + (unit.standsInCells ? "" : unit.symbol)
      }
      let unit = rows.fields.firstIndex { $0.id == field.unitFrom }
      return CellFormat.text(number, of: field) + (unit.map { " " + shown(rows, row, $0) } ?? "")
    }
    return SafeText.oneLine(CellFormat.text(table: rows, row: row, column: column, language: language))
  }

  /// A year as results in the session's language write it.
  func shown(year: Int) -> String {
    language == .ja ? FiscalYear(year)?.short ?? String(year) : String(year)
  }

  /// The columns that say best which row is meant: those of the key with most different values, and the year.
  func telling(besides others: [Int] = []) -> [Int] {
    let candidates = (key.isEmpty ? facts.filter { entry.columns[$0].type != .number } : key).filter { place in
      let type = entry.columns[place].type
      return !others.contains(place) && place != yearColumn && (type == .text || type.scale != nil) && !type.isList
        && !(cells(place)?.isProse ?? true)
    }
    let best = candidates.map { (place: $0, count: cells($0)?.differentCells ?? 0) }.filter { $0.count > 1 }
      .sorted { ($1.count, $0.place) < ($0.count, $1.place) }.prefix(3)
    return (best.map(\.place) + [yearColumn].compactMap { $0 }).sorted()
  }
}

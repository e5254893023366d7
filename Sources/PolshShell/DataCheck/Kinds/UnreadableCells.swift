internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension DataCheck {
  /// Cells that are not what the package says of their column: `n/a` among numbers, `令和` among years.
  static let unreadableCells = DataCheck(
    Message(ja: "読めない値", en: "unreadable cells"),
    subject: Message(ja: "説明どおりに読めない値", en: "cells that are not what their column should hold")
  ) { (table) throws(Diagnostic) in
    var found: [Finding] = []
    for place in table.unreadable.sorted() {
      let cells = try table.refusedCells(place).filter { $0.level == nil }
      if let finding = try RefusedCells(cells, of: place, in: table).finding(message: Message.notReadable) {
        found.append(finding)
      }
    }
    return found
  }
}

/// Cells of one column that its description does not allow.
struct RefusedCells {
  private let cells: [RefusedCell]
  private let place: Int
  private let table: CheckedTable

  init(_ cells: [RefusedCell], of place: Int, in table: CheckedTable) {
    self.cells = cells
    self.place = place
    self.table = table
  }

  /// - Parameter message: the sentence for the column and the number of rows.
  func finding(message: (BilingualName, Int) -> Message) throws(Diagnostic) -> Finding? {
    if cells.isEmpty { return nil }
    let rows = cells.reduce(0) { $0 + $1.rowCount }
    let name = table.entry.columns[place].name
    // Only what can be read may stand beside: the key, as far as that goes.
    let beside = table.key.filter { $0 != place }
    let query = try table.question { words in
      let raw = "raw(\(words.column(place)))"
      let shown = beside.map(words.column) + [raw]
      return words.wholeSource + " | where \(raw) in \(words.texts(cells.map(\.text))) | select "
        + shown.joined(separator: ", ")
    }
    var finding = Finding(columns: [name], message: message(name, rows), rowCount: rows, query: query)
    finding.examples = cells.prefix(Finding.mostExamples).map { cell in
      let line = cell.reason.file?.line.map { Message(ja: "\($0) 行目: ", en: "line \($0): ") } ?? Message(same: "")
      let text = cell.reason.message
      // The words that are near are what was probably meant.
      let near = cell.reason.notes.first
      return Message(
        ja: line.ja + text.ja + (near.map { "（\($0.ja)）" } ?? ""),
        en: line.en + text.en + (near.map { " (\($0.en))" } ?? ""))
    }
    return finding
  }
}

extension Message {
  fileprivate static func notReadable(_ name: BilingualName, _ rows: Int) -> Message {
    Message(
      ja: "「\(name.ja)」の \(rows) 行は、説明にある型では読めません。この列は使えません。",
      en: "\(Counted.rows(rows)) of \(name.en) cannot be read as its description says; the column cannot be used.")
  }
}

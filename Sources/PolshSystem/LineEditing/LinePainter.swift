/// Draws the line being typed, sending only what has changed since it was last drawn.
///
/// libedit (3.1-20221030) could draw by itself, but after a change before a kanji its cursor and then its characters land
/// one column off: it moves to the right by writing what stands there, and for the second half of a kanji that is
/// nothing.
struct LinePainter {
  private var shown: [[LineLayout.Cell]] = []
  /// The first row of the line that is on the screen; more than 0 when the line is higher than the screen.
  private var top = 0
  /// Where the terminal's cursor is, counted from the first row shown; a column past the last one means that the
  /// terminal has filled the row and goes to the next with the next character.
  private var row = 0
  private var column = 0

  /// What to send to the terminal so that it shows the line.
  ///
  /// - Parameter style: the numbers of `ESC[…m` for the prompt.
  mutating func paint(
    prompt: String, style: String?, text: String, cursor: Int, columns: Int, screenRows: Int
  ) -> String {
    let columns = max(2, columns)
    let layout = LineLayout(prompt: prompt, text: text, cursor: cursor, columns: columns)
    let height = min(layout.rows.count, max(1, screenRows))
    top = min(max(top, layout.cursorRow - height + 1), layout.cursorRow, layout.rows.count - height)
    let rows = Array(layout.rows[top..<top + height])
    let promptCells = top == 0 ? prompt.unicodeScalars.count : 0

    var out = ""
    var follows = false
    for (index, cells) in rows.enumerated() {
      let old = index < shown.count ? shown[index] : nil
      if old == cells && !follows { continue }
      var same = follows ? 0 : zip(cells, old ?? []).prefix { $0 == $1 }.count
      if index == 0 && same < promptCells { same = 0 }
      // A row that has been filled anew runs over into the next one, so that terminals know the two as one line.
      if !follows { move(to: index, Self.width(cells[..<same]), &out) }
      if index == 0 && same == 0 && promptCells > 0 && !(style ?? "").isEmpty {
        let end = min(promptCells, cells.count)
        out += "\u{1B}[\(style ?? "")m" + cells[..<end].map(\.text).joined() + "\u{1B}[0m"
        same = end
      }
      out += cells[same...].map(\.text).joined()
      row = index
      column = Self.width(cells[...])
      if column < columns { out += "\u{1B}[K" }
      let next = index + 1 < layout.rows.count - top ? layout.rows[top + index + 1].first : nil
      follows = index + 1 < rows.count && next.map { column + $0.width > columns } ?? false
    }
    if rows.count < shown.count {
      move(to: rows.count, 0, &out)
      out += "\u{1B}[J"
    }
    shown = rows
    move(to: layout.cursorRow - top, layout.cursorColumn, &out)
    return out
  }

  /// Goes below the line; what is printed next stands on a row of its own.
  mutating func leave() -> String {
    var out = ""
    move(to: max(0, shown.count - 1), 0, &out)
    self = LinePainter()
    return out + "\r\n"
  }

  /// After the window has changed its width and the terminal has folded the line anew: wipes it.
  mutating func wipe(rowsAbove: Int) -> String {
    self = LinePainter()
    return "\r" + (rowsAbove > 0 ? "\u{1B}[\(rowsAbove)A" : "") + "\u{1B}[J"
  }

  private mutating func move(to newRow: Int, _ newColumn: Int, _ out: inout String) {
    if newRow == row && newColumn == column { return }
    if newRow < row { out += "\u{1B}[\(row - newRow)A" }
    if newRow > row { out += String(repeating: "\r\n", count: newRow - row) }
    out += "\r"
    if newColumn > 0 { out += "\u{1B}[\(newColumn)C" }
    row = newRow
    column = newColumn
  }

  private static func width(_ cells: ArraySlice<LineLayout.Cell>) -> Int { cells.reduce(0) { $0 + $1.width } }
}

internal import ColumnStore
internal import Diagnostics
internal import PolshText

/// The names to the left of bars, a column for each part of a name; what the bar above is called as well is left out.
///
///     R4  予算
///         決算
///     R5  予算
struct ChartLabels {
  private var parts: [[String]] = []
  private var widths: [Int] = []

  init(_ subject: ChartSubject, rows: Range<Int>, _ canvas: ChartCanvas) {
    var names = subject.telling(subject.along + subject.series).map { column in
      rows.map { CellFormat.text(table: subject.table, row: $0, column: column, language: canvas.language) }
    }
    if names.isEmpty { names = [rows.map { rows.count > 1 ? String($0 + 1) : "" }] }
    let whole = names
    for row in rows.dropFirst() {
      for part in names.indices.dropLast() {
        if whole[part][row] != whole[part][row - 1] { break }
        names[part][row] = ""
      }
    }
    widths = names.map { column in column.map { DisplayWidth.of($0) }.max() ?? 0 }
    // Long names must leave more than half of the window to the bars; the longest gives way first.
    let most = max(8, canvas.width * 2 / 5)
    while width > most, let longest = widths.indices.max(by: { widths[$0] < widths[$1] }), widths[longest] > 2 {
      widths[longest] -= 1
    }
    for (column, width) in zip(names, widths) {
      parts.append(column.map { DisplayWidth.padded(DisplayWidth.fit($0, width), to: width) })
    }
  }

  var width: Int { widths.reduce(0, +) + 2 * max(0, widths.count - 1) }

  func text(_ row: Int) -> String { parts.map { $0[row] }.joined(separator: "  ") }
}

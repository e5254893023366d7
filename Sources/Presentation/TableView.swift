public import ColumnStore
public import Diagnostics
internal import PolicyModel
internal import PolshText

/// A table as lines of text: headings, a rule, the rows, and how many there are.
///
///     評価  件数
///     ────  ────
///     A       12
///     1 行  3 ms
public enum TableView {
  /// The lines to print, and what to say when the window was too small for all of it.
  public struct Rendering: Sendable, Hashable {
    public var lines: [String]
    /// N8, when rows, columns or ends of texts are not shown.
    public var notice: Notice?
  }

  /// - Parameters:
  ///   - elapsed: how long the answer took; nil leaves it out.
  ///   - footnotes: remarks on the whole result, each on a line of its own at the end.
  ///   - isStopped: whether nobody wants the lines any more; asked between some thousand cells. Nothing is drawn then.
  public static func render(
    _ table: Table, on screen: Screen, elapsed: Duration? = nil, footnotes: [Message] = [],
    isStopped: () -> Bool = { false }
  ) -> Rendering {
    let rowCount = max(0, table.rowCount)
    let rows = min(rowCount, max(0, screen.maxRows ?? rowCount))
    let columns = table.fields.indices.filter { table.fields[$0].isShown }.map {
      DrawnColumn(table, column: $0, rows: rows, screen: screen, isStopped: isStopped)
    }
    let layout = ColumnLayout(columns.map(\.wish), within: screen.width)
    var drawing = Drawing(columns: Array(columns.prefix(layout.widths.count)), widths: layout.widths)
    var lines: [String] = []
    lines.reserveCapacity(rows + 3 + footnotes.count)
    if !drawing.columns.isEmpty {
      lines.append(screen.painted(drawing.headings(), .bold))
      lines.append(screen.painted(drawing.rule(screen.isPlain ? "-" : "─"), .grey))
      for row in 0..<rows {
        if row & 0xFFF == 0xFFF, isStopped() { return Rendering(lines: [], notice: nil) }
        lines.append(drawing.line(row))
      }
    }
    lines.append(screen.painted(footer(rowCount, elapsed, screen.language), .grey))
    for footnote in footnotes { lines.append(screen.painted(SafeText.oneLine(footnote[screen.language]), .grey)) }
    let isCut = rows < rowCount || drawing.columns.count < columns.count
    let notice: Notice? =
      isCut ? .cut(rows: rows, columns: drawing.columns.count) : drawing.hasShortened ? .shortened : nil
    return Rendering(lines: lines, notice: notice)
  }

  /// `5 行  12 ms`
  private static func footer(_ rows: Int, _ elapsed: Duration?, _ language: Language) -> String {
    let count = ExactDecimal(rows).text(decimals: 0, grouped: true)
    let text = language == .ja ? "\(count) 行" : rows == 1 ? "1 row" : "\(count) rows"
    guard let elapsed else { return text }
    return text + "  " + DurationText.text(elapsed, language: language)
  }
}

/// A column ready to be drawn.
private struct DrawnColumn {
  let name: String
  /// The unit and what else stands in parentheses behind the name.
  let remark: String
  let cells: CellTexts
  let alignsRight: Bool
  let wish: ColumnLayout.Wish

  init(_ table: Table, column: Int, rows: Int, screen: Screen, isStopped: () -> Bool) {
    (name, remark) = CellFormat.headingParts(table: table, column: column, language: screen.language)
    cells = CellTexts(table, column: column, language: screen.language, rows: rows, isStopped: isStopped)
    alignsRight = CellFormat.isRightAligned(table.fields[column])
    let headingWidth = DisplayWidth.of(name) + DisplayWidth.of(remark)
    let width = max(1, headingWidth, cells.widest)
    // A figure without its last digits or its unit would be a wrong figure: only the name above it is shortened.
    let leastHeading = remark.isEmpty ? ColumnLayout.leastText : DisplayWidth.of(remark) + Self.leastName
    let least = max(alignsRight ? cells.widest : 0, min(ColumnLayout.leastText, width), min(leastHeading, headingWidth))
    wish = ColumnLayout.Wish(width: width, least: min(width, least))
  }

  /// `金… (千円)` leaves one character of the name.
  private static let leastName = 3

  /// The heading in that width; the name loses its end before the unit does.
  func heading(_ width: Int) -> String {
    let left = width - DisplayWidth.of(remark)
    return left >= Self.leastName || DisplayWidth.of(name) <= left
      ? DisplayWidth.fit(name, left) + remark : DisplayWidth.fit(name + remark, width)
  }
}

/// Puts cells together to lines.
private struct Drawing {
  let columns: [DrawnColumn]
  let widths: [Int]
  /// Whether any text lost its end.
  private(set) var hasShortened = false
  private var buffer: [UInt8] = []

  init(columns: [DrawnColumn], widths: [Int]) {
    self.columns = columns
    self.widths = widths
  }

  mutating func headings() -> String {
    var line = ""
    for (index, column) in columns.enumerated() {
      if index > 0 { line += String(repeating: " ", count: ColumnLayout.gap) }
      let heading = column.heading(widths[index])
      if heading != column.name + column.remark { hasShortened = true }
      line += DisplayWidth.padded(heading, to: widths[index], alignRight: column.alignsRight)
    }
    return line.withoutTrailingBlanks
  }

  func rule(_ mark: String) -> String {
    widths.map { String(repeating: mark, count: $0) }.joined(separator: String(repeating: " ", count: ColumnLayout.gap))
  }

  mutating func line(_ row: Int) -> String {
    buffer.removeAll(keepingCapacity: true)
    for (index, column) in columns.enumerated() {
      if index > 0 { for _ in 0..<ColumnLayout.gap { buffer.append(UInt8(ascii: " ")) } }
      let isShort = column.cells.append(
        row, width: widths[index], alignRight: column.alignsRight, isLast: index == columns.count - 1, to: &buffer)
      if isShort { hasShortened = true }
    }
    while buffer.last == UInt8(ascii: " ") { buffer.removeLast() }
    return String(decoding: buffer, as: UTF8.self)
  }
}

extension String {
  fileprivate var withoutTrailingBlanks: String {
    var end = endIndex
    while end > startIndex, self[index(before: end)] == " " { end = index(before: end) }
    return String(self[..<end])
  }
}

extension Notice {
  fileprivate static func cut(rows: Int, columns: Int) -> Notice {
    let rowWord = rows == 1 ? "row" : "rows"
    let columnWord = columns == 1 ? "column" : "columns"
    return Notice(
      "N8",
      Message(
        ja: "表示を \(rows) 行 \(columns) 列に縮めました（データは全部あります）。",
        en: "Display cut to \(rows) \(rowWord) and \(columns) \(columnWord) (the data are whole)."),
      fix: .seeAll)
  }

  fileprivate static var shortened: Notice {
    Notice(
      "N8",
      Message(
        ja: "長い文字を … で略しました（データは全部あります）。", en: "Long texts end in … (the data are whole)."),
      fix: .seeAll)
  }
}

extension Message {
  fileprivate static var seeAll: Message { Message(ja: "選択 … / 出力 「…」", en: "select … / export '…'") }
}

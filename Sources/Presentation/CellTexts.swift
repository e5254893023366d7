internal import ColumnStore
internal import Diagnostics
internal import PolshText

/// The written cells of one column, one behind the other, with the columns each takes.
struct CellTexts {
  private var bytes: [UInt8] = []
  /// Where each cell ends in `bytes`.
  private var ends: [Int] = []
  private(set) var widths: [Int] = []
  private(set) var widest = 0

  /// The first `rows` cells of a column, or fewer if they are not wanted any more.
  init(_ table: Table, column: Int, language: Language, rows: Int, isStopped: () -> Bool = { false }) {
    guard var writer = CellWriter(table, column: column, language: language, rows: rows) else { return }
    ends.reserveCapacity(rows)
    widths.reserveCapacity(rows)
    var unitWidths: [Int] = []
    var widestUnit = 0
    for row in 0..<rows {
      if row & 0xFFF == 0xFFF, isStopped() { return }
      let size = writer.append(row, to: &bytes)
      ends.append(bytes.count)
      widths.append(size.width)
      widest = max(widest, size.width)
      if size.unitWidth > 0 || widestUnit > 0 {
        while unitWidths.count < row { unitWidths.append(0) }
        unitWidths.append(size.unitWidth)
        widestUnit = max(widestUnit, size.unitWidth)
      }
    }
    if widestUnit > 0 { alignUnits(unitWidths, to: widestUnit) }
  }

  /// Puts blanks behind shorter units, so that the figures of `37 ％` and `99 団体` end in one place.
  private mutating func alignUnits(_ unitWidths: [Int], to widestUnit: Int) {
    var aligned: [UInt8] = []
    aligned.reserveCapacity(bytes.count + bytes.count / 4)
    var start = 0
    widest = 0
    for row in ends.indices {
      aligned.append(contentsOf: bytes[start..<ends[row]])
      start = ends[row]
      let blanks = widestUnit - (row < unitWidths.count ? unitWidths[row] : 0)
      for _ in 0..<blanks { aligned.append(UInt8(ascii: " ")) }
      ends[row] = aligned.count
      widths[row] += blanks
      widest = max(widest, widths[row])
    }
    bytes = aligned
  }

  /// Adds a cell to a line; one that is too wide is shortened, and then the answer is true.
  func append(_ row: Int, width: Int, alignRight: Bool, isLast: Bool, to line: inout [UInt8]) -> Bool {
    guard row < ends.count else { return false }
    let text = bytes[(row == 0 ? 0 : ends[row - 1])..<ends[row]]
    if widths[row] > width {
      let short = DisplayWidth.fit(String(decoding: text, as: UTF8.self), width)
      line.append(contentsOf: DisplayWidth.padded(short, to: isLast ? 0 : width).utf8)
      return true
    }
    let blanks = width - widths[row]
    if alignRight { for _ in 0..<blanks { line.append(UInt8(ascii: " ")) } }
    line.append(contentsOf: text)
    if !alignRight, !isLast { for _ in 0..<blanks { line.append(UInt8(ascii: " ")) } }
    return false
  }
}

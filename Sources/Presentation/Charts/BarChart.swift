internal import ColumnStore
internal import Diagnostics
internal import PolshText

/// One bar a mark, from the zero line to the right, or to the left for what is below zero.
///
///     件数、評価別
///     A   52  ███████████▎
///     B  120  ██████████████████████████
///     ―    ―
///             0                      120
extension ChartStyle {
  static let bar = ChartStyle(name: "bar") { subject, canvas in
    let rows = 0..<min(subject.table.rowCount, canvas.mostMarks)
    let labels = ChartLabels(subject, rows: rows, canvas)
    let figures = rows.map { subject.figureText($0, canvas.language) }
    let figureWidth = figures.map { DisplayWidth.of($0) }.max() ?? 0
    let room = max(8, canvas.width - labels.width - figureWidth - 4)
    let lengths = rows.map { subject.length($0) }
    let axis = BarAxis(lengths.compactMap { $0 }, room: room)
    var lines: [String] = []
    for row in rows {
      let bar = lengths[row].map { axis.bar($0, canvas) } ?? axis.emptyBar(canvas)
      lines.append(
        labels.text(row) + "  " + DisplayWidth.padded(figures[row], to: figureWidth, alignRight: true) + "  " + bar)
    }
    let indent = String(repeating: " ", count: labels.width + figureWidth + 4)
    lines.append(canvas.screen.painted(indent + axis.scale(subject, rows, canvas), .grey))
    if rows.count < subject.table.rowCount {
      lines.append(canvas.further(subject.table.rowCount - rows.count, ja: "行", en: "row"))
    }
    return lines
  }
}

/// Where zero is and how long a bar gets.
struct BarAxis {
  private let low: Double
  private let high: Double
  /// Cells to the left and to the right of zero.
  private let left: Int
  private let right: Int
  /// Cells for one.
  private let cells: Double

  init(_ lengths: [Double], room: Int) {
    low = min(0, lengths.min() ?? 0)
    high = max(0, lengths.max() ?? 0)
    let range = high - low
    if low == 0 || range == 0 {
      left = 0
      right = room
      cells = range == 0 ? 0 : Double(room) / high
      return
    }
    // One cell is the zero line.
    let drawn = max(2, room - 1)
    let wanted = Int((Double(drawn) * (-low / range)).rounded())
    left = high == 0 ? drawn : min(drawn - 1, max(1, wanted))
    cells = high == 0 ? Double(left) / -low : min(Double(left) / -low, Double(drawn - left) / high)
    // The axis ends where the longest bar does.
    right = high == 0 ? 0 : max(1, Int((high * cells).rounded()))
  }

  func bar(_ value: Double, _ canvas: ChartCanvas) -> String {
    let ahead = String(repeating: " ", count: left)
    if value < 0 {
      let bar = Self.leftward(-value * cells, isPlain: canvas.isPlain)
      let blanks = String(repeating: " ", count: max(0, left - bar.unicodeScalars.count))
      return blanks + canvas.screen.painted(bar, .cyan) + zeroLine(canvas)
    }
    let bar = Self.rightward(value * cells, isNothing: value == 0, isPlain: canvas.isPlain)
    return (left > 0 ? ahead + zeroLine(canvas) : "") + canvas.screen.painted(bar, .cyan)
  }

  func emptyBar(_ canvas: ChartCanvas) -> String {
    left > 0 ? String(repeating: " ", count: left) + zeroLine(canvas) : ""
  }

  private func zeroLine(_ canvas: ChartCanvas) -> String { canvas.isPlain ? "|" : "│" }

  /// In eighths of a cell; whatever is not nothing can be seen.
  private static func rightward(_ cells: Double, isNothing: Bool, isPlain: Bool) -> String {
    if isNothing { return "" }
    if isPlain { return String(repeating: "#", count: max(1, Int(cells.rounded()))) }
    let eighths = max(1, Int((cells * 8).rounded()))
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8]
    return String(repeating: "█", count: eighths / 8) + rest
  }

  /// In halves, because there are no other blocks that end at the right edge.
  private static func leftward(_ cells: Double, isPlain: Bool) -> String {
    if isPlain { return String(repeating: "#", count: max(1, Int(cells.rounded()))) }
    let halves = max(1, Int((cells * 2).rounded()))
    return (halves % 2 == 1 ? "▐" : "") + String(repeating: "█", count: halves / 2)
  }

  /// The ends of the axis below the bars: the smallest figure below zero, zero, the largest.
  func scale(_ subject: ChartSubject, _ rows: Range<Int>, _ canvas: ChartCanvas) -> String {
    func figure(_ wanted: Double) -> String {
      rows.first { subject.length($0) == wanted }.map { subject.figureText($0, canvas.language) } ?? ""
    }
    let width = left + right + (left > 0 ? 1 : 0)
    var line = ChartLine(width)
    line.put("0", at: left)
    if low < 0 { line.put(figure(low), at: 0) }
    if high > 0 { line.put(figure(high), endingAt: width) }
    return line.text
  }
}

/// A line that texts are put into, each only where there is room for it.
struct ChartLine {
  private var cells: [String]

  init(_ width: Int) { cells = [String](repeating: " ", count: max(0, width)) }

  /// Puts a text beginning at a column; not at all where another is, or next to it.
  @discardableResult
  mutating func put(_ text: String, at column: Int) -> Bool {
    let width = DisplayWidth.of(text)
    guard width > 0, column >= 0, column + width <= cells.count else { return false }
    let around = max(0, column - 1)..<min(cells.count, column + width + 1)
    guard cells[around].allSatisfy({ $0 == " " }) else { return false }
    var place = column
    for character in text {
      let size = DisplayWidth.of(String(character))
      if size == 0 {
        cells[max(column, place - 1)] += String(character)
        continue
      }
      cells[place] = String(character)
      for further in 1..<max(1, size) where place + further < cells.count { cells[place + further] = "" }
      place += size
    }
    return true
  }

  @discardableResult
  mutating func put(_ text: String, endingAt column: Int) -> Bool {
    put(text, at: column - DisplayWidth.of(text))
  }

  var text: String { cells.joined() }
}

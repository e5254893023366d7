internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// A line for each series over what the marks stand along; between years there is a line only where none is missing.
///
///     件数、年度別
///     120 ┤        ⣀⠤o
///         │  ⣀⠤⠒⠉⠉
///      52 ┤o⠉
///         └───────────
///          R3   R4   R5
extension ChartStyle {
  static let line = ChartStyle(name: "line") { subject, canvas in
    LinePicture(subject, canvas).lines()
  }
}

private struct LinePicture {
  private let subject: ChartSubject
  private let canvas: ChartCanvas
  private let axis: LineAxis
  private let series: (of: [Int], firsts: [Int])
  /// The figures drawn: their marks' rows, with the smallest and the largest.
  private let rows: [Int]
  private let low: (row: Int, value: Double)
  private let high: (row: Int, value: Double)

  static let height = 12
  /// A line needs a letter of its own.
  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")

  init(_ subject: ChartSubject, _ canvas: ChartCanvas) {
    self.subject = subject
    self.canvas = canvas
    let axis = LineAxis(subject, canvas.language)
    let series =
      subject.series.isEmpty ? ([Int](repeating: 0, count: subject.table.rowCount), [0]) : subject.orderedSeries()
    self.axis = axis
    self.series = series
    var rows: [Int] = []
    var low: (row: Int, value: Double)?
    var high: (row: Int, value: Double)?
    for row in 0..<subject.table.rowCount {
      guard let value = subject.length(row), axis.slots[row] != nil, series.0[row] < Self.letters.count else {
        continue
      }
      rows.append(row)
      if value < low?.value ?? .infinity { low = (row, value) }
      if value > high?.value ?? -.infinity { high = (row, value) }
    }
    self.rows = rows
    self.low = low ?? (0, 0)
    self.high = high ?? (0, 0)
  }

  func lines() -> [String] {
    let highText = subject.figureText(high.row, canvas.language)
    let lowText = subject.figureText(low.row, canvas.language)
    let labelWidth = max(DisplayWidth.of(highText), DisplayWidth.of(lowText))
    // What stands below the last place may reach beyond it.
    let width = max(8, min(canvas.width - labelWidth - 5, max(30, axis.count * 10)))
    let picture = drawn(width)
    let isFlat = low.value == high.value
    var lines: [String] = []
    for (place, line) in picture.enumerated() {
      var label = ""
      if isFlat {
        if place == Self.height / 2 { label = highText }
      } else if place == 0 {
        label = highText
      } else if place == Self.height - 1 {
        label = lowText
      }
      let tick = canvas.isPlain ? (label.isEmpty ? "|" : "+") : (label.isEmpty ? "│" : "┤")
      lines.append(DisplayWidth.padded(label, to: labelWidth, alignRight: true) + " " + tick + line)
    }
    let indent = String(repeating: " ", count: labelWidth + 1)
    let floor = canvas.isPlain ? "+" + String(repeating: "-", count: width) : "└" + String(repeating: "─", count: width)
    lines.append(indent + floor)
    lines.append(indent + " " + axis.labels(width, within: canvas.width - labelWidth - 2))
    if !subject.series.isEmpty { lines += legend() }
    let nowhere = axis.slots.count { $0 == nil }
    if nowhere > 0 { lines.append(canvas.further(nowhere, ja: "点（横軸が欠測）", en: "point without a place")) }
    return lines
  }

  // MARK: The picture

  private func drawn(_ width: Int) -> [String] {
    var grid = DotGrid(width: width, height: Self.height, isPlain: canvas.isPlain)
    var last: [Int: (slot: Int, x: Double, y: Double)] = [:]
    let range = high.value - low.value
    for row in rows {
      guard let value = subject.length(row), let slot = axis.slots[row] else { continue }
      let x = axis.position(slot)
      let y = range > 0 ? (value - low.value) / range : 0.5
      let one = series.of[row]
      if let before = last[one], slot - before.slot <= 1, slot != axis.apart {
        grid.line(from: (before.x, before.y), to: (x, y), one)
      }
      last[one] = (slot, x, y)
    }
    for row in rows {
      guard let value = subject.length(row), let slot = axis.slots[row] else { continue }
      let y = range > 0 ? (value - low.value) / range : 0.5
      let one = series.of[row]
      grid.mark(subject.series.isEmpty ? "o" : Self.letters[one], at: (axis.position(slot), y), one)
    }
    return grid.lines { text, one in canvas.screen.painted(text, Self.paints[one % Self.paints.count]) }
  }

  private static let paints: [Paint] = [.cyan, .yellow, .magenta, .green, .boldRed]

  private func legend() -> [String] {
    let names = subject.names(subject.series, canvas.language)
    var lines: [String] = []
    for (one, row) in series.firsts.enumerated().prefix(Self.letters.count) {
      let letter = canvas.screen.painted(String(Self.letters[one]), Self.paints[one % Self.paints.count])
      lines.append("  " + letter + " " + DisplayWidth.fit(names[row], canvas.width - 4))
    }
    if series.firsts.count > Self.letters.count {
      lines.append(canvas.further(series.firsts.count - Self.letters.count, ja: "本", en: "line"))
    }
    return lines
  }
}

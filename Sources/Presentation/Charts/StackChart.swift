internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// One bar for each place, made of a part for each series, with the total before it.
///
///     件数、章・評価別
///     第1章  35  ███▓▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒
///     第2章  38  ████▓▓▓▓▓▓▓▓▓▓▒▒▒▒▒▒▒
///       █ A  ▓ B  ▒ C
extension ChartStyle {
  static let stack = ChartStyle(name: "stack") { subject, canvas in
    StackPicture(subject, canvas).lines()
  }
}

private struct StackPicture {
  private let subject: ChartSubject
  private let canvas: ChartCanvas
  private let places: (of: [Int], firsts: [Int])
  private let series: (of: [Int], firsts: [Int])

  init(_ subject: ChartSubject, _ canvas: ChartCanvas) {
    self.subject = subject
    self.canvas = canvas
    let rows = Array(0..<subject.table.rowCount)
    // Rows that nothing groups are bars of their own.
    let isEach = subject.series.isEmpty
    places = isEach ? (rows, rows) : subject.groups(subject.along)
    series = isEach ? (rows.map { _ in 0 }, [0]) : subject.orderedSeries()
  }

  func lines() -> [String] {
    let drawn = min(places.firsts.count, canvas.mostMarks)
    var bars = [[(series: Int, row: Int)]](repeating: [], count: places.firsts.count)
    for row in 0..<subject.table.rowCount { bars[places.of[row]].append((series.of[row], row)) }
    let names = self.names()
    let labelWidth = min(
      max(8, canvas.width * 2 / 5), (0..<drawn).map { DisplayWidth.of(names[$0]) }.max() ?? 0)
    let totals = bars.prefix(drawn).map { total($0.map(\.row)) }
    let figures = zip(totals, bars).map { total, parts in
      total.map { figure($0.exact, like: parts) } ?? CellFormat.missing
    }
    let figureWidth = figures.map { DisplayWidth.of($0) }.max() ?? 0
    let room = max(8, canvas.width - labelWidth - figureWidth - 4)
    let most = totals.compactMap { $0?.length }.max() ?? 0
    var lines: [String] = []
    for place in 0..<drawn {
      let parts = bars[place].sorted { $0.series < $1.series }
      lines.append(
        DisplayWidth.padded(DisplayWidth.fit(names[place], labelWidth), to: labelWidth) + "  "
          + DisplayWidth.padded(figures[place], to: figureWidth, alignRight: true) + "  "
          + bar(parts, cells: most > 0 ? Double(room) / most : 0))
    }
    if drawn < places.firsts.count {
      lines.append(canvas.further(places.firsts.count - drawn, ja: "行", en: "row"))
    }
    if !subject.series.isEmpty { lines += legend() }
    return lines
  }

  private func names() -> [String] {
    if subject.along.isEmpty { return places.firsts.map { places.firsts.count > 1 ? String($0 + 1) : "" } }
    let all = subject.names(subject.along, canvas.language)
    return places.firsts.map { all[$0] }
  }

  /// What the parts of a bar come to; nil when all are missing.
  private func total(_ rows: [Int]) -> (exact: ExactDecimal?, length: Double)? {
    var exact: ExactDecimal? = .zero
    var length: Double?
    for row in rows {
      guard let part = subject.figure(row) else { continue }
      length = (length ?? 0) + part.approximate
      // A sum beyond all digits is drawn, but not written.
      exact = exact.flatMap { try? $0 + part }
    }
    return length.map { (exact, $0) }
  }

  private func figure(_ total: ExactDecimal?, like parts: [(series: Int, row: Int)]) -> String {
    guard let total else { return canvas.isPlain ? "..." : "…" }
    if parts.count == 1, let only = parts.first { return subject.figureText(only.row, canvas.language) }
    return CellFormat.text(total, of: subject.table.fields[subject.measure])
  }

  /// Each part ends where all up to it come to, so that the whole is as long as it should be.
  private func bar(_ parts: [(series: Int, row: Int)], cells: Double) -> String {
    var bar = ""
    var reached = 0.0
    var drawn = 0
    for part in parts {
      reached += subject.length(part.row) ?? 0
      let end = Int((reached * cells).rounded())
      let pattern = String(repeating: sign(part.series), count: max(0, end - drawn))
      bar += pattern
      drawn = max(drawn, end)
    }
    return canvas.screen.painted(bar, .cyan)
  }

  // MARK: Patterns

  private static let letters = Array("abcdefghijklmnopqrstuvwxyz")

  /// Grounds that can be told apart while they are few, letters otherwise.
  private func sign(_ series: Int) -> Character {
    let grounds: [Character] = canvas.isPlain ? ["#", "=", ":", "-", "."] : ["█", "▓", "▒", "░", "."]
    if self.series.firsts.count <= grounds.count { return grounds[series] }
    return series < Self.letters.count ? Self.letters[series] : "+"
  }

  private func legend() -> [String] {
    let names = subject.names(subject.series, canvas.language)
    var entries = series.firsts.enumerated().prefix(Self.letters.count).map { "\(sign($0)) \(names[$1])" }
    if series.firsts.count > Self.letters.count {
      let rest = series.firsts.count - Self.letters.count
      entries.append("+ " + (canvas.language == .ja ? "他 \(rest)" : "\(rest) others"))
    }
    var lines: [String] = []
    var line = ""
    for entry in entries {
      let next = line.isEmpty ? "  " + entry : line + "  " + entry
      if !line.isEmpty, DisplayWidth.of(next) > canvas.width {
        lines.append(line)
        line = "  " + DisplayWidth.fit(entry, canvas.width - 2)
      } else {
        line = DisplayWidth.fit(next, canvas.width)
      }
    }
    return lines + (line.isEmpty ? [] : [line])
  }
}

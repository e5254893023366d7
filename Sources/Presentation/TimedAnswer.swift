public import Diagnostics
internal import PolshText

/// Where the time of an answer went: a line on the whole, and one for each step.
///
///     1,000,000 rows read in 12 ms (83 million rows/s, 2 threads)
///         time  share    rows in   rows out  step
///       0.2 ms    2 %                        Understand the question and plan the answer
///       5.1 ms   42 %             1,000,000  1  Read t
///       6.5 ms   54 %  1,000,000        200  2  Group the rows by dept
///       0.2 ms    2 %        200             Show the answer
public struct TimedAnswer: Sendable {
  public struct Stage: Sendable {
    /// The step's number in an explanation; nil for what stands around the steps.
    public var number: Int?
    public var text: String
    public var nanoseconds: UInt64
    /// One for each input.
    public var rowsIn: [Int]
    public var rowsOut: Int?

    public init(number: Int? = nil, text: String, nanoseconds: UInt64, rowsIn: [Int] = [], rowsOut: Int? = nil) {
      self.number = number
      self.text = text
      self.nanoseconds = nanoseconds
      self.rowsIn = rowsIn
      self.rowsOut = rowsOut
    }
  }

  public var stages: [Stage]
  public var rowsRead: Int
  public var threads: Int

  public init(stages: [Stage], rowsRead: Int, threads: Int) {
    self.stages = stages
    self.rowsRead = rowsRead
    self.threads = threads
  }

  /// - Parameter width: columns of the window; a longer step loses its end.
  public func lines(_ language: Language, width: Int?) -> [String] {
    let total = stages.reduce(0) { $0 + $1.nanoseconds }
    let digits = stages.compactMap { $0.number.map { String($0).utf8.count } }.max() ?? 0
    var cells = [
      language == .ja ? ["時間", "割合", "入った行", "出た行", "手順"] : ["time", "share", "rows in", "rows out", "step"]
    ]
    for stage in stages {
      let number = stage.number.map { DisplayWidth.padded(String($0), to: digits, alignRight: true) + "  " } ?? ""
      cells.append([
        DurationText.text(.nanoseconds(Int64(clamping: stage.nanoseconds)), language: language),
        Self.share(stage.nanoseconds, of: total),
        stage.rowsIn.map { AmountText.whole($0) }.joined(separator: " + "),
        stage.rowsOut.map { AmountText.whole($0) } ?? "", number + SafeText.oneLine(stage.text),
      ])
    }
    let widths = (0..<4).map { column in cells.reduce(0) { max($0, DisplayWidth.of($1[column])) } }
    let indent = widths.reduce(2) { $0 + $1 + 2 }
    var lines = [heading(total, language)]
    for row in cells {
      var line = "  "
      for (cell, width) in zip(row, widths) { line += DisplayWidth.padded(cell, to: width, alignRight: true) + "  " }
      lines.append(line + (width.map { DisplayWidth.fit(row[4], max(16, $0 - indent)) } ?? row[4]))
    }
    return lines
  }

  private func heading(_ total: UInt64, _ language: Language) -> String {
    let time = DurationText.text(.nanoseconds(Int64(clamping: total)), language: language)
    let rows = AmountText.whole(rowsRead)
    let speed = AmountText.rate(rowsRead, in: total, language)
    if language == .ja {
      let remarks = (rowsRead > 0 ? [speed] : []) + (threads > 1 ? ["\(threads) スレッド"] : [])
      return "\(rows) 行を読み、全部で \(time) かかりました" + (remarks.isEmpty ? "" : "（\(remarks.joined(separator: "、"))）")
    }
    let remarks = (rowsRead > 0 ? [speed] : []) + (threads > 1 ? ["\(threads) threads"] : [])
    return "\(rows) \(rowsRead == 1 ? "row" : "rows") read, answered in \(time)"
      + (remarks.isEmpty ? "" : " (\(remarks.joined(separator: ", ")))")
  }

  /// `42 %`, `<1 %`
  private static func share(_ part: UInt64, of total: UInt64) -> String {
    if part == 0 || total == 0 { return "0 %" }
    let share = Double(part) / Double(total) * 100
    return share < 0.5 ? "<1 %" : "\(Int(share.rounded())) %"
  }
}

/// How quickly a file was read: `Read 1,000,000 rows, 78.8 MB in 98 ms (10 million rows/s, 804 MB/s)`
public struct TimedLoad: Sendable {
  public var rows: Int
  public var bytes: Int
  public var nanoseconds: UInt64

  public init(rows: Int, bytes: Int, nanoseconds: UInt64) {
    self.rows = rows
    self.bytes = bytes
    self.nanoseconds = nanoseconds
  }

  public var text: Message { Message(ja: line(.ja), en: line(.en)) }

  private func line(_ language: Language) -> String {
    let time = DurationText.text(.nanoseconds(Int64(clamping: nanoseconds)), language: language)
    let (count, size) = (AmountText.whole(rows), AmountText.bytes(Double(bytes), language))
    let speed = AmountText.rate(rows, in: nanoseconds, language)
    let flow = AmountText.bytes(Double(bytes) * 1e9 / Double(max(1, nanoseconds)), language)
    return language == .ja
      ? "\(count) 行、\(size) を \(time) で読みました（\(speed)、\(flow)）"
      : "Read \(count) \(rows == 1 ? "row" : "rows"), \(size) in \(time) (\(speed), \(flow)/s)"
  }
}

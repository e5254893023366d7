public import ColumnStore
public import Diagnostics
public import PolicyModel
internal import PolshSystem
internal import PolshText
internal import Synchronization

/// A person's own file as a table: `load '支出.csv'`. Its columns' types were found from all of its cells.
///
/// The file's text stays in memory, so that later changes of the file do not reach into a session.
public final class CSVTable: TableSource {
  public let entry: TableEntry
  /// How the file was understood.
  public let report: LoadReport
  private let content: CSVContent
  private let rules: [CellRule]
  private let stamp: FileStamp?
  private let cache = Mutex<[Int: Column]>([:])

  private init(entry: TableEntry, report: LoadReport, content: CSVContent, rules: [CellRule], stamp: FileStamp?) {
    self.entry = entry
    self.report = report
    self.content = content
    self.rules = rules
    self.stamp = stamp
  }

  /// Whether the file is no longer what it was when it was read.
  public var hasChanged: Bool { FileStamp(path: report.path) != stamp }

  /// Reads a file of text whose first line is its heading.
  ///
  /// - Parameters:
  ///   - name: what the table is called; nil: the file's name without its ending, made a word.
  /// - Throws: what is wrong with the file, with line and column.
  public static func load(
    path: String, name: String? = nil, options: LoadOptions = LoadOptions()
  ) throws(Diagnostic) -> CSVTable {
    let stamp = FileStamp(path: path)
    let bytes: [UInt8]
    do { bytes = try DataFile.read(path) } catch { throw error.diagnostic }
    return try parse(bytes, path: path, name: name, options: options, stamp: stamp)
  }

  /// Reads the bytes of such a file.
  static func parse(
    _ bytes: [UInt8], path: String, name: String? = nil, options: LoadOptions = LoadOptions(), stamp: FileStamp? = nil
  ) throws(Diagnostic) -> CSVTable {
    let text = try DecodedText(bytes, path: path, encoding: try TextEncoding.asked(options.encoding, path: path))
    let separator = options.separator ?? SeparatorFinder.separator(of: text.bytes, from: text.start)
    let heading = try HeadingLines(
      text.bytes, from: text.start, separator: separator, lines: options.header, path: path)
    var content = CSVContent(
      path: path, bytes: text.bytes, start: heading.end, width: heading.headings.count, separator: separator)
    content.keepsMalformedRows = options.keepsMalformedRows
    var columns = heading.headings.enumerated().map { TypeInference($1, place: $0 + 1) }
    var rowCount = 0
    var malformed: [Int] = []
    do {
      try content.forEachBlock(malformed: &malformed) { (block) throws(CellFault) in
        rowCount += block.rowCount
        for index in columns.indices { columns[index].look(at: block, of: content.bytes) }
      }
    } catch {
      throw error.explained(headingWidth: heading.headings.count)
    }
    let results = zip(columns, heading.names).map { $0.result(name: $1) }
    var entry = TableEntry(
      name: BilingualName(name ?? LegalWord.made(from: PathName.stem(of: path))), columns: results.map(\.column),
      isCataloged: false)
    entry.path = path
    var report = LoadReport(
      path: path, rowCount: rowCount, encoding: text.encoding, separator: separator,
      columns: zip(heading.headings, results).map { heading, result in
        LoadReport.FoundColumn(
          heading: heading.text, name: result.column.name.ja, type: result.column.type, unit: result.column.unit)
      })
    report.remarks = remarks(columns, results.map(\.column))
    if !malformed.isEmpty {
      let lines = malformed.prefix(5).map { String(TextPlace(of: $0, in: text.bytes).line) }
      report.remarks.append(.malformed(malformed.count, lines.joined(separator: ", ")))
    }
    return CSVTable(entry: entry, report: report, content: content, rules: results.map(\.rule), stamp: stamp)
  }

  private static func remarks(_ columns: [TypeInference], _ entries: [ColumnEntry]) -> [Message] {
    var remarks: [Message] = []
    for (column, entry) in zip(columns, entries) {
      if entry.type == .number, column.roundedCount > 0 { remarks.append(.rounded(entry.name.ja, column.roundedCount)) }
      if entry.type == .year, column.beyondEraCount > 0 {
        remarks.append(.beyondEra(entry.name.ja, column.beyondEraCount))
      }
    }
    return remarks
  }

  public var knownRowCount: Int? { report.rowCount }

  public var keepsOriginals: Bool { true }

  public func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    let columns = try cache.withLock { (cache: inout [Int: Column]) throws(Diagnostic) -> [Column] in
      let isNew = Array(Set(wanted.filter { rules.indices.contains($0) && cache[$0] == nil })).sorted()
      if !isNew.isEmpty {
        let (columns, _) = try content.columns(isNew.map { rules[$0] })
        for (place, column) in zip(isNew, columns) { cache[place] = column }
      }
      for place in wanted where cache[place] == nil && rules.indices.contains(place - entry.columns.count) {
        cache[place] = try content.originals(at: rules[place - entry.columns.count].place)
      }
      return wanted.map { cache[$0] ?? Column.allMissing(report.rowCount, type: .text, reason: .incomputable) }
    }
    return (columns, report.rowCount)
  }

  public var knowsLines: Bool { true }

  public func lines() throws(Diagnostic) -> [Int]? { try content.lines() }
}

extension Diagnostic {
  /// With the hint that the heading may stand lower, where the first line has fewer cells than those below.
  fileprivate func explained(headingWidth: Int) -> Diagnostic {
    var explained = self
    if headingWidth <= 2, file?.line != nil { explained.notes.append(.headingLower) }
    return explained
  }
}

extension Message {
  fileprivate static let headingLower = Message(
    ja: "見出しが 1 行目でないときは、読込 'ファイル' 見出し 3 のように行を指定します。",
    en: "If the heading is not on line 1, say on which: load 'file' header 3.")

  fileprivate static func rounded(_ name: String, _ count: Int) -> Message {
    Message(
      ja: "列「\(name)」の \(count) 個のセルは小数6桁に四捨五入しました。",
      en: "In column \(name), \(count) \(count == 1 ? "cell was" : "cells were") rounded to six decimals.")
  }
  fileprivate static func malformed(_ count: Int, _ lines: String) -> Message {
    Message(
      ja: "セルの数が見出しと違う行が \(count) 行あります（\(lines) 行目）。",
      en: "\(count) \(count == 1 ? "row has" : "rows have") another number of cells than the heading (lines \(lines)).")
  }
  fileprivate static func beyondEra(_ name: String, _ count: Int) -> Message {
    Message(
      ja: "列「\(name)」の \(count) 個のセルは、終わった元号の年度（平成32年度など）を次の元号で読みました。",
      en: "In column \(name), \(count) \(count == 1 ? "cell names a year" : "cells name years") past the end of an era."
    )
  }
}

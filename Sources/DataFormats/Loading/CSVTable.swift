public import ColumnStore
public import Diagnostics
public import PolicyModel
internal import PolshSystem
internal import PolshText
internal import Synchronization

/// A person's own file as a table: `load '支出.csv'`. Its columns' types were found from all of its cells.
///
/// What was read on the way is kept, packed, as far as it is small; other columns are read from the file when a query asks
/// for them, and only as long as the file is the one that was loaded.
public final class CSVTable: TableSource {
  public let entry: TableEntry
  /// How the file was understood.
  public let report: LoadReport
  /// The rows that do not fit the heading, as a table; nil when all fit.
  public let rejected: RejectedRows?
  private let rules: [CellRule]
  private let stamp: FileStamp?
  private let state: Mutex<State>

  private struct State {
    var content: CSVContent
    /// Cells that are read already, by column, and what their figures are written in.
    var parts: [Int: (cells: CellParts, unit: Unit?)]
    /// Columns that somebody has asked for; behind the columns of the entry the same as they were written.
    var columns: [Int: ColumnCells] = [:]
    /// How often a packed column was asked for.
    var askedCount: [Int: Int] = [:]
    /// How many columns were unpacked because they are asked for again and again.
    var unpackedCount = 0
  }

  /// Whether the file is no longer what it was when it was read.
  public var hasChanged: Bool { stamp != nil && FileStamp(path: report.path) != stamp }

  /// Reads a file of text whose first line is its heading.
  ///
  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - name: what the table is called; nil: the file's name without its ending, made a word.
  /// - Throws: what is wrong with the file, with line and column.
  public static func load(
    path: String, name: String? = nil, options: LoadOptions = LoadOptions()
  ) throws(Diagnostic) -> CSVTable {
    let stamp = path == "-" ? nil : FileStamp(path: path)
    let source: DataBytes
    do { source = try DataBytes.open(path) } catch { throw DataFile.Fault(path: path, failure: error).diagnostic }
    return try CSVTable(TypedFile(source, options), name: name, stamp: stamp)
  }

  /// Reads the bytes of such a file.
  static func parse(
    _ bytes: [UInt8], path: String, name: String? = nil, options: LoadOptions = LoadOptions(), stamp: FileStamp? = nil
  ) throws(Diagnostic) -> CSVTable {
    try CSVTable(TypedFile(DataBytes(bytes, path: path), options), name: name, stamp: stamp)
  }

  private init(_ file: TypedFile, name: String?, stamp: FileStamp?) throws(Diagnostic) {
    let path = file.content.source.path
    var entry = TableEntry(
      name: BilingualName(name ?? LegalWord.made(from: PathName.stem(of: path))), columns: file.columns.map(\.entry),
      isCataloged: false)
    // Of what came through a pipe nobody can show a line again.
    if stamp != nil { entry.path = path }
    self.entry = entry
    self.stamp = stamp
    rules = file.columns.map(\.rule)
    rejected = try RejectedRows(file.content, of: entry.name)
    var report = LoadReport(
      path: path, rowCount: file.content.layout?.rowCount ?? 0, encoding: file.content.shape.encoding,
      separator: file.content.shape.separator,
      columns: file.columns.map { column in
        LoadReport.FoundColumn(
          heading: column.heading.text, name: column.entry.name.ja, type: column.entry.type, unit: column.entry.unit)
      })
    report.remarks = file.remarks
    report.byteCount = file.content.source.size
    if let rejected {
      report.notices = rejected.notices
      if rejected.outnumber(report.rowCount) { report.remarks.append(TypedFile.headingLower) }
    }
    self.report = report
    var parts: [Int: (cells: CellParts, unit: Unit?)] = [:]
    for (place, column) in file.columns.enumerated() {
      if let cells = column.parts { parts[place] = (cells, column.writtenUnit) }
    }
    state = Mutex(State(content: file.content, parts: parts))
  }

  public var knownRowCount: Int? { report.rowCount }

  public var keepsOriginals: Bool { true }

  public func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    let columns = try state.withLock { (state: inout State) throws(Diagnostic) -> [Column] in
      try makeColumns(wanted, &state)
      return wanted.map { place in
        guard let cells = state.columns[place] else { return absent }
        let column = cells.column
        // Who wants all of a column will want it again.
        state.columns[place] = .whole(column)
        return column
      }
    }
    return (columns, report.rowCount)
  }

  public func readPacked(columns wanted: [Int]) throws(Diagnostic) -> (columns: [ColumnCells], rowCount: Int) {
    let columns = try state.withLock { (state: inout State) throws(Diagnostic) -> [ColumnCells] in
      try makeColumns(wanted, &state)
      return wanted.map { place in
        unpackIfWorthIt(place, &state)
        return state.columns[place] ?? .whole(absent)
      }
    }
    return (columns, report.rowCount)
  }

  public func head(columns wanted: [Int], rowCount: Int) throws(Diagnostic) -> [Column]? {
    if rowCount >= report.rowCount { return nil }
    return try state.withLock { (state: inout State) throws(Diagnostic) -> [Column]? in
      // Columns that somebody has asked for are at hand. Making one of the parts that are kept may take longer than to read
      // its first cells again: a million different texts take a second.
      let unread = Set(wanted).sorted().filter { state.columns[$0] == nil }
      var read: [Int: Column] = [:]
      if !unread.isEmpty {
        // What goes wrong here is said where all rows are read; perhaps they are all kept.
        guard let columns = try? state.content.head(unread.compactMap(rule), rowCount: rowCount),
          columns.count == unread.count
        else { return nil }
        for (place, column) in zip(unread, columns) { read[place] = column.sliced(0..<rowCount) }
      }
      return wanted.map { place in
        read[place] ?? state.columns[place]?.cells(0..<rowCount) ?? absent.sliced(0..<rowCount)
      }
    }
  }

  /// How the cells of a column are read, or as they were written.
  private func rule(_ place: Int) -> CellRule? {
    if rules.indices.contains(place) { return rules[place] }
    return rules.indices.contains(place - rules.count) ? .original(at: rules[place - rules.count].place) : nil
  }

  /// Unpacking costs a question on 10 M rows up to 20 ms a column; keeping the column unpacked costs 40 to 80 MB, and as
  /// long as the first questions take to unpack it.
  private func unpackIfWorthIt(_ place: Int, _ state: inout State) {
    guard case .packed(let column)? = state.columns[place] else { return }
    let count = state.askedCount[place, default: 0] + 1
    state.askedCount[place] = count
    if count < 3 || (state.unpackedCount + 1) * report.rowCount > Self.mostUnpackedCells { return }
    state.columns[place] = .whole(column.whole())
    state.unpackedCount += 1
  }

  /// 2 GiB, if each takes eight bytes.
  private static let mostUnpackedCells = 1 << 28

  private var absent: Column { Column.allMissing(report.rowCount, type: .text, reason: .incomputable) }

  /// Makes what was asked for, from what is kept or from the file.
  private func makeColumns(_ wanted: [Int], _ state: inout State) throws(Diagnostic) {
    var unread: [(place: Int, rule: CellRule)] = []
    for place in Set(wanted).sorted() where state.columns[place] == nil {
      if rules.indices.contains(place) {
        // What is made of the parts takes their place.
        if let parts = state.parts.removeValue(forKey: place) {
          state.columns[place] = try state.content.cells(parts.cells, rules[place], writtenIn: parts.unit)
        }
        if state.columns[place] != nil { continue }
      }
      if let rule = rule(place) { unread.append((place, rule)) }
    }
    if unread.isEmpty { return }
    let (columns, _) = try state.content.columns(unread.map(\.rule))
    for (wanted, column) in zip(unread, columns) { state.columns[wanted.place] = column }
  }

  public var knowsLines: Bool { true }

  public func lines() throws(Diagnostic) -> [Int]? {
    try state.withLock { (state: inout State) throws(Diagnostic) -> [Int] in try state.content.lines() }
  }
}

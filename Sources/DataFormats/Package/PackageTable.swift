public import ColumnStore
public import Diagnostics
public import PolicyModel
internal import PolshSystem
internal import PolshText
internal import Synchronization

/// A table of a data package; its file is read when a query first names it, and then only the columns needed.
public final class PackageTable: TableSource {
  public let entry: TableEntry
  private let rules: [CellRule]
  private let file: PackageFile
  private let state = Mutex(State())

  private struct State {
    /// The file's text, and for each described column its place in the file, once read.
    var content: (text: CSVContent, places: [Int])?
    var rowCount: Int?
    /// By place in the entry.
    var columns: [Int: Column] = [:]
    /// The file as it was when it was read.
    var stamp: FileStamp?
  }

  init(entry: TableEntry, rules: [CellRule], file: PackageFile) {
    self.entry = entry
    self.rules = rules
    self.file = file
  }

  public var knownRowCount: Int? { state.withLock { $0.rowCount } }

  public var keepsOriginals: Bool { true }

  public func read(columns wanted: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    try state.withLock { (state: inout State) throws(Diagnostic) -> (columns: [Column], rowCount: Int) in
      // A table that somebody saved again while the session is open is read again.
      if state.content != nil, FileStamp(path: file.path) != state.stamp { state = State() }
      let isNew = wanted.filter { rules.indices.contains($0) && state.columns[$0] == nil }
      if !isNew.isEmpty || state.rowCount == nil { try load(Array(Set(isNew)).sorted(), into: &state) }
      let rowCount = state.rowCount ?? 0
      for place in wanted where place >= entry.columns.count && state.columns[place] == nil {
        let (text, places) = try content(&state)
        guard places.indices.contains(place - entry.columns.count) else { continue }
        state.columns[place] = try text.originals(at: places[place - entry.columns.count])
      }
      let columns = wanted.map { place in
        // Virtual columns have no cells; whoever asks for them nevertheless gets none.
        let type = entry.columns.indices.contains(place) ? entry.columns[place].type : .text
        return state.columns[place] ?? Column.allMissing(rowCount, type: type, reason: .incomputable)
      }
      return (columns, rowCount)
    }
  }

  public var knowsLines: Bool { true }

  public func lines() throws(Diagnostic) -> [Int]? {
    try state.withLock { (state: inout State) throws(Diagnostic) -> [Int] in try content(&state).text.lines() }
  }

  public func refusedCells(column: Int) throws(Diagnostic) -> [RefusedCell] {
    try state.withLock { (state: inout State) throws(Diagnostic) -> [RefusedCell] in
      let (text, places) = try content(&state)
      guard rules.indices.contains(column) else { return [] }
      var rule = rules[column]
      rule.place = places[column]
      return try text.refused(rule)
    }
  }

  private func load(_ wanted: [Int], into state: inout State) throws(Diagnostic) {
    let (text, places) = try content(&state)
    let rules = wanted.map { place in
      var rule = self.rules[place]
      rule.place = places[place]
      return rule
    }
    let (columns, rowCount) = try text.columns(rules)
    state.rowCount = rowCount
    for (place, column) in zip(wanted, columns) { state.columns[place] = column }
  }

  private func content(_ state: inout State) throws(Diagnostic) -> (text: CSVContent, places: [Int]) {
    if let content = state.content { return content }
    state.stamp = FileStamp(path: file.path)
    let bytes: [UInt8]
    do {
      bytes = try DataFile.read(file.path)
    } catch {
      throw error.isAbsence ? .missingFile(file.path, table: entry.name) : error.diagnostic
    }
    let text = try DecodedText(bytes, path: file.path, encoding: file.encoding)
    var scanner = CSVScanner(separator: file.separator, from: text.start)
    var places = Array(1...max(1, rules.count))
    var width = rules.count
    if file.hasHeader {
      var cells: [CSVCell] = []
      do { _ = try scanner.scanRow(text.bytes.span, into: &cells) } catch {
        throw error.diagnostic(bytes: text.bytes, path: file.path)
      }
      let headings = cells.map { $0.text(in: text.bytes) }
      places = try PackageHeader(headings, path: file.path).places(of: rules.map(\.heading))
      width = headings.count
    }
    let content = CSVContent(
      path: file.path, bytes: text.bytes, start: scanner.position, width: width, separator: file.separator)
    state.content = (content, places)
    return (content, places)
  }
}

extension Diagnostic {
  fileprivate static func missingFile(_ path: String, table: BilingualName) -> Diagnostic {
    Diagnostic(
      nil,
      Message(
        ja: "表「\(table.ja)」のファイルがありません: \(path)", en: "The file of table \(table.en) is missing: \(path)"),
      file: FileLocation(path: path))
  }
}

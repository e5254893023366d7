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
    /// The file, and for each described column its place in it, once its heading is read.
    var content: CSVContent?
    var places: [Int] = []
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
        guard state.places.indices.contains(place - entry.columns.count) else { continue }
        state.columns[place] = try state.content?.originals(at: state.places[place - entry.columns.count])
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
    try state.withLock { (state: inout State) throws(Diagnostic) -> [Int]? in
      try open(&state)
      return try state.content?.lines()
    }
  }

  public func refusedCells(column: Int) throws(Diagnostic) -> [RefusedCell] {
    try state.withLock { (state: inout State) throws(Diagnostic) -> [RefusedCell] in
      try open(&state)
      guard rules.indices.contains(column) else { return [] }
      var rule = rules[column]
      rule.place = state.places[column]
      return try state.content?.refused(rule) ?? []
    }
  }

  private func load(_ wanted: [Int], into state: inout State) throws(Diagnostic) {
    try open(&state)
    let rules = wanted.map { place in
      var rule = self.rules[place]
      rule.place = state.places[place]
      return rule
    }
    guard let (columns, rowCount) = try state.content?.columns(rules) else { return }
    state.rowCount = rowCount
    for (place, cells) in zip(wanted, columns) { state.columns[place] = cells.column }
  }

  /// Opens the file and holds its heading against the description.
  private func open(_ state: inout State) throws(Diagnostic) {
    if state.content != nil { return }
    state.stamp = FileStamp(path: file.path)
    let head: FileHead
    do {
      head = try FileHead(try DataBytes.open(file.path), encoding: file.encoding)
    } catch {
      if error == .missing { throw .missingFile(file.path, table: entry.name) }
      throw DataFile.Fault(path: file.path, failure: error).diagnostic
    }
    let (headings, end) = try headings(head)
    state.places = Array(1...max(1, rules.count))
    if let headings { state.places = try PackageHeader(headings, path: file.path).places(of: rules.map(\.heading)) }
    let shape = CSVShape(
      separator: file.separator, width: headings?.count ?? rules.count, encoding: file.encoding)
    var content = CSVContent(head.source, shape, start: end, reading: ReadingOptions())
    content.refusesMalformed = true
    state.content = content
  }

  /// The cells of the first line, if it is a heading, and where the rows begin.
  private func headings(_ head: FileHead) throws(Diagnostic) -> (headings: [String]?, end: Int) {
    if !file.hasHeader { return (nil, head.start) }
    var head = head
    while true {
      var scanner = CSVScanner(separator: file.separator, from: head.start)
      var cells: [CSVCell] = []
      do {
        _ = try scanner.scanRow(head.bytes, into: &cells)
      } catch {
        if head.isWhole { throw error.diagnostic(head.source) }
      }
      if head.isWhole || scanner.position < head.bytes.count {
        try TextCheck.require(file.encoding, head.bytes.span.extracting(0..<scanner.position), head.source)
        return (cells.map { $0.text(in: head.bytes, file.encoding) }, scanner.position)
      }
      do { try head.extend() } catch { throw DataFile.Fault(path: file.path, failure: error).diagnostic }
    }
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

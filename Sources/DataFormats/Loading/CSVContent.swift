internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshSystem

/// A CSV file with its heading read: from here any of its columns can be made, as often as needed.
struct CSVContent: Sendable {
  var source: DataBytes
  var shape: CSVShape
  /// Where the first row begins.
  var start: Int
  var reading: ReadingOptions
  /// Whether a row of another width, or with broken quotes, is an error instead of being passed over.
  var refusesMalformed = false
  /// Where the rows are, once they have been walked over.
  var layout: RowLayout?
  /// The same for all workers and all times; differs from run to run.
  let seed = UInt64(truncatingIfNeeded: Hasher().finalize())

  init(_ source: DataBytes, _ shape: CSVShape, start: Int, reading: ReadingOptions) {
    self.source = source
    self.shape = shape
    self.start = start
    self.reading = reading
  }

  /// Walks over all rows, with the readers that `make` gives to the workers.
  mutating func walk<Reader: BlockReader>(
    _ make: @Sendable () -> Reader
  ) throws(WalkFailure) -> [Reader.Finding] {
    let walk = BlockWalk(
      source: source, shape: shape, start: start, blockSize: reading.blockSize, workers: reading.workers,
      refusesMalformed: refusesMalformed, progress: reading.progress)
    let (layout, findings) = try walk.run(layout: layout, make)
    self.layout = layout
    return findings
  }

  /// Makes the columns that the rules describe.
  ///
  /// - Throws: the first cell or row of the file that the rules do not allow.
  mutating func columns(_ rules: [CellRule]) throws(Diagnostic) -> (columns: [ColumnCells], rowCount: Int) {
    let findings: [WorkerFinding]
    do {
      findings = try walk { [seed, shape] in RuleReader(rules, shape.encoding, seed: seed) }
    } catch { throw diagnostic(error) }
    var columns: [ColumnCells] = []
    for (index, rule) in rules.enumerated() {
      let parts = CellParts(findings.map { $0.cells[index] }, blocks: findings.map(\.blocks))
      guard let column = try cells(parts, rule) else { throw .unreadColumn(rule.heading) }
      columns.append(column)
    }
    return (columns, layout?.rowCount ?? 0)
  }

  /// The first rows of the columns that the rules describe, and perhaps some more; nil where the rows are not known yet or
  /// it would be most of the file.
  func head(_ rules: [CellRule], rowCount: Int) throws(Diagnostic) -> [Column]? {
    guard let layout else { return nil }
    let head = layout.head(rowCount: rowCount)
    if head.counts.count * 4 > layout.counts.count { return nil }
    var first = self
    first.layout = head
    first.reading.progress = nil
    return try first.columns(rules).columns.map(\.column)
  }

  /// Puts a column together; nil where not all of its cells were kept.
  ///
  /// - Parameter unit: what the figures are written in, if they are not values yet.
  func cells(_ parts: CellParts, _ rule: CellRule, writtenIn unit: Unit? = nil) throws(Diagnostic) -> ColumnCells? {
    let rows = BlockRows(layout?.counts ?? [])
    switch rule.kind {
    case .year:
      return parts.segments.map { .packed(PackedFigures(years: $0, rows, workers: reading.workers)) }
    case .number:
      guard let segments = parts.segments else { return nil }
      if let packed = PackedFigures(numbers: segments, writtenIn: unit, rows, workers: reading.workers) {
        return .packed(packed)
      }
      let wide = WideFigures(segments: segments, unit: unit)
      if !wide.canBeMade { return nil }
      do { return .whole(try wide.column()) } catch { throw tooLong(rule) }
    case .text, .original, .level, .bool, .list:
      guard let findings = parts.spellings else { return nil }
      // A million different texts take a second here.
      if Interrupt.isRequested { throw .interrupted() }
      let union = SpellingUnion(findings, parts.takers, seed: seed)
      if Interrupt.isRequested { throw .interrupted() }
      var meaning = CellMeaning(rule, seed: seed)
      let meanings = meaning.codes(union, findings, shape.encoding)
      if Interrupt.isRequested { throw .interrupted() }
      let cells = PackedCells(
        findings, parts.takers, meanings: union.perWorker(meanings), rows, workers: reading.workers)
      return meaning.cells(cells)
    }
  }

  /// The cells at one place (1-based) exactly as the file has them: what `raw(x)` shows; an empty one is missing.
  mutating func originals(at place: Int) throws(Diagnostic) -> Column {
    try columns([CellRule.original(at: place)]).columns[0].column
  }

  /// For each row the line of the file that it begins on, from 1.
  mutating func lines() throws(Diagnostic) -> [Int] {
    do throws(WalkFailure) {
      let blocks = try walk { RowReader() }.flatMap { $0 }.sorted { $0.number < $1.number }
      do { return try LinePlaces(source).lines(of: blocks.flatMap(\.starts)) } catch { throw .block(.file(error)) }
    } catch { throw diagnostic(error) }
  }

  /// Numbers each of which fits, but not all with the decimals of one of them.
  private func tooLong(_ rule: CellRule) -> Diagnostic {
    Diagnostic(nil, .tooLong(rule.heading), file: FileLocation(path: source.path))
  }

  func diagnostic(_ failure: WalkFailure) -> Diagnostic {
    switch failure {
    case .interrupted, .abandoned: return .interrupted()
    case .block(.file(.changedWhileReading)):
      return Diagnostic(nil, .changed(source.path), notes: layout == nil ? [] : [.loadAgain])
    case .block(.file(let failure)): return DataFile.Fault(path: source.path, failure: failure).diagnostic
    case .block(.nul(let offset)): return TextCheck.nulFault(at: offset, source)
    case .block(.notText(let offset)): return TextCheck.notText(at: offset, source, shape.encoding)
    case .block(.rowTooLong(let offset)):
      return .rowTooLong(shape.longestRow, line: TextPlace(of: offset, in: source).line, path: source.path)
    case .cell(let fault):
      return fault.diagnostic(path: source.path, line: TextPlace(of: fault.offset, in: source).line)
    case .malformed(let row): return row.fault(width: shape.width).diagnostic(source)
    }
  }
}

extension Diagnostic {
  static func rowTooLong(_ limit: Int, line: Int, path: String) -> Diagnostic {
    Diagnostic(nil, .rowTooLong(limit >> 20), file: FileLocation(path: path, line: line))
  }

  fileprivate static func unreadColumn(_ heading: String) -> Diagnostic {
    Diagnostic(nil, Message(ja: "列「\(heading)」を読めません", en: "Column \(heading) cannot be read"))
  }
}

extension Message {
  fileprivate static let loadAgain = Message(
    ja: "「読込」でもう一度読み込むと使えます。", en: "Loading it again makes it usable.")

  fileprivate static func changed(_ path: String) -> Message {
    Message(
      ja: "ファイル「\(path)」は読んでいる間か、読み込んだ後に書き換えられました",
      en: "The file \(path) was changed while it was being read, or since it was loaded")
  }
  fileprivate static func rowTooLong(_ limit: Int) -> Message {
    Message(
      ja: "この行は \(limit) MiB を超えています。表のファイルではないようです",
      en: "This line is longer than \(limit) MiB; this does not look like a table")
  }
  fileprivate static func tooLong(_ heading: String) -> Message {
    Message(
      ja: "列「\(heading)」の数は、小数点をそろえると桁が多すぎます（上限 38 桁）",
      en: "The numbers of column \(heading) have too many digits when their decimals are lined up (limit 38)")
  }
}

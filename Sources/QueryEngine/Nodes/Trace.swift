internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The source rows behind each row, with the columns of theirs that are needed.
  func trace(_ node: Plan.Trace, needed: Set<Int>) throws(Diagnostic) -> Frame {
    traces += 1
    let frame: Frame
    do {
      defer { traces -= 1 }
      frame = try execute(node.input, needed: node.neededOfInput)
    }
    guard let lineage = frame.lineage else { throw .fault("trace") }
    let rows = try RowsBehind(lineage, of: frame.rowCount, places: try sourcePlaces(node), execution: self)

    var result = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: rows.count)
    for (place, key) in node.keys.enumerated() where needed.contains(place) {
      result.columns[place] = try frame.column(key).gathered(rows.results)
    }
    var first = node.keys.count
    if node.namesSource {
      if needed.contains(first) {
        guard let scale = node.fields[first].type.scale, scale.levels.count == node.sources.count else {
          throw .fault("trace")
        }
        result.columns[first] = Column(.codes(rows.sources, TextDictionary(scale.levels)))
      }
      first += 1
    }
    guard node.fields.count == first + node.columns.count else { throw .fault("trace") }
    let wanted = node.columns.indices.filter { needed.contains(first + $0) }
    let found = try columns(wanted.map { node.columns[$0] }, of: node, wanted.map { node.fields[first + $0] }, rows)
    for (index, column) in zip(wanted, found) { result.columns[first + index] = column }
    result.lineage = try rows.lineage(runPlaces(node))
    if tracksIdentity { result.identity = identity(of: rows, node, firstColumn: first) }
    return result
  }

  /// Which row of a table each row is, where one stands several times; the keys are those of the rows that were traced.
  private func identity(of rows: RowsBehind, _ node: Plan.Trace, firstColumn: Int) -> RowIdentity? {
    var starts: [Int] = []
    var total = 0
    for source in node.sources {
      starts.append(total)
      total += rowCount(of: source) ?? 0
    }
    if total > Int(Int32.max) { return nil }
    let numbers = eachRow(rows.count) { rows.rows[$0] &+ Int32(truncatingIfNeeded: starts[Int(rows.sources[$0])]) }
    var seen = [Bool](repeating: false, count: total)
    var repeats = false
    for number in numbers {
      repeats = repeats || seen[Int(number)]
      seen[Int(number)] = true
    }
    if !repeats { return nil }
    var identity = RowIdentity(columnCount: node.fields.count)
    identity.origins = [
      RowIdentity.Origin(numbers: numbers, count: total, cause: .traced),
      RowIdentity.Origin(numbers: rows.results, count: Int((rows.results.last ?? -1) + 1), cause: .traced),
    ]
    for place in node.fields.indices { identity.ofColumn[place] = place < firstColumn ? [1] : [0] }
    return identity
  }

  /// For each table that the run has read its place among the node's sources; nil for one behind no row.
  private func sourcePlaces(_ node: Plan.Trace) throws(Diagnostic) -> [Int?] {
    sources.map { read in node.sources.firstIndex { $0.identity == read.scan.source.identity } }
  }

  /// For each of the node's sources its place among the tables that the run has read.
  private func runPlaces(_ node: Plan.Trace) throws(Diagnostic) -> [Int?] {
    node.sources.map { source in sources.firstIndex { $0.scan.source.identity == source.identity } }
  }

  /// The cells of the columns in the traced rows, table by table and then put together.
  private func columns(
    _ wanted: [Plan.Trace.Column], of node: Plan.Trace, _ fields: [Field], _ rows: RowsBehind
  ) throws(Diagnostic) -> [Column] {
    if wanted.isEmpty { return [] }
    var result: [Column?] = wanted.map { _ in nil }
    for (place, source) in node.sources.enumerated() {
      try checkpoint()
      let gathered = node.sources.count == 1 ? rows.rows : rows.rows(of: place)
      let holds = node.sources.count == 1 ? nil : rows.sources.map { Int($0) == place }
      let cells = try SourceCells(source, wanted.map { $0.cells[place] }, rowCount: rowCount(of: source))
      for index in wanted.indices {
        guard let column = try cells.column(index, fields[index].type, at: gathered) else { continue }
        guard let before = result[index], let holds else {
          result[index] = column
          continue
        }
        result[index] = try chosen(column, before, where: holds, fields[index])
      }
    }
    return zip(result, fields).map { column, field in
      column ?? .allMissing(rows.count, type: field.type, reason: .notApplicable)
    }
  }

  /// The cells of the first column in the rows marked, of the second elsewhere.
  private func chosen(
    _ first: Column, _ second: Column, where holds: [Bool], _ field: Field
  ) throws(Diagnostic) -> Column {
    var mark = field
    mark.type = .bool
    let evaluator = Evaluator(
      fields: [field, field, mark], columns: [first, second, Column(.bools(holds))], rowCount: holds.count,
      execution: self)
    return try evaluator.conditional(.column(2), then: .column(0), else: .column(1)).column(holds.count)
  }

  private func rowCount(of source: any TableSource) -> Int? {
    sources.first { $0.scan.source.identity == source.identity }?.rowCount
  }
}

/// What the columns of a trace hold in the rows of one table, read at once.
private struct SourceCells {
  private let cells: [Plan.Trace.Cell]
  private let columns: [Int: Column]
  private var lines: Column?

  /// - Parameter rowCount: how many rows the table had when they were traced; nil if it was not read.
  init(_ source: any TableSource, _ cells: [Plan.Trace.Cell], rowCount: Int?) throws(Diagnostic) {
    self.cells = cells
    let places = Set(
      cells.compactMap { cell in
        if case .column(let place) = cell { place } else { nil }
      }
    ).sorted()
    let read = try source.read(columns: places)
    guard read.columns.count == places.count, rowCount.map({ $0 == read.rowCount }) ?? true else {
      throw .changed(source.entry.name)
    }
    columns = Dictionary(zip(places, read.columns)) { first, _ in first }
    if cells.contains(.line), let found = try source.lines() {
      guard found.count == read.rowCount else { throw .changed(source.entry.name) }
      lines = Column(.numbers(.narrow(found.map { Int64($0) }, scale: 0)))
    }
  }

  /// The cells of one column at these rows of the table; nil if it holds none of them.
  func column(_ index: Int, _ type: ColumnType, at rows: [Int32]) throws(Diagnostic) -> Column? {
    switch cells[index] {
    case .column(let place): return columns[place]?.gathered(rows, absent: .notApplicable)
    case .text(let text):
      return Column.repeating(.text(text), type: type, count: 1)
        .gathered(rows.map { $0 < 0 ? -1 : 0 }, absent: .notApplicable)
    case .line: return lines?.gathered(rows, absent: .notApplicable)
    case .rowNumber:
      let reason = MissingReason.notApplicable.rawValue
      let mask = rows.contains { $0 < 0 } ? rows.map { $0 < 0 ? reason : 0 } : []
      return Column(.numbers(.narrow(rows.map { Int64($0) + 1 }, scale: 0)), missing: MissingMask(mask))
    case .absent: return nil
    }
  }
}

extension Diagnostic {
  fileprivate static func changed(_ table: BilingualName) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "表「\(table.ja)」は計算している間に変わりました", en: "The table \(table.en) changed while the question ran"),
      notes: [Message(ja: "もう一度実行してください。", en: "Please ask again.")])
  }
}

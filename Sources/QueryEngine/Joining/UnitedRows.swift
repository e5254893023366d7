internal import ColumnStore
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// Where the rows of each column come from; nil where each is a row of its own.
  func identity(of frames: [Frame], _ node: Plan.Union, _ needed: Set<Int>) -> RowIdentity? {
    var identity = RowIdentity(columnCount: node.fields.count)
    var made: [[UnitedOrigin.Part]: Int] = [:]
    for place in needed.sorted() where node.fields.indices.contains(place) {
      let parts = self.parts(of: place, frames, node)
      if parts.allSatisfy({ $0 == .own }) { continue }
      if made[parts] == nil {
        made[parts] = identity.origins.count
        var united = UnitedOrigin()
        for (frame, part) in zip(frames, parts) {
          switch part {
          case .own: united.add(ownRows: frame.rowCount)
          case .known(let origins): united.add(frame.identity?.combined(origins), frame.rowCount)
          case .table(let table): united.add(rows(of: table, behind: frame), table, sources[table].rowCount)
          }
        }
        identity.origins.append(united.origin)
      }
      identity.ofColumn[place] = made[parts].map { [$0] } ?? []
    }
    return identity.origins.isEmpty ? nil : identity
  }

  /// Where one column's rows come from in each input. Rows of one table are the same rows only where the column is that
  /// table's column on several sides: adding one column of a row to another counts nothing twice.
  private func parts(of place: Int, _ frames: [Frame], _ node: Plan.Union) -> [UnitedOrigin.Part] {
    let columns = zip(node.inputs, node.places).map { input, places in places[place].flatMap { input.sourceColumn($0) }
    }
    return frames.indices.map { index in
      guard let own = node.places[index][place] else { return .own }
      if let origins = frames[index].identity?[own], !origins.isEmpty { return .known(origins) }
      guard let column = columns[index], columns.count(where: { $0 == column }) > 1,
        let table = frames[index].lineage?.parts.map({ firstScan(of: $0.source) }).first(where: {
          sources[$0].scan.source.identity == column.table
        }), rows(of: table, behind: frames[index]) != nil
      else { return .own }
      return .table(table)
    }
  }

  /// Of the times that a table is scanned the first.
  private func firstScan(of source: Int) -> Int {
    sources.indices.first { $0 == source || sources[$0].isSameTable(as: sources[source]) } ?? source
  }

  /// The rows of a table that a frame's rows are, one for each; nil where they are made from several.
  private func rows(of table: Int, behind frame: Frame) -> [Int32]? {
    let parts = frame.lineage?.parts.filter { firstScan(of: $0.source) == table } ?? []
    guard parts.count == 1, let part = parts.first else { return nil }
    switch part.rows {
    case .all: return eachRow(frame.rowCount) { Int32($0) }
    case .single(let rows): return rows
    case .several: return nil
    }
  }
}

extension Plan {
  /// The column of a table that a column is, if nothing was computed on the way.
  fileprivate func sourceColumn(_ place: Int) -> SourceColumn? {
    switch self {
    case .scan(let node): SourceColumn(table: node.source.identity, column: node.columns[place])
    case .project(let node):
      if case .column(let inner) = node.values[place] { node.input.sourceColumn(inner) } else { nil }
    case .unnest(let node): place == node.column ? nil : node.input.sourceColumn(place)
    case .join(let node):
      place < node.left.fields.count
        ? node.left.sourceColumn(place) : node.right.sourceColumn(node.rightColumns[place - node.left.fields.count])
    case .window(let node): place < node.input.fields.count ? node.input.sourceColumn(place) : nil
    case .filter(let node): node.input.sourceColumn(place)
    case .sort(let node): node.input.sourceColumn(place)
    case .limit(let node): node.input.sourceColumn(place)
    case .effect(let node): node.input.sourceColumn(place)
    case .aggregate, .summarize, .union, .trace: nil
    }
  }
}

private struct SourceColumn: Hashable {
  var table: ObjectIdentifier
  var column: Int
}

/// The origins of one column of several inputs as one.
private struct UnitedOrigin {
  /// Where the rows of one input come from: each is its own, or of these origins, or of a table.
  enum Part: Hashable {
    case own
    case known([Int])
    case table(Int)
  }

  private(set) var origin = RowIdentity.Origin(numbers: [], count: 0, cause: .united)
  /// Where the numbers of each table begin.
  private var starts: [Int: Int] = [:]

  mutating func add(_ rows: [Int32]?, _ table: Int, _ count: Int) {
    let start = starts[table] ?? origin.count
    if starts[table] == nil { origin.count += count }
    starts[table] = start
    append(rows ?? [], from: start)
  }

  mutating func add(_ other: RowIdentity.Origin?, _ rowCount: Int) {
    guard let other else { return add(ownRows: rowCount) }
    if starts.isEmpty { origin.cause = other.cause }
    append(other.numbers, from: origin.count)
    origin.count += other.count
  }

  mutating func add(ownRows count: Int) {
    append(eachRow(count) { Int32(truncatingIfNeeded: $0) }, from: origin.count)
    origin.count += count
  }

  private mutating func append(_ numbers: [Int32], from start: Int) {
    let start = Int32(truncatingIfNeeded: start)
    origin.numbers += eachRow(numbers.count) { numbers[$0] < 0 ? -1 : numbers[$0] &+ start }
  }
}

internal import ColumnStore
internal import QueryPlan

/// Which rows of which tables stand behind each row of a frame: for counting readings (N9) and for `trace`.
struct Lineage: Sendable {
  struct Part: Sendable {
    /// Place in the run's `sources`.
    var source: Int
    var rows: SourceRows
  }

  var parts: [Part]

  func gathered(_ rows: [Int32]) -> Lineage {
    Lineage(parts: parts.map { Part(source: $0.source, rows: $0.rows.gathered(rows)) })
  }

  /// The rows behind each group: those of all its rows, in their order. A row of group −1 belongs to none.
  func grouped(_ groupOf: [Int32], groupCount: Int) -> Lineage {
    Lineage(parts: parts.map { Part(source: $0.source, rows: $0.rows.grouped(groupOf, groupCount: groupCount)) })
  }
}

extension Lineage {
  /// The rows behind the rows of several frames, one after the other.
  static func concatenated(_ frames: [(lineage: Lineage?, rowCount: Int)]) -> Lineage? {
    guard frames.contains(where: { $0.lineage != nil }) else { return nil }
    let total = frames.reduce(0) { $0 + $1.rowCount }
    var parts: [Part] = []
    var before = 0
    for frame in frames {
      for part in frame.lineage?.parts ?? [] {
        parts.append(
          Part(source: part.source, rows: part.rows.standing(at: before, of: total, rowCount: frame.rowCount)))
      }
      before += frame.rowCount
    }
    return Lineage(parts: parts)
  }
}

/// The rows of one table behind the rows of a frame.
enum SourceRows: Sendable {
  /// Row i is row i of the table.
  case all
  /// One row each; −1 for none.
  case single([Int32])
  /// Row i has `rows[offsets[i]..<offsets[i + 1]]` behind it.
  case several(offsets: [Int], rows: [Int32])

  func gathered(_ wanted: [Int32]) -> SourceRows {
    switch self {
    case .all: return .single(wanted)
    case .single(let rows): return .single(wanted.map { $0 < 0 ? -1 : rows[Int($0)] })
    case .several(let offsets, let rows):
      var newOffsets = [0]
      newOffsets.reserveCapacity(wanted.count + 1)
      var newRows: [Int32] = []
      for row in wanted {
        if row >= 0 { newRows.append(contentsOf: rows[offsets[Int(row)]..<offsets[Int(row) + 1]]) }
        newOffsets.append(newRows.count)
      }
      return .several(offsets: newOffsets, rows: newRows)
    }
  }

  /// The same rows behind rows of which others stand before and after these.
  func standing(at before: Int, of total: Int, rowCount: Int) -> SourceRows {
    let after = total - before - rowCount
    switch self {
    case .all, .single:
      let rows = if case .single(let rows) = self { rows } else { eachRow(rowCount) { Int32($0) } }
      return .single([Int32](repeating: -1, count: before) + rows + [Int32](repeating: -1, count: after))
    case .several(let offsets, let rows):
      let last = offsets.last ?? 0
      return .several(
        offsets: [Int](repeating: 0, count: before) + offsets + [Int](repeating: last, count: after), rows: rows)
    }
  }

  func grouped(_ groupOf: [Int32], groupCount: Int) -> SourceRows {
    // One loop for each kind: asking the kind row by row would cost more than the work.
    var offsets = [Int](repeating: 0, count: groupCount + 1)
    switch self {
    case .all:
      for group in groupOf where group >= 0 { offsets[Int(group) + 1] += 1 }
    case .single(let rows):
      for (row, group) in groupOf.enumerated() where group >= 0 && rows[row] >= 0 { offsets[Int(group) + 1] += 1 }
    case .several(let starts, _):
      for (row, group) in groupOf.enumerated() where group >= 0 {
        offsets[Int(group) + 1] += starts[row + 1] - starts[row]
      }
    }
    for group in 0..<groupCount { offsets[group + 1] += offsets[group] }
    var next = offsets
    var result = [Int32](repeating: 0, count: offsets[groupCount])
    switch self {
    case .all:
      for (row, group) in groupOf.enumerated() where group >= 0 {
        result[next[Int(group)]] = Int32(row)
        next[Int(group)] += 1
      }
    case .single(let rows):
      for (row, group) in groupOf.enumerated() where group >= 0 && rows[row] >= 0 {
        result[next[Int(group)]] = rows[row]
        next[Int(group)] += 1
      }
    case .several(let starts, let rows):
      for (row, group) in groupOf.enumerated() where group >= 0 {
        for index in starts[row]..<starts[row + 1] {
          result[next[Int(group)]] = rows[index]
          next[Int(group)] += 1
        }
      }
    }
    return .several(offsets: offsets, rows: result)
  }

  /// Marks every row of the table that stands behind some row.
  func mark(_ seen: inout [Bool]) {
    switch self {
    case .all: for row in seen.indices { seen[row] = true }
    case .single(let rows), .several(_, let rows): for row in rows where row >= 0 { seen[Int(row)] = true }
    }
  }
}

/// A table that a run reads.
struct ScannedSource {
  var scan: Plan.Scan
  var rowCount: Int
  /// Whether each row is stated in the document, derived or inferred, where the table says so.
  var reading: Column?

  /// Whether both are scans of one table, so that their rows are the same rows.
  func isSameTable(as other: ScannedSource) -> Bool {
    rowCount == other.rowCount && scan.source.identity == other.scan.source.identity
  }
}

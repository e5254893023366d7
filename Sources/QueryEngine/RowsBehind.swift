internal import ColumnStore
internal import Diagnostics

/// The source rows behind the rows of a frame, one after the other: for `trace`.
struct RowsBehind {
  /// For each the row of the frame, its table and its row there. Ordered by these three, none twice.
  private(set) var results: [Int32] = []
  private(set) var sources: [Int32] = []
  private(set) var rows: [Int32] = []

  var count: Int { rows.count }

  /// - Parameter places: for each table of the run the number by which it is called here; nil leaves its rows out.
  init(
    _ lineage: Lineage, of rowCount: Int, places: [Int?], execution: Execution
  ) throws(Diagnostic) {
    if lineage.parts.count == 1, let part = lineage.parts.first, let place = places[part.source],
      let rows = part.rows.atMostOne(rowCount)
    {
      self.rows = rows.filter { $0 >= 0 }
      results = (0..<Int32(clamping: rowCount)).filter { rows[Int($0)] >= 0 }
      sources = [Int32](repeating: Int32(clamping: place), count: self.rows.count)
      return
    }
    let count = (places.compactMap { $0 }.max() ?? -1) + 1
    var parts: [[SourceRows]] = Array(repeating: [], count: count)
    for part in lineage.parts { if let place = places[part.source] { parts[place].append(part.rows) } }
    var found: [Int32] = []
    for row in 0..<rowCount {
      if row & 0xFFFF == 0xFFFF { try execution.checkpoint() }
      for (place, parts) in parts.enumerated() {
        found.removeAll(keepingCapacity: true)
        for part in parts { part.append(row, to: &found) }
        found.makeAscending()
        if rows.count + found.count > Int(Int32.max) { throw .tooManyRows(rows.count + found.count) }
        for one in found {
          results.append(Int32(row))
          sources.append(Int32(place))
          rows.append(one)
        }
      }
    }
  }

  /// The rows of one table; −1 where the row is another's.
  func rows(of source: Int) -> [Int32] { eachRow(rows.count) { Int(sources[$0]) == source ? rows[$0] : -1 } }

  /// Where these rows come from in turn.
  ///
  /// - Parameter places: for each table as it is called here its place in the run.
  func lineage(_ places: [Int?]) throws(Diagnostic) -> Lineage {
    var parts: [Lineage.Part] = []
    for (source, place) in places.enumerated() {
      guard let place else { continue }
      parts.append(Lineage.Part(source: place, rows: .single(places.count == 1 ? rows : rows(of: source))))
    }
    return Lineage(parts: parts)
  }
}

extension SourceRows {
  /// The row behind each row, −1 for none; nil if there can be several.
  fileprivate func atMostOne(_ rowCount: Int) -> [Int32]? {
    switch self {
    case .all: (0..<rowCount).map { Int32(clamping: $0) }
    case .single(let rows): rows
    case .several: nil
    }
  }

  /// Adds the rows behind one row.
  fileprivate func append(_ row: Int, to found: inout [Int32]) {
    switch self {
    case .all: found.append(Int32(clamping: row))
    case .single(let rows): if rows[row] >= 0 { found.append(rows[row]) }
    case .several(let offsets, let rows): found.append(contentsOf: rows[offsets[row]..<offsets[row + 1]])
    }
  }
}

extension [Int32] {
  /// Puts the numbers in order and leaves each once; most often they are so already.
  fileprivate mutating func makeAscending() {
    var isAscending = true
    for index in indices.dropFirst() where self[index - 1] >= self[index] {
      isAscending = false
      break
    }
    if isAscending { return }
    sort()
    var kept = 1
    for index in indices.dropFirst() where self[index] != self[kept - 1] {
      self[kept] = self[index]
      kept += 1
    }
    removeLast(count - kept)
  }
}

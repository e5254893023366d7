internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The groups by all keys, then those of each total, in one pass over the input: `wanted` are the calls asked for.
  func aggregateWithTotals(
    _ node: Plan.Aggregate, _ wanted: [Int], over frame: Frame, _ grouping: Grouping
  ) throws(Diagnostic) -> Frame {
    if node.completes { throw .fault("totals") }
    let width = node.keys.count
    var keys: [Column] = []
    for place in node.keys { keys.append(try frame.column(place).gathered(grouping.firstRows)) }
    let levels = try GroupLevels(keys: keys, groupCount: grouping.count, totals: node.totals, execution: self)
    let types = node.keys.map { frame.fields[$0].type }
    let groups = Groups(
      groupOf: grouping.groupOf, count: grouping.count, keys: keys, keyTypes: types, levels: levels)
    let (results, contributing) = try evaluate(wanted.map { node.calls[$0] }, over: frame, groups)

    var result = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: levels.rowCount)
    for (place, key) in levels.keyColumns.enumerated() { result.columns[place] = key }
    for (index, column) in zip(wanted, results) { result.columns[width + index] = column }
    if !node.totals.isEmpty { result.columns[node.fields.count - 1] = levels.numbers }
    if let lineage = frame.lineage {
      let each = levels.groupings.map { lineage.grouped($0.coarse(contributing), groupCount: $0.count) }
      result.lineage = Lineage.joined(each)
    }
    return result
  }
}

extension Plan.Aggregate {
  /// Whether some results are over more rows than those of one group by all keys.
  var hasLevels: Bool { !totals.isEmpty || calls.contains { $0.within != nil } }
}

/// The groups by all keys and, above them, coarser ones by only some: totals.
struct GroupLevels {
  /// The rows of a result that has them all, one behind the other.
  let groupings: [CoarseGrouping]
  /// One cell for each group by all keys.
  private let keys: [Column]
  private let groupCount: Int
  private let execution: Execution

  /// - Parameters:
  ///   - keys: one cell for each group by all keys.
  ///   - totals: the keys of each coarser level.
  init(keys: [Column], groupCount: Int, totals: [[Int]], execution: Execution) throws(Diagnostic) {
    self.keys = keys
    self.groupCount = groupCount
    self.execution = execution
    var groupings: [CoarseGrouping] = []
    for level in [Array(keys.indices)] + totals {
      groupings.append(try CoarseGrouping(level, of: keys, groupCount: groupCount, execution: execution))
    }
    self.groupings = groupings
  }

  var rowCount: Int { groupings.reduce(0) { $0 + $1.count } }

  /// The keys of each row of the result; missing (計) on the levels that leave one out.
  var keyColumns: [Column] {
    keys.enumerated().map { place, key in
      let groups = groupings.flatMap { level in
        level.keys.contains(place) ? level.firstGroups : [Int32](repeating: -1, count: level.count)
      }
      return key.gathered(groups, absent: .total)
    }
  }

  /// For each row of the result the number of its level.
  var numbers: Column {
    Column(
      .numbers(
        .narrow(groupings.enumerated().flatMap { [Int64](repeating: Int64($0), count: $1.count) }, scale: 0)))
  }

  /// One call's results on all levels.
  ///
  /// - Parameters:
  ///   - groupOf: for each row of the input its group by all keys, or −1.
  ///   - compute: the results of so many groups.
  func result(
    _ groupOf: [Int32], within: [Int]?,
    compute: ([Int32], Int) throws(Diagnostic) -> Column
  ) throws(Diagnostic) -> Column {
    var columns: [Column] = []
    for level in groupings {
      guard let within, !level.keys.allSatisfy(within.contains) else {
        columns.append(try compute(level.coarse(groupOf), level.count))
        continue
      }
      let wider = try CoarseGrouping(
        level.keys.filter(within.contains), of: keys, groupCount: groupCount, execution: execution)
      let column = try compute(wider.coarse(groupOf), wider.count)
      columns.append(column.gathered(level.firstGroups.map { $0 < 0 ? 0 : wider.groupOf[Int($0)] }))
    }
    return try Column.joined(columns)
  }
}

/// Groups by all keys brought together to groups by some of them.
struct CoarseGrouping {
  let keys: [Int]
  /// For each group by all keys the one that it belongs to; nil where they are the same.
  private let coarser: [Int32]?
  /// For each of these groups the first group by all keys in it; −1 for a total over no rows.
  let firstGroups: [Int32]

  var count: Int { firstGroups.count }

  init(_ keys: [Int], of columns: [Column], groupCount: Int, execution: Execution) throws(Diagnostic) {
    self.keys = keys
    if keys.count == columns.count {
      coarser = nil
      firstGroups = (0..<groupCount).map { Int32($0) }
      return
    }
    let grouping = try Grouping(keys.map { columns[$0] }, rowCount: groupCount, execution: execution)
    coarser = grouping.groupOf
    firstGroups = groupCount == 0 ? [Int32](repeating: -1, count: grouping.count) : grouping.firstRows
  }

  /// For each group by all keys its group.
  var groupOf: [Int32] { coarser ?? firstGroups }

  /// The group of each row, given its group by all keys or −1.
  func coarse(_ rows: [Int32]) -> [Int32] {
    guard let coarser else { return rows }
    return eachRow(rows.count) { rows[$0] < 0 ? -1 : coarser[Int(rows[$0])] }
  }
}

extension Lineage {
  /// The rows behind the rows of several frames, one frame behind the other; all have the same tables.
  static func joined(_ all: [Lineage]) -> Lineage {
    guard let first = all.first else { return Lineage(parts: []) }
    let parts = first.parts.indices.map { place in
      Part(source: first.parts[place].source, rows: SourceRows.joined(all.map { $0.parts[place].rows }))
    }
    return Lineage(parts: parts)
  }
}

extension SourceRows {
  fileprivate static func joined(_ all: [SourceRows]) -> SourceRows {
    var offsets = [0]
    var rows: [Int32] = []
    for one in all {
      // Grouped rows, as these are, always know where each group's begin.
      guard case .several(let own, let ownRows) = one else { continue }
      for end in own.dropFirst() { offsets.append(rows.count + end) }
      rows += ownRows
    }
    return .several(offsets: offsets, rows: rows)
  }
}

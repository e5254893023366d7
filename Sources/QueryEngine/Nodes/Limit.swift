internal import ColumnStore
internal import Diagnostics
internal import QueryPlan

extension Execution {
  /// The first or last rows, of the whole or of each combination of keys, in their order.
  func limit(_ node: Plan.Limit, needed: Set<Int>) throws(Diagnostic) -> Frame {
    if node.keys.isEmpty {
      if case .sort(let sorting) = node.input {
        return try measured(sorting.number) { () throws(Diagnostic) in try sort(sorting, needed: needed, kept: node) }
      }
      if !node.fromEnd, let head = try head(of: node.input, rowCount: max(0, node.count), needed: needed) {
        return head
      }
      let frame = try execute(node.input, needed: needed)
      guard let range = node.range(of: frame.rowCount) else { return frame }
      return frame.gathered(range.map { Int32($0) }, needed: needed)
    }
    let frame = try execute(node.input, needed: needed.union(node.keys))
    let wanted = max(0, node.count)
    if wanted >= frame.rowCount { return frame }
    var keys: [Column] = []
    for place in node.keys { keys.append(try frame.column(place)) }
    let grouping = try Grouping(keys, rowCount: frame.rowCount, execution: self)
    let rows = node.fromEnd ? grouping.lastRows(wanted) : grouping.leadingRows(wanted)
    return rows.count == frame.rowCount ? frame : frame.gathered(rows, needed: needed)
  }
}

extension Execution {
  /// The first rows of a table, read alone; nil where rows are looked at on the way, or the table cannot do so.
  private func head(of plan: Plan, rowCount: Int, needed: Set<Int>) throws(Diagnostic) -> Frame? {
    let stages = RowStages(plan, needed: needed)
    guard !tracksLineage, stages.onlyPassOn, stages.stages.allSatisfy(\.isProjection),
      case .scan(let node) = stages.base
    else { return nil }
    let places = stages.baseNeeded.filter { node.columns.indices.contains($0) }.sorted()
    let mark = workers.mark
    guard let columns = try node.source.head(columns: places.map { node.columns[$0] }, rowCount: rowCount) else {
      return nil
    }
    var frame = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: rowCount)
    for (place, column) in zip(places, columns) { frame.columns[place] = column }
    if let mark { workers.stopwatch?.took(node.number, since: mark, rows: rowCount) }
    return try rows(of: stages, over: frame)
  }
}

extension RowStages.Stage {
  fileprivate var isProjection: Bool { if case .project = step { true } else { false } }
}

extension Plan.Limit {
  /// The rows kept, of the whole; nil if all are.
  func range(of rowCount: Int) -> Range<Int>? {
    let wanted = max(0, count)
    if wanted >= rowCount { return nil }
    return fromEnd ? rowCount - wanted..<rowCount : 0..<wanted
  }
}

extension Grouping {
  /// The first rows of each group.
  fileprivate func leadingRows(_ wanted: Int) -> [Int32] {
    var taken = [Int](repeating: 0, count: count)
    var kept: [Int32] = []
    for (row, group) in groupOf.enumerated() where taken[Int(group)] < wanted {
      taken[Int(group)] += 1
      kept.append(Int32(row))
    }
    return kept
  }

  /// The last rows of each group.
  fileprivate func lastRows(_ wanted: Int) -> [Int32] {
    var left = [Int](repeating: 0, count: count)
    for group in groupOf { left[Int(group)] += 1 }
    var kept: [Int32] = []
    for (row, group) in groupOf.enumerated() {
      if left[Int(group)] <= wanted { kept.append(Int32(row)) }
      left[Int(group)] -= 1
    }
    return kept
  }
}

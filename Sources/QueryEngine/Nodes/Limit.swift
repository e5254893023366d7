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

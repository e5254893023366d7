internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The rows in the order of the keys; rows with equal keys stay as they were.
  ///
  /// Of `sort -amount | take 10` only ten rows are put together: `kept` are the places wanted of the sorted rows.
  func sort(_ node: Plan.Sort, needed: Set<Int>, kept: Plan.Limit? = nil) throws(Diagnostic) -> Frame {
    var read = needed
    for key in node.keys { read.formUnion(key.value.columns) }
    let stages = RowStages(node.input, needed: read)
    let base = kept == nil ? try execute(stages.base, needed: stages.baseNeeded) : try sliceable(stages)
    let rows: Frame
    if let kept, !kept.fromEnd,
      let found = try TopRows(node, count: kept.count, stages: stages, base: base, needed: read, workers)?.run(self)
    {
      rows = found
    } else {
      rows = try self.rows(of: stages, over: try whole(base, of: stages))
    }
    let order = try order(rows, node.keys)
    guard let kept, let range = kept.range(of: rows.rowCount) else {
      return order.map { rows.gathered($0, needed: needed) } ?? rows
    }
    return rows.gathered(order.map { Array($0[range]) } ?? range.map { Int32($0) }, needed: needed)
  }

  /// The rows of a frame in the order of the keys; nil if they are in that order already.
  func order(_ frame: Frame, _ keys: [Plan.Sort.Key]) throws(Diagnostic) -> [Int32]? {
    let evaluator = evaluator(frame)
    var ordinals: [Ordinals] = []
    for key in keys {
      // A constant orders nothing.
      guard case .column(let column) = try evaluator.vector(key.value) else { continue }
      try checkpoint()
      ordinals.append(
        try Ordinals(column, isLevel: evaluator.type(key.value).scale != nil, isDescending: key.isDescending))
    }
    return try RowOrder.sorted(ordinals, rowCount: frame.rowCount, execution: self)
  }
}

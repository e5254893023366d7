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
    let frame = try execute(node.input, needed: read)
    let evaluator = evaluator(frame)
    var ordinals: [Ordinals] = []
    for key in node.keys {
      // A constant orders nothing.
      guard case .column(let column) = try evaluator.vector(key.value) else { continue }
      try checkpoint()
      ordinals.append(
        try Ordinals(column, isLevel: evaluator.type(key.value).scale != nil, isDescending: key.isDescending))
    }
    let order = try RowOrder.sorted(ordinals, rowCount: frame.rowCount, execution: self)
    guard let kept, let range = kept.range(of: frame.rowCount) else {
      return order.map { frame.gathered($0, needed: needed) } ?? frame
    }
    return frame.gathered(order.map { Array($0[range]) } ?? range.map { Int32($0) }, needed: needed)
  }
}

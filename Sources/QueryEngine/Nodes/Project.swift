internal import ColumnStore
internal import Diagnostics
internal import QueryPlan

extension Execution {
  /// New columns from old; columns passed on are shared, not copied.
  func project(_ node: Plan.Project, needed: Set<Int>) throws(Diagnostic) -> Frame {
    var read: Set<Int> = []
    for place in needed where node.values.indices.contains(place) { read.formUnion(node.values[place].columns) }
    for watch in node.watches { read.formUnion(watch.condition.columns) }
    let frame = try execute(node.input, needed: read)
    for watch in node.watches {
      let count = try evaluator(frame).truth(watch.condition).trueCount
      if count > 0 { tally.add(watch.notice(count)) }
    }
    return try projected(frame, node, needed: needed)
  }

  /// New columns from those of a frame.
  func projected(_ frame: Frame, _ node: Plan.Project, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let evaluator = evaluator(frame)
    var result = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: frame.rowCount,
      lineage: frame.lineage, identity: frame.identity)
    if let identity = frame.identity {
      result.identity?.ofColumn = node.values.indices.map { place in
        needed.contains(place) ? identity.origins(of: node.values[place], frame.fields) : []
      }
    }
    for place in node.values.indices where needed.contains(place) && result.columns.indices.contains(place) {
      try checkpoint()
      result.columns[place] = try evaluator.column(node.values[place])
    }
    return result
  }
}

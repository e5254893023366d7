internal import ColumnStore
internal import Diagnostics
internal import QueryPlan

extension Execution {
  /// New columns from old; columns passed on are shared, not copied.
  func project(_ node: Plan.Project, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let wanted = node.values.indices.filter { needed.contains($0) }
    var read: Set<Int> = []
    for place in wanted { read.formUnion(node.values[place].columns) }
    for watch in node.watches { read.formUnion(watch.condition.columns) }
    let frame = try execute(node.input, needed: read)
    let evaluator = evaluator(frame)
    for watch in node.watches {
      let count = try evaluator.truth(watch.condition).trueCount
      if count > 0 { tally.add(watch.notice(count)) }
    }
    var result = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: frame.rowCount,
      lineage: frame.lineage, identity: frame.identity)
    for place in wanted where result.columns.indices.contains(place) {
      try checkpoint()
      result.columns[place] = try evaluator.column(node.values[place])
    }
    return result
  }
}

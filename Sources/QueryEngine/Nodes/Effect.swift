internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// Exports, prints, draws or checks the rows; what is shown has all of its columns.
  func effect(_ node: Plan.Effect, needed: Set<Int>) throws(Diagnostic) -> Frame {
    switch node.kind {
    case .export(let path, let overwrite, let span):
      let frame = try execute(node.input, needed: Set(node.input.fields.indices))
      try sink.export(try frame.table(), to: path, overwrite: overwrite, at: span)
      return frame
    case .print(let title):
      let frame = try execute(node.input, needed: Set(node.input.fields.indices))
      try sink.print(try frame.table(), title: title)
      return frame
    case .chart(let chart):
      let frame = try execute(node.input, needed: needed.union(chart.columns))
      try sink.draw(try marks(of: chart, over: frame), as: chart.drawing)
      return frame
    case .expectRows(let condition, let failure):
      let all = Set(node.input.fields.indices)
      let frame = try execute(node.input, needed: all)
      let failed = try evaluator(frame).truth(condition).negated.trueRows
      if !failed.isEmpty {
        try sink.showFailures(try frame.gathered(Array(failed.prefix(5)), needed: all).table())
        throw failure(failed.count)
      }
      return frame
    case .expectWhole(let calls, let condition, let failure):
      var read = needed
      for call in calls { read.formUnion(call.columns) }
      let frame = try execute(node.input, needed: read)
      let groups = Groups(
        groupOf: [Int32](repeating: 0, count: frame.rowCount), count: 1, keys: [], keyTypes: [])
      let (results, _) = try evaluate(calls, over: frame, groups)
      let whole = Frame(fields: calls.map(\.field), columns: results, rowCount: 1)
      if try evaluator(whole).truth(condition).trueCount == 0 { throw failure() }
      return frame
    }
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Plan.Chart {
  /// The input columns that the marks are made of.
  var columns: Set<Int> {
    guard let groups else { return values.reduce(into: []) { $0.formUnion($1.columns) } }
    return groups.calls.reduce(into: Set(groups.keys)) { $0.formUnion($1.columns) }
  }
}

extension Execution {
  /// The marks of a chart, one a row or one a group of rows, in their order.
  func marks(of chart: Plan.Chart, over frame: Frame) throws(Diagnostic) -> Table {
    let source = if let groups = chart.groups { try grouped(groups, over: frame) } else { frame }
    let evaluator = evaluator(source)
    var marks = Frame(fields: chart.fields, columns: [], rowCount: source.rowCount)
    for value in chart.values {
      try checkpoint()
      marks.columns.append(try evaluator.column(value))
    }
    if let negative = chart.negative {
      let figures = try marks.column(chart.drawing.measure)
      guard case .numbers(let vector) = figures.storage else { throw .fault("chart") }
      let count = (0..<figures.count).count { !figures.missing[$0] && vector.mantissa($0) < 0 }
      if count > 0 { throw negative(count) }
    }
    guard let order = try order(marks, chart.order) else { return try marks.table() }
    return try marks.gathered(order.rows(), needed: Set(marks.fields.indices)).table()
  }

  /// One row a group: the keys, then the calls.
  private func grouped(_ groups: Plan.Chart.Groups, over frame: Frame) throws(Diagnostic) -> Frame {
    var keys: [Column] = []
    for place in groups.keys { keys.append(try frame.column(place)) }
    let grouping = try Grouping(keys, rowCount: frame.rowCount, execution: self)
    let firsts = keys.map { $0.gathered(grouping.firstRows) }
    let fields = groups.keys.map { frame.fields[$0] }
    let (results, _) = try evaluate(
      groups.calls, over: frame,
      Groups(groupOf: grouping.groupOf, count: grouping.count, keys: firsts, keyTypes: fields.map(\.type)))
    return Frame(fields: fields + groups.calls.map(\.field), columns: firsts + results, rowCount: grouping.count)
  }
}

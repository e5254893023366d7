import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  /// What a chart looks at of each row.
  func columns(of chart: Plan.Chart) -> Set<Int> {
    var found: Set<Int> = []
    guard let groups = chart.groups else {
      for value in chart.values { found.formUnion(value.columns) }
      return found
    }
    found.formUnion(groups.keys)
    for call in groups.calls {
      found.formUnion(call.argument?.columns ?? [])
      found.formUnion(call.filter?.columns ?? [])
    }
    return found
  }

  /// The marks of a chart, in their order: what a picture would be drawn of.
  func marks(of chart: Plan.Chart, _ frame: OracleFrame) throws(Diagnostic) -> OracleFrame {
    var source = frame
    if let groups = chart.groups {
      let fields = groups.keys.map { frame.fields[$0] } + groups.calls.map(\.field)
      let rows = RowTable(entry: frame.entry, rows: frame.rows)
      let scan = Plan.scan(
        Plan.Scan(source: rows, name: frame.entry.name, columns: Array(frame.fields.indices), fields: frame.fields))
      source = try aggregate(
        Plan.Aggregate(input: scan, keys: groups.keys, calls: groups.calls, fields: fields), Set(fields.indices))
    }
    var made: [[Value]] = []
    for values in source.rows {
      var mark: [Value] = []
      for value in chart.values { mark.append(try row(values, source.fields).value(value)) }
      made.append(mark)
    }
    if let negative = chart.negative {
      let count = made.count { Order.number($0[chart.drawing.measure])?.isNegative ?? false }
      if count > 0 { throw negative(count) }
    }
    return OracleFrame(fields: chart.fields, rows: made, origins: source.origins)
  }
}

extension OracleFrame {
  /// A description of these rows as a table's.
  fileprivate var entry: TableEntry {
    TableEntry(
      name: BilingualName("marks"), columns: fields.map { ColumnEntry(name: $0.name, type: $0.type) }, isCataloged: true
    )
  }
}

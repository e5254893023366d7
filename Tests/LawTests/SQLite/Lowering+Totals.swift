import PolicyModel
import QueryPlan

extension Lowering {
  /// The groups by all keys, then those of each total, grouping by grouping; the last column tells which.
  mutating func totals(
    _ node: Plan.Aggregate, _ input: Rows, _ rows: String, _ asked: Set<Int>, _ unsaid: inout Set<Int>
  ) throws -> String {
    let names = node.keys.indices.map { "k\($0)" }
    let levels = [Array(node.keys.indices)] + node.totals
    var selects: [String] = []
    for (number, level) in levels.enumerated() {
      let keys = names.indices.map { level.contains($0) ? names[$0] : "NULL AS \(names[$0])" }
      let by = level.isEmpty ? "" : " GROUP BY \(level.map { names[$0] }.joined(separator: ", "))"
      let columns = ["\(number) AS level", "\(number) * 1000000 + ifnull(min(_row), 1) AS _row"] + keys
      selects.append("SELECT \(columns.joined(separator: ", ")) FROM \(rows)\(by)")
    }
    let groups = add(selects.joined(separator: " UNION ALL "))
    let words = words(input)
    let columns = try columns(node.fields, Set(node.fields.indices), &unsaid) { place in
      if place < names.count { return names[place] }
      let index = place - names.count
      if index == node.calls.count { return "level * \(SQLWords.million)" }
      guard asked.contains(index) else { return "NULL" }
      let call = node.calls[index]
      let choices = try levels.enumerated().map { number, level in
        let keys = level.filter { call.within?.contains($0) ?? true }
        let result = try words.result(of: call, number: index, over: rows, keys: keys)
        return "WHEN \(number) THEN \(result.shown(result.asked(over: rows, keys: keys)))"
      }
      return "CASE level \(choices.joined(separator: " ")) END"
    }
    return add("SELECT _row\(columns) FROM \(groups) AS g")
  }

  /// The rows of a chart, which are those before it; only its figures are looked at.
  mutating func drawn(_ chart: Plan.Chart, _ input: Plan, _ needed: Set<Int>) throws -> Rows {
    var read = needed
    if let groups = chart.groups {
      read.formUnion(groups.keys)
      for call in groups.calls { read.formUnion(call.columnsRead) }
    } else {
      for value in chart.values { read.formUnion(value.columns) }
    }
    let rows = try rows(of: input, needed: read)
    var marks = rows
    if let groups = chart.groups {
      let fields = groups.keys.map { rows.fields[$0] } + groups.calls.map(\.field)
      let node = Plan.Aggregate(input: input, keys: groups.keys, calls: groups.calls, fields: fields)
      marks = try self.groups(node, of: rows, asked: Set(groups.calls.indices))
    }
    if let negative = chart.negative {
      let figure = try words(marks).number(chart.values[chart.drawing.measure])
      check(negative(1).code ?? "", finds: "SELECT 1 FROM \(marks.name) WHERE \(figure) < 0 LIMIT 1")
    }
    return rows
  }
}

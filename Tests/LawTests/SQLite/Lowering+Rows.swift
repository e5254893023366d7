import Oracle
import PolicyModel
import QueryPlan

extension Lowering {
  mutating func scan(_ node: Plan.Scan, _ needed: Set<Int>) throws -> Rows {
    guard let table = node.source as? RowTable else { throw Unsayable("a table of another kind") }
    var rows = Rows(name: "", fields: node.fields)
    let columns = columns(node.fields, needed, &rows.unsaid) { "s\(node.columns[$0])" }
    rows.name = add("SELECT _row\(columns) FROM \(SourceTables.name(of: table))")
    return rows
  }

  mutating func filter(_ node: Plan.Filter, _ needed: Set<Int>) throws -> Rows {
    var rows = try rows(of: node.input, needed: needed.union(node.condition.columns))
    let condition = try words(rows).condition(node.condition)
    rows.name = add("SELECT * FROM \(rows.name) WHERE \(condition)")
    return rows
  }

  mutating func project(_ node: Plan.Project, _ needed: Set<Int>) throws -> Rows {
    let read = needed.reduce(into: Set<Int>()) { $0.formUnion(node.values[$1].columns) }
    let input = try rows(of: node.input, needed: read)
    let words = words(input)
    var rows = Rows(name: "", fields: node.fields)
    let columns = try columns(node.fields, needed, &rows.unsaid) { try words.value(node.values[$0]) }
    rows.name = add("SELECT _row\(columns) FROM \(input.name)")
    return rows
  }

  mutating func sort(_ node: Plan.Sort, _ needed: Set<Int>) throws -> Rows {
    let read = node.keys.reduce(into: needed) { $0.formUnion($1.value.columns) }
    var rows = try rows(of: node.input, needed: read)
    let words = words(rows)
    let order = try node.keys.map { key in
      "\(try words.sortable(key.value)) \(key.isDescending ? "DESC" : "ASC") NULLS LAST"
    }
    let number = "row_number() OVER (ORDER BY \((order + ["_row"]).joined(separator: ", ")))"
    let columns = columns(rows.fields, needed, &rows.unsaid) { "c\($0)" }
    rows.name = add("SELECT \(number) AS _row\(columns) FROM \(rows.name)")
    return rows
  }

  mutating func limit(_ node: Plan.Limit, _ needed: Set<Int>) throws -> Rows {
    var rows = try rows(of: node.input, needed: needed.union(node.keys))
    let direction = node.fromEnd ? "DESC" : "ASC"
    if node.keys.isEmpty {
      rows.name = add("SELECT * FROM \(rows.name) ORDER BY _row \(direction) LIMIT \(node.count)")
      return rows
    }
    let keys = try node.keys.map { try words(rows).value(.column($0)) }.joined(separator: ", ")
    let columns = columns(rows.fields, needed, &rows.unsaid) { "c\($0)" }
    let numbered =
      "SELECT *, row_number() OVER (PARTITION BY \(keys) ORDER BY _row \(direction)) AS nth FROM \(rows.name)"
    rows.name = add("SELECT _row\(columns) FROM (\(numbered)) WHERE nth <= \(node.count)")
    return rows
  }

  mutating func unnest(_ node: Plan.Unnest, _ needed: Set<Int>) throws -> Rows {
    var rows = try rows(of: node.input, needed: needed.union([node.column]))
    let list = try words(rows).value(.column(node.column))
    let columns = columns(node.fields, needed, &rows.unsaid) { $0 == node.column ? "j.value" : "t.c\($0)" }
    rows.fields = node.fields
    rows.name = add(
      """
      SELECT row_number() OVER (ORDER BY t._row, j.key) AS _row\(columns)
      FROM \(rows.name) AS t LEFT JOIN json_each(t.\(list)) AS j
      """)
    return rows
  }

  mutating func effect(_ node: Plan.Effect, _ needed: Set<Int>) throws -> Rows {
    switch node.kind {
    case .export, .print: return try rows(of: node.input, needed: needed)
    case .chart(let chart): return try drawn(chart, node.input, needed)
    case .expectRows(let condition, _):
      let rows = try rows(of: node.input, needed: needed.union(condition.columns))
      let holds = try words(rows).condition(condition)
      check("E27", finds: "SELECT 1 FROM \(rows.name) WHERE (\(holds)) IS NOT TRUE LIMIT 1")
      return rows
    case .expectWhole(let calls, let condition, _):
      let input = try rows(of: node.input, needed: calls.reduce(into: needed) { $0.formUnion($1.columnsRead) })
      let node = Plan.Aggregate(input: node.input, keys: [], calls: calls, fields: calls.map(\.field))
      let whole = try groups(node, of: input, asked: Set(calls.indices))
      let holds = try words(whole).condition(condition)
      check("E27", finds: "SELECT 1 FROM \(whole.name) WHERE (\(holds)) IS NOT TRUE LIMIT 1")
      return input
    }
  }

  /// What says expressions over rows.
  func words(_ rows: Rows) -> SQLWords { SQLWords(fields: rows.fields, unsaid: rows.unsaid, tables: tables) }
}

extension AggregateCall {
  /// The input columns that it reads.
  var columnsRead: Set<Int> { (argument?.columns ?? []).union(filter?.columns ?? []) }
}

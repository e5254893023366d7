import Oracle
import PolicyModel
import QueryPlan

extension Lowering {
  mutating func scan(_ node: Plan.Scan, _ needed: Set<Int>) throws -> Rows {
    guard let table = node.source as? RowTable else { throw Unsayable("a table of another kind") }
    let columns = columns(node.fields, needed) { "s\(node.columns[$0])" }
    return Rows(name: add("SELECT _row\(columns) FROM \(SourceTables.name(of: table))"), fields: node.fields)
  }

  mutating func filter(_ node: Plan.Filter, _ needed: Set<Int>) throws -> Rows {
    let input = try rows(of: node.input, needed: needed.union(node.condition.columns))
    let condition = try words(input).condition(node.condition)
    return Rows(name: add("SELECT * FROM \(input.name) WHERE \(condition)"), fields: input.fields)
  }

  mutating func project(_ node: Plan.Project, _ needed: Set<Int>) throws -> Rows {
    let read = needed.reduce(into: Set<Int>()) { $0.formUnion(node.values[$1].columns) }
    let input = try rows(of: node.input, needed: read)
    let words = words(input)
    let columns = try columns(node.fields, needed) { try words.value(node.values[$0]) }
    return Rows(name: add("SELECT _row\(columns) FROM \(input.name)"), fields: node.fields)
  }

  mutating func sort(_ node: Plan.Sort, _ needed: Set<Int>) throws -> Rows {
    let read = node.keys.reduce(into: needed) { $0.formUnion($1.value.columns) }
    let input = try rows(of: node.input, needed: read)
    let words = words(input)
    let order = try node.keys.map { key in
      "\(try words.sortable(key.value)) \(key.isDescending ? "DESC" : "ASC") NULLS LAST"
    }
    let number = "row_number() OVER (ORDER BY \((order + ["_row"]).joined(separator: ", ")))"
    let columns = columns(input.fields, needed) { "c\($0)" }
    return Rows(name: add("SELECT \(number) AS _row\(columns) FROM \(input.name)"), fields: input.fields)
  }

  mutating func limit(_ node: Plan.Limit, _ needed: Set<Int>) throws -> Rows {
    let input = try rows(of: node.input, needed: needed.union(node.keys))
    let direction = node.fromEnd ? "DESC" : "ASC"
    if node.keys.isEmpty {
      let select = "SELECT * FROM \(input.name) ORDER BY _row \(direction) LIMIT \(node.count)"
      return Rows(name: add(select), fields: input.fields)
    }
    let keys = node.keys.map { "c\($0)" }.joined(separator: ", ")
    let columns = columns(input.fields, needed) { "c\($0)" }
    let numbered =
      "SELECT *, row_number() OVER (PARTITION BY \(keys) ORDER BY _row \(direction)) AS nth FROM \(input.name)"
    return Rows(name: add("SELECT _row\(columns) FROM (\(numbered)) WHERE nth <= \(node.count)"), fields: input.fields)
  }

  mutating func unnest(_ node: Plan.Unnest, _ needed: Set<Int>) throws -> Rows {
    let input = try rows(of: node.input, needed: needed.union([node.column]))
    let columns = columns(node.fields, needed) { $0 == node.column ? "j.value" : "t.c\($0)" }
    let select = """
      SELECT row_number() OVER (ORDER BY t._row, j.key) AS _row\(columns)
      FROM \(input.name) AS t LEFT JOIN json_each(t.c\(node.column)) AS j
      """
    return Rows(name: add(select), fields: node.fields)
  }

  mutating func effect(_ node: Plan.Effect, _ needed: Set<Int>) throws -> Rows {
    switch node.kind {
    case .export, .print: return try rows(of: node.input, needed: needed)
    case .expectRows(let condition, _):
      let input = try rows(of: node.input, needed: needed.union(condition.columns))
      let holds = try words(input).condition(condition)
      check("E27", finds: "SELECT 1 FROM \(input.name) WHERE (\(holds)) IS NOT TRUE LIMIT 1")
      return Rows(name: add("SELECT * FROM \(input.name) WHERE 0"), fields: input.fields)
    case .expectWhole(let calls, let condition, _):
      let input = try rows(of: node.input, needed: calls.reduce(into: needed) { $0.formUnion($1.columnsRead) })
      let whole = try groups(of: input, keys: [], calls: calls.map { $0 }, asked: Set(calls.indices), completes: false)
      let holds = try words(Rows(name: whole, fields: calls.map(\.field))).condition(condition)
      check("E27", finds: "SELECT 1 FROM \(whole) WHERE (\(holds)) IS NOT TRUE LIMIT 1")
      return input
    }
  }

  /// What says expressions over rows.
  func words(_ rows: Rows) -> SQLWords { SQLWords(fields: rows.fields, tables: tables) }
}

extension AggregateCall {
  /// The input columns that it reads.
  var columnsRead: Set<Int> { (argument?.columns ?? []).union(filter?.columns ?? []) }
}

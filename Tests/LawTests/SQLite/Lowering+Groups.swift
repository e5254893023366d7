import PolicyModel
import QueryPlan

extension Lowering {
  mutating func aggregate(_ node: Plan.Aggregate, _ needed: Set<Int>) throws -> Rows {
    let asked = node.calls.indices.filter { needed.contains(node.keys.count + $0) || node.calls[$0].uniqueness != nil }
    let read = asked.reduce(into: Set(node.keys)) { $0.formUnion(node.calls[$1].columnsRead) }
    return try groups(node, of: try rows(of: node.input, needed: read), asked: Set(asked))
  }

  /// Keys, then the results of the calls asked for: one row a group, in the order of first appearance.
  mutating func groups(_ node: Plan.Aggregate, of input: Rows, asked: Set<Int>) throws -> Rows {
    var result = Rows(name: "", fields: node.fields)
    let rows = try prepared(node, input, asked, &result.unsaid)
    let names = node.keys.indices.map { "k\($0)" }
    for index in asked.sorted() where node.calls[index].uniqueness != nil {
      let crowd = "SELECT 1 FROM \(rows) WHERE f\(index)"
      check(
        "E12",
        finds: names.isEmpty
          ? "SELECT 1 WHERE (SELECT count(*) FROM \(rows) WHERE f\(index)) > 1"
          : "\(crowd) GROUP BY \(names.joined(separator: ", ")) HAVING count(*) > 1 LIMIT 1")
    }
    if !node.totals.isEmpty || node.calls.contains(where: { $0.within != nil }) {
      result.name = try totals(node, input, rows, asked, &result.unsaid)
      return result
    }
    let words = words(input)
    var results: [Int: GroupResult] = [:]
    for index in asked where !result.unsaid.contains(node.keys.count + index) {
      do {
        results[index] = try words.result(of: node.calls[index], number: index, over: rows, keys: Array(names.indices))
      } catch let error as Unsayable {
        leaveOut(error, node.keys.count + index, &result.unsaid)
      }
    }
    let completes = node.completes && !names.isEmpty
    let groups =
      completes
      ? try completed(rows, names, node.keys.map { input.fields[$0].type }, results) : grouped(rows, names, results)
    let columns = columns(node.fields, Set(node.fields.indices), &result.unsaid) { place in
      if place < names.count { return names[place] }
      let index = place - names.count
      guard let result = results[index] else { return "NULL" }
      var value = result.isGrouped ? "r\(index)" : result.sql
      if completes, let key = node.calls[index].sharedByKey {
        // A group that nobody is in takes what another with that key has.
        let same = "SELECT p.r\(index) FROM \(groups) AS p WHERE p.isThere AND p.k\(key) IS g.k\(key)"
        value = "CASE WHEN g.isThere THEN \(value) ELSE (\(same) ORDER BY p._row LIMIT 1) END"
      }
      return result.shown(value)
    }
    result.name = add("SELECT _row\(columns) FROM \(groups) AS g")
    return result
  }

  /// The rows with their keys, and for each call its argument and whether the row takes part.
  private mutating func prepared(
    _ node: Plan.Aggregate, _ input: Rows, _ asked: Set<Int>, _ unsaid: inout Set<Int>
  ) throws -> String {
    let words = words(input)
    var columns = try ["_row"] + node.keys.enumerated().map { "\(try words.value(.column($1))) AS k\($0)" }
    for index in asked.sorted() {
      let call = node.calls[index]
      if let argument = call.argument {
        do {
          columns.append("\(try words.argument(argument, of: call)) AS a\(index)")
        } catch let error as Unsayable {
          leaveOut(error, node.keys.count + index, &unsaid)
        }
      }
      let filter = try call.filter.map { "((\(try words.condition($0))) IS TRUE)" } ?? "1"
      columns.append("\(filter) AS f\(index)")
    }
    return add("SELECT \(columns.joined(separator: ", ")) FROM \(input.name)")
  }

  private mutating func grouped(_ rows: String, _ names: [String], _ results: [Int: GroupResult]) -> String {
    var columns = ["ifnull(min(_row), 1) AS _row"] + names
    for (index, result) in results.sorted(by: { $0.key < $1.key }) where result.isGrouped {
      columns.append("\(result.sql) AS r\(index)")
    }
    let by = names.isEmpty ? "" : " GROUP BY \(names.joined(separator: ", "))"
    return add("SELECT \(columns.joined(separator: ", ")) FROM \(rows)\(by)")
  }

  /// The groups with rows, then every further combination of keys.
  private mutating func completed(
    _ rows: String, _ names: [String], _ types: [ColumnType], _ results: [Int: GroupResult]
  ) throws -> String {
    let keys = add(
      "SELECT min(_row) AS _row, \(names.joined(separator: ", ")) FROM \(rows) GROUP BY \(names.joined(separator: ", "))"
    )
    var domains: [String] = []
    for (name, type) in zip(names, types) {
      let values: String
      switch type {
      case .level(let scale):
        values = "SELECT code AS v, ord AS o FROM scale_level WHERE scale = '\(try tables.legend(scale))'"
      case .year:
        values = """
          WITH RECURSIVE years(v) AS (
            SELECT min(\(name)) FROM \(keys) UNION ALL SELECT v + 1 FROM years WHERE v < (SELECT max(\(name)) FROM \(keys)))
          SELECT v, v AS o FROM years WHERE v IS NOT NULL
          """
      case .number, .text, .bool, .list:
        values = "SELECT DISTINCT \(name) AS v, \(name) AS o FROM \(keys) WHERE \(name) IS NOT NULL"
      }
      domains.append("(\(values)) AS d_\(name)")
    }
    let combined = names.map { "d_\($0).v AS \($0)" }.joined(separator: ", ")
    let order = names.map { "d_\($0).o" }.joined(separator: ", ")
    let isThere =
      "EXISTS (SELECT 1 FROM \(keys) AS e WHERE \(names.map { "e.\($0) IS d_\($0).v" }.joined(separator: " AND ")))"
    let all = add(
      """
      SELECT _row, 1 AS isThere, \(names.joined(separator: ", ")) FROM \(keys)
      UNION ALL
      SELECT 1000000 + row_number() OVER (ORDER BY \(order)), 0, \(combined)
      FROM \(domains.joined(separator: " CROSS JOIN ")) WHERE NOT \(isThere)
      """)
    var columns = ["g._row", "g.isThere"] + names.map { "g.\($0)" }
    for (index, result) in results.sorted(by: { $0.key < $1.key }) where result.isGrouped {
      columns.append("\(result.asked(over: rows, keys: Array(names.indices))) AS r\(index)")
    }
    return add("SELECT \(columns.joined(separator: ", ")) FROM \(all) AS g")
  }
}

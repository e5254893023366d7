import PolicyModel
import QueryPlan

extension Lowering {
  mutating func window(_ node: Plan.Window, _ needed: Set<Int>) throws -> Rows {
    let width = node.input.fields.count
    let asked = node.calls.indices.filter { needed.contains(width + $0) }
    var read = needed.filter { $0 < width }
    if !asked.isEmpty { read.formUnion(node.keys) }
    for index in asked { for argument in node.calls[index].arguments { read.formUnion(argument.columns) } }
    let input = try rows(of: node.input, needed: read)
    if asked.isEmpty {
      let columns = columns(node.fields, needed) { "c\($0)" }
      return Rows(name: add("SELECT _row\(columns) FROM \(input.name)"), fields: node.fields)
    }

    let words = words(input)
    var prepared = ["*"]
    for index in asked {
      for (number, argument) in node.calls[index].arguments.enumerated() {
        prepared.append("\(try words.windowed(argument, node.calls[index])) AS w\(index)_\(number)")
      }
    }
    let rows = add("SELECT \(prepared.joined(separator: ", ")) FROM \(input.name)")
    var results: [Int: String] = [:]
    for index in asked { results[width + index] = try result(of: node, index, over: rows) }
    let columns = columns(node.fields, needed) { results[$0] ?? "c\($0)" }
    return Rows(name: add("SELECT _row\(columns) FROM \(rows) AS o"), fields: node.fields)
  }

  private func result(of node: Plan.Window, _ index: Int, over rows: String) throws -> String {
    let call = node.calls[index]
    let names = call.arguments.indices.map { "w\(index)_\($0)" }
    let keys = node.keys.map { "c\($0)" }
    func over(_ order: String, _ keys: [String]) -> String {
      "OVER (\(keys.isEmpty ? "" : "PARTITION BY \(keys.joined(separator: ", ")) ")\(order))"
    }
    switch call.computation {
    case .rank(let isDescending):
      guard let last = names.last else { throw Unsayable("rank of nothing") }
      let order = names.map { "\($0) \(isDescending ? "DESC" : "ASC") NULLS LAST" }.joined(separator: ", ")
      let rank = "rank() \(over("ORDER BY \(order)", keys + ["\(last) IS NULL"]))"
      return "CASE WHEN \(last) IS NOT NULL THEN \(rank) * \(SQLWords.million) END"
    case .function(let function):
      switch function.name {
      case "prev", "neighbour":
        let none = call.field.type == .bool && function.name == "prev" ? ", 1, 0" : ""
        return "lag(\(names[0])\(none)) \(over("ORDER BY _row", keys))"
      case "last_present":
        let here = keys.map { "b.\($0) IS o.\($0)" } + ["b._row < o._row", "b.\(names[0]) IS NOT NULL"]
        return """
          (SELECT b.\(names[1]) FROM \(rows) AS b WHERE \(here.joined(separator: " AND ")) ORDER BY b._row DESC LIMIT 1)
          """
      case "row_number": return "row_number() \(over("ORDER BY _row", keys)) * \(SQLWords.million)"
      case "total": return "sum(\(names[0])) \(over("", keys))"
      case "cumsum":
        let sum = "sum(\(names[0])) \(over("ORDER BY _row ROWS UNBOUNDED PRECEDING", keys))"
        return "CASE WHEN \(names[0]) IS NOT NULL THEN \(sum) END"
      default: throw Unsayable("the function \(function.name)")
      }
    }
  }
}

extension SQLWords {
  /// What a window looks at: ranks order levels by their places.
  fileprivate func windowed(_ argument: PlanExpression, _ call: WindowCall) throws -> String {
    switch call.computation {
    case .rank: try sortable(argument)
    case .function(let function):
      ["total", "cumsum"].contains(function.name) ? try number(argument) : try value(argument)
    }
  }
}

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
    let words = words(input)
    var rows = Rows(name: "", fields: node.fields, unsaid: input.unsaid)
    var prepared = ["*"]
    for index in asked {
      do {
        for (number, argument) in node.calls[index].arguments.enumerated() {
          prepared.append("\(try words.windowed(argument, node.calls[index])) AS w\(index)_\(number)")
        }
      } catch let error as Unsayable {
        leaveOut(error, width + index, &rows.unsaid)
      }
    }
    let keys = asked.isEmpty ? [] : try node.keys.map { try words.value(.column($0)) }
    let source = add("SELECT \(prepared.joined(separator: ", ")) FROM \(input.name)")
    let columns = try columns(node.fields, needed, &rows.unsaid) { place in
      place < width ? "c\(place)" : try Self.result(of: node.calls[place - width], place - width, keys, over: source)
    }
    rows.name = add("SELECT _row\(columns) FROM \(source) AS o")
    return rows
  }

  private static func result(
    of call: WindowCall, _ index: Int, _ keys: [String], over rows: String
  ) throws -> String {
    let names = call.arguments.indices.map { "w\(index)_\($0)" }
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
      case "spark":
        return spark(names, keys.map { "b.\($0) IS o.\($0)" }, rows)
      default: throw Unsayable("the function \(function.name)")
      }
    }
  }
}

extension Lowering {
  /// A sign for each place that occurs: a dot where the group has no value there, otherwise one of eight heights.
  private static func spark(_ names: [String], _ here: [String], _ rows: String) -> String {
    let (height, place) = (names[0], names[1])
    let present = (here + ["b.\(height) IS NOT NULL", "b.\(place) IS NOT NULL"]).joined(separator: " AND ")
    let edges = "SELECT min(b.\(height)) AS low, max(b.\(height)) AS high FROM \(rows) AS b WHERE \(present)"
    let block = """
      SELECT substr('▁▂▃▄▅▆▇█', CASE WHEN low = high THEN 4 ELSE \
      exact((b.\(height) - low) * 14 + (high - low)) / (2 * (high - low)) + 1 END, 1)
      FROM \(rows) AS b, (\(edges)) WHERE \(present) AND b.\(place) = d.\(place) ORDER BY b._row DESC LIMIT 1
      """
    let signs = """
      SELECT d.\(place) AS p, ifnull((\(block)), '·') AS sign
      FROM (SELECT DISTINCT \(place) FROM \(rows) WHERE \(place) IS NOT NULL) AS d
      """
    return """
      ifnull((SELECT group_concat(sign, '') OVER (ORDER BY p ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
      FROM (\(signs)) LIMIT 1), '')
      """
  }
}

extension SQLWords {
  /// What a window looks at: ranks order levels by their places.
  fileprivate func windowed(_ argument: PlanExpression, _ call: WindowCall) throws -> String {
    switch call.computation {
    case .rank: try sortable(argument)
    case .function(let function):
      switch function.name {
      case "total", "cumsum": try number(argument)
      // The first level of a legend stands highest.
      case "spark": type(argument).scale == nil ? try value(argument) : "(-\(try sortable(argument)))"
      default: try value(argument)
      }
    }
  }
}

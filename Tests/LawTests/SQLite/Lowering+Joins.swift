import PolicyModel
import QueryPlan

extension Lowering {
  mutating func join(_ node: Plan.Join, _ needed: Set<Int>) throws -> Rows {
    let width = node.left.fields.count
    let brought = needed.filter { $0 >= width }.map { node.rightColumns[$0 - width] }
    let left = try rows(of: node.left, needed: needed.filter { $0 < width }.union(node.leftKeys))
    let right = try rows(of: node.right, needed: Set(brought).union(node.rightKeys))
    let keys = try zip(node.leftKeys, node.rightKeys).map { a, b in
      "l.\(try words(left).value(.column(a))) = r.\(try words(right).value(.column(b)))"
    }
    let isMatch = keys.joined(separator: " AND ")
    let (l, r) = ("\(left.name) AS l", "\(right.name) AS r")
    if node.severalMatches != nil {
      check("E15", finds: "SELECT 1 FROM \(l) JOIN \(r) ON \(isMatch) GROUP BY l._row HAVING count(*) > 1 LIMIT 1")
    }
    var result = Rows(name: "", fields: node.fields, unsaid: left.unsaid)
    for place in node.rightColumns.indices where right.unsaid.contains(node.rightColumns[place]) {
      result.unsaid.insert(width + place)
    }
    let columns = columns(node.fields, needed, &result.unsaid) { place in
      place < width ? "l.c\(place)" : "r.c\(node.rightColumns[place - width])"
    }
    let number = "row_number() OVER (ORDER BY l._row, r._row) AS _row"
    switch node.kind {
    case .lookup: result.name = add("SELECT \(number)\(columns) FROM \(l) LEFT JOIN \(r) ON \(isMatch)")
    case .only: result.name = add("SELECT \(number)\(columns) FROM \(l) JOIN \(r) ON \(isMatch)")
    case .without:
      result.name = add("SELECT l._row\(columns) FROM \(l) WHERE NOT EXISTS (SELECT 1 FROM \(r) WHERE \(isMatch))")
    }
    return result
  }

  mutating func union(_ node: Plan.Union, _ needed: Set<Int>) throws -> Rows {
    var result = Rows(name: "", fields: node.fields)
    var selects: [String] = []
    for (number, input) in node.inputs.enumerated() {
      let places = node.places[number]
      let rows = try rows(of: input, needed: Set(needed.compactMap { places[$0] }))
      let words = words(rows)
      let columns = try columns(node.fields, needed, &result.unsaid) { place in
        guard let own = places[place] else { return "NULL" }
        return try words.value(of: own, as: node.fields[place].type)
      }
      selects.append("SELECT _row AS o, \(number) AS i\(columns) FROM \(rows.name)")
    }
    let all = selects.joined(separator: " UNION ALL ")
    let columns = columns(node.fields, needed, &result.unsaid) { "c\($0)" }
    result.name = add("SELECT row_number() OVER (ORDER BY i, o) AS _row\(columns) FROM (\(all))")
    return result
  }
}

extension SQLWords {
  /// A column brought to the type of a union: a word that the legend does not have is missing.
  fileprivate func value(of place: Int, as type: ColumnType) throws -> String {
    let value = try value(.column(place))
    switch (fields[place].type, type) {
    case (.level(let own), .level(let scale)) where own != scale:
      return "(SELECT code FROM scale_level WHERE scale = '\(try tables.legend(scale))' AND code = \(value))"
    case (.list(.level(let own)), .list(.level(let scale))) where own != scale:
      throw Unsayable("a list by another legend")
    default: return value
    }
  }
}

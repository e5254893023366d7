import PolicyModel
import QueryPlan

/// The result of one aggregate call in SQL.
struct GroupResult {
  /// Where grouped, an aggregate over the rows of a group: their arguments `aN`, and `fN` whether they take part.
  /// Otherwise a query of its own for the group `g`.
  var sql: String
  var isGrouped = true
  /// The name of the legend that the result is a place in.
  var legend: String?

  /// The result as a query of its own, for the group `g`.
  func asked(over rows: String, keys: [Int]) -> String {
    if !isGrouped { return sql }
    let here = keys.map { "i.k\($0) IS g.k\($0)" }.joined(separator: " AND ")
    return "(SELECT \(sql) FROM \(rows) AS i\(here.isEmpty ? "" : " WHERE \(here)"))"
  }

  /// The value that the column holds.
  func shown(_ value: String) -> String {
    legend.map { "(SELECT code FROM scale_level WHERE scale = '\($0)' AND ord = \(value))" } ?? value
  }
}

extension SQLWords {
  /// What is aggregated: best and worst look at the places of levels.
  func argument(_ argument: PlanExpression, of call: AggregateCall) throws -> String {
    switch call.function.name {
    case "best", "worst", "pattern": try sortable(argument)
    case "sum", "avg", "median": try number(argument)
    default: try value(argument)
    }
  }

  /// The result over the rows that agree with a group in these of its keys.
  func result(of call: AggregateCall, number: Int, over rows: String, keys: [Int]) throws -> GroupResult {
    let (a, chosen) = ("a\(number)", "FILTER (WHERE f\(number))")
    let million = Self.million
    let type = call.argument.map { self.type($0) }
    let here = (keys.map { "i.k\($0) IS g.k\($0)" } + ["i.f\(number)"]).joined(separator: " AND ")
    func first(_ condition: String, _ direction: String = "ASC") -> GroupResult {
      GroupResult(
        sql: "(SELECT i.\(a) FROM \(rows) AS i WHERE \(here)\(condition) ORDER BY i._row \(direction) LIMIT 1)",
        isGrouped: false)
    }
    switch (call.function.name, type) {
    case ("count", nil): return GroupResult(sql: "count(*) \(chosen) * \(million)")
    case ("count", _): return GroupResult(sql: "count(\(a)) \(chosen) * \(million)")
    case ("missing_count", _?):
      return GroupResult(sql: "(count(*) \(chosen) - count(\(a)) \(chosen)) * \(million)")
    case ("count_distinct", _?): return GroupResult(sql: "count(DISTINCT \(a)) \(chosen) * \(million)")
    case ("sum", _?): return GroupResult(sql: "sum(\(a)) \(chosen)")
    case ("avg", _?):
      return GroupResult(sql: Self.ratio("sum(\(a)) \(chosen)", "nullif(count(\(a)) \(chosen), 0)"))
    case ("share_of", .bool?):
      return GroupResult(
        sql: Self.ratio(
          "count(*) FILTER (WHERE f\(number) AND \(a)) * \(million)", "nullif(count(*) \(chosen), 0)"))
    case ("min", _?) where type?.scale == nil, ("max", _?) where type?.scale == nil:
      return GroupResult(sql: "\(call.function.name)(\(a)) \(chosen)")
    case ("best", .level(let scale)?):
      return GroupResult(sql: "min(\(a)) \(chosen)", legend: try tables.legend(scale))
    case ("worst", .level(let scale)?):
      return GroupResult(sql: "max(\(a)) \(chosen)", legend: try tables.legend(scale))
    case ("first", _?): return first(" AND i.\(a) IS NOT NULL")
    case ("last", _?): return first(" AND i.\(a) IS NOT NULL", "DESC")
    case ("only", _?): return first("")
    case ("median", .number?):
      return GroupResult(sql: Self.median(a, "\(rows) AS i WHERE \(here)"), isGrouped: false)
    case ("pattern", let type?):
      return GroupResult(
        sql: Self.pattern(a, "\(rows) AS i WHERE \(here)", isLevel: type.scale != nil), isGrouped: false)
    case ("sequence", .text?), ("sequence", .level?):
      return GroupResult(sql: Self.sequence(a, "\(rows) AS i WHERE \(here)"), isGrouped: false)
    case ("list", let type?): return GroupResult(sql: try list(a, type, rows, here), isGrouped: false)
    default: throw Unsayable("the aggregate \(call.function.name)")
    }
  }

  /// A quotient of two aggregates, which may not stand in a query within the query.
  private static func ratio(_ dividend: String, _ divisor: String) -> String {
    """
    (exact(abs(\(dividend)) + \(divisor) / 2) / \(divisor) * CASE WHEN \(dividend) < 0 THEN -1 ELSE 1 END)
    """
  }

  /// The value in the middle, or half of the two that stand there.
  private static func median(_ a: String, _ rows: String) -> String {
    let numbered = """
      SELECT i.\(a) AS x, row_number() OVER (ORDER BY i.\(a)) AS nth, count(*) OVER () AS number \
      FROM \(rows) AND i.\(a) IS NOT NULL
      """
    let middle =
      "SELECT sum(x) AS s, count(*) AS m FROM (\(numbered)) WHERE nth IN ((number + 1) / 2, (number + 2) / 2)"
    return "(SELECT CASE WHEN m > 0 THEN \(ratio("s", "m")) END FROM (\(middle)))"
  }

  /// Whether values rise, fall, stay or do both, row by row; of levels the first in the legend is the highest.
  private static func pattern(_ a: String, _ rows: String, isLevel: Bool) -> String {
    let before = "lag(i.\(a)) OVER (ORDER BY i._row)"
    let (rise, fall) = isLevel ? ("<", ">") : (">", "<")
    let steps = """
      SELECT i.\(a) \(rise) \(before) AS up, i.\(a) \(fall) \(before) AS down FROM \(rows) AND i.\(a) IS NOT NULL
      """
    return """
      (SELECT CASE WHEN count(*) < 2 THEN 'unknown' WHEN max(up) AND max(down) THEN 'mixed' WHEN max(up) THEN 'rising' \
      WHEN max(down) THEN 'falling' ELSE 'flat' END FROM (\(steps)))
      """
  }

  /// The different words in the order in which they first stand.
  private static func sequence(_ a: String, _ rows: String) -> String {
    let firsts = "SELECT i.\(a) AS v, min(i._row) AS o FROM \(rows) AND i.\(a) IS NOT NULL GROUP BY i.\(a)"
    return """
      (SELECT group_concat(v, '→') OVER (ORDER BY o ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) \
      FROM (\(firsts)) LIMIT 1)
      """
  }

  private func list(_ a: String, _ type: ColumnType, _ rows: String, _ here: String) throws -> String {
    let elements: String
    switch type {
    case .text, .level:
      elements = "SELECT i.\(a) AS v, i._row AS o, 0 AS p FROM \(rows) AS i WHERE \(here) AND i.\(a) IS NOT NULL"
    case .list:
      elements =
        "SELECT j.value AS v, i._row AS o, j.key AS p FROM \(rows) AS i JOIN json_each(i.\(a)) AS j WHERE \(here)"
    case .number, .year, .bool: throw Unsayable("a list of figures")
    }
    return """
      (SELECT json_group_array(v) OVER (ORDER BY o, p ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) \
      FROM (\(elements)) LIMIT 1)
      """
  }
}

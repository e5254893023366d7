import PolicyModel
import QueryPlan

/// A plan said in SQL: one common table expression for each node, in which `_row` carries the order of the rows.
///
/// A second way to answer a question, written from the plan's description and §6.2 of the contract, for a system that
/// shares nothing with the engine. Missing is NULL, whatever the reason.
struct Lowering {
  /// A condition that must find no row: otherwise the question is refused with that code.
  struct Check {
    var code: String
    var sql: String
  }

  /// The rows of a node: the name of its table expression, whose columns are `c0`, `c1`, …
  struct Rows {
    var name: String
    var fields: [Field]
  }

  let tables: SourceTables
  private var parts: [String] = []
  /// In the order in which they must be looked at.
  private(set) var checks: [Check] = []

  init(_ tables: SourceTables) { self.tables = tables }

  /// The query whose rows are the answer, in order.
  mutating func query(_ plan: Plan) throws -> String {
    let rows = try rows(of: plan, needed: Set(plan.fields.indices))
    let columns = rows.fields.indices.map { "c\($0)" }.joined(separator: ", ")
    return query("SELECT \(columns.isEmpty ? "1" : columns) FROM \(rows.name) ORDER BY _row")
  }

  /// A final SELECT with all table expressions so far before it.
  func query(_ select: String) -> String { "WITH \(parts.joined(separator: ",\n"))\n\(select)" }

  mutating func rows(of plan: Plan, needed: Set<Int>) throws -> Rows {
    switch plan {
    case .scan(let node): try scan(node, needed)
    case .filter(let node): try filter(node, needed)
    case .project(let node): try project(node, needed)
    case .aggregate(let node): try aggregate(node, needed)
    case .sort(let node): try sort(node, needed)
    case .limit(let node): try limit(node, needed)
    case .unnest(let node): try unnest(node, needed)
    case .summarize: throw Unsayable("describe")
    case .join: throw Unsayable("join")
    case .union: throw Unsayable("union")
    case .window(let node): try window(node, needed)
    case .trace: throw Unsayable("trace")
    case .effect(let node): try effect(node, needed)
    }
  }

  /// Adds a table expression: `_row` and whatever columns the SELECT names.
  mutating func add(_ select: String) -> String {
    let name = "t\(parts.count)"
    parts.append("\(name) AS MATERIALIZED (\(select))")
    return name
  }

  mutating func check(_ code: String, finds select: String) {
    checks.append(Check(code: code, sql: query(select)))
  }

  /// The columns `c0`, `c1`, … of a SELECT: those needed as given, NULL for the others.
  func columns(_ fields: [Field], _ needed: Set<Int>, _ value: (Int) throws -> String) rethrows -> String {
    try fields.indices.map { place in
      try "\(needed.contains(place) ? value(place) : "NULL") AS c\(place)"
    }.reduce("") { "\($0), \($1)" }
  }
}

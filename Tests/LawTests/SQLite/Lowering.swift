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
    /// Columns that SQL has no words for; NULL there, and not to be compared.
    var unsaid: Set<Int> = []
  }

  let tables: SourceTables
  private var parts: [String] = []
  /// In the order in which they must be looked at.
  private(set) var checks: [Check] = []
  /// The columns that were left out: why.
  private(set) var leftOut: [Unsayable] = []

  init(_ tables: SourceTables) { self.tables = tables }

  /// The query whose rows are the answer, in order, and the places of the columns that it leaves out.
  mutating func query(_ plan: Plan) throws -> (sql: String, unsaid: Set<Int>) {
    let rows = try rows(of: plan, needed: Set(plan.fields.indices))
    let columns = rows.fields.indices.map { "c\($0)" }.joined(separator: ", ")
    return (query("SELECT \(columns.isEmpty ? "1" : columns) FROM \(rows.name) ORDER BY _row"), rows.unsaid)
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
    case .join(let node): try join(node, needed)
    case .union(let node): try union(node, needed)
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

  /// The columns `c0`, `c1`, … of a SELECT: those needed as given, NULL for the others and for what SQL cannot say, whose
  /// places are added to `unsaid`.
  mutating func columns(
    _ fields: [Field], _ needed: Set<Int>, _ unsaid: inout Set<Int>, _ value: (Int) throws -> String
  ) rethrows -> String {
    var list = ""
    for place in fields.indices {
      var text = "NULL"
      if needed.contains(place), !unsaid.contains(place) {
        do {
          text = try value(place)
        } catch let error as Unsayable {
          leaveOut(error, place, &unsaid)
        }
      }
      list += ", \(text) AS c\(place)"
    }
    return list
  }

  mutating func leaveOut(_ what: Unsayable, _ place: Int, _ unsaid: inout Set<Int>) {
    unsaid.insert(place)
    leftOut.append(what)
  }
}

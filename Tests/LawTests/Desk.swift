import ColumnStore
import Diagnostics
import Oracle
import PolicyModel
import QueryLanguage
import QueryPlan
import QuerySyntax

@testable import QueryEngine

/// A table at hand, perhaps a second one, and questions asked of them: text through parser, resolver and engine.
struct Desk {
  let table: RowTable
  let second: RowTable?
  let environment: QueryEnvironment
  private static let grammar = Grammar(
    verbs: VerbRegistry.all.map(\.grammar), commands: [], functions: FunctionRegistry.all.map(\.spelling))

  init(_ table: RowTable, second: RowTable? = nil) {
    self.table = table
    self.second = second
    var environment = QueryEnvironment()
    for table in [table, second].compactMap({ $0 }) {
      environment.add(NamedTable(name: table.entry.name, content: .source(table)))
    }
    self.environment = environment
  }

  /// Whether some columns must be held fixed where others are added up.
  var hasGuards: Bool { table.entry.columns.contains { !$0.guards.isEmpty } }

  /// What a text means, behind an earlier relation if it begins with `|`.
  func resolve(_ text: String, after previous: Relation? = nil, nextField: Int = 0) throws(Diagnostic) -> Resolution {
    var environment = environment
    environment.previous = previous
    environment.nextField = nextField
    var parser = Parser(
      text, grammar: Self.grammar, scope: QueryScope(environment: environment, probe: EngineProbe()), inScript: false)
    guard case .query(let query)? = try parser.next()?.kind else { throw .noQuery }
    var resolver = Resolver(environment: environment, probe: EngineProbe())
    let relation = try resolver.resolve(query)
    return Resolution(relation: relation, nextField: resolver.nextFreeField, notices: resolver.notices)
  }

  func answer(_ text: String) throws(Diagnostic) -> Answer { try Self.answer(try resolve(text).relation.plan) }

  static func answer(_ plan: Plan) throws(Diagnostic) -> Answer {
    let answer = try answer(plan, Engine(sink: SilentSink()))
    // The same in slices of three rows on several threads: not a cell and not a notice may differ.
    var workers = Workers(count: 1 + answer.rows.count % 3)
    workers.sliceLength = 3
    workers.fewestRows = 1
    let sliced = try Self.answer(plan, workers)
    if sliced.rows != answer.rows || sliced.notices != answer.notices { throw .slicesDiffer(answer, sliced) }
    return answer
  }

  /// What threads find that share the rows out in slices of some length.
  static func answer(_ plan: Plan, _ workers: Workers) throws(Diagnostic) -> Answer {
    try answer(plan, Engine(sink: SilentSink(), workers: workers))
  }

  private static func answer(_ plan: Plan, _ engine: Engine) throws(Diagnostic) -> Answer {
    let result = try engine.run(plan)
    let table = result.table
    let rows = (0..<table.rowCount).map { row in table.fields.indices.map { table.value(row: row, column: $0) } }
    return Answer(fields: table.fields, rows: rows, notices: result.notices)
  }
}

struct Resolution {
  var relation: Relation
  var nextField: Int
  /// What is known before the question is run.
  var notices: [Notice]
}

/// A result as rows.
struct Answer {
  var fields: [Field]
  var rows: [[Value]]
  var notices: [Notice] = []

  var csv: String { CSVText.of(fields, rows) }

  /// The values of the column of that name.
  func column(_ name: String) -> [Value] {
    guard let place = fields.firstIndex(where: { $0.name.en == name }) else { return [] }
    return rows.map { $0[place] }
  }
}

/// Asks the data while a statement is resolved.
private struct EngineProbe: DataProbe {
  func run(_ plan: Plan) throws(Diagnostic) -> Table { try Engine(sink: SilentSink()).run(plan).table }
}

extension Diagnostic {
  fileprivate static func slicesDiffer(_ whole: Answer, _ sliced: Answer) -> Diagnostic {
    let shown = [whole, sliced].map { ([$0.csv] + $0.notices.map(\.message.en)).joined(separator: "\n") }
    return Diagnostic(
      nil,
      Message(ja: "切り分けると結果が違います", en: "In slices the result is another:\n\(shown.joined(separator: "\n\nnot\n"))"))
  }

  fileprivate static let noQuery = Diagnostic(nil, Message(ja: "問いではありません", en: "Not a query"))
}

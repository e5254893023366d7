import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@testable import QueryEngine

@Suite("The rows behind a result")
struct TraceTests {
  let cost: Plan
  let scan: Plan.Scan

  init() throws {
    let plan = try QueryEngineTests.scan(
      .lists("dept", ["企画課", "総務課"], ["総務課"], ["企画課", "企画課"], nil),
      .numbers("amount", "1", "2", "3", nil), .texts("name", "a", "b", "c", "d"))
    guard case .scan(let scan) = plan else { throw NoScan() }
    cost = plan
    self.scan = scan
  }

  struct NoScan: Error {}

  /// The names of the source rows behind each row, behind the key.
  func traced(_ plan: Plan, keys: [Int] = [0]) throws -> [String] {
    let fields = keys.map { plan.fields[$0] } + [field("name", .text), field("row")]
    let node = Plan.Trace(
      input: plan, keys: keys, sources: [scan.source], namesSource: false,
      columns: [Plan.Trace.Column([.column(2)]), Plan.Trace.Column([.rowNumber])], fields: fields)
    let table = try run(.trace(node)).table
    return (0..<table.rowCount).map { row in
      table.fields.indices.map { place in
        switch table.value(row: row, column: place) {
        case .text(let text): text
        case .number(let number): number.plain
        case .missing: "―"
        default: "?"
        }
      }.joined(separator: " ")
    }
  }

  @Test("Each once a row, in the order of the table, whatever the result's")
  func order() throws {
    #expect(try traced(cost.unnest(0)) == ["企画課 a 1", "総務課 a 1", "総務課 b 2", "企画課 c 3", "企画課 c 3", "― d 4"])
    #expect(
      try traced(cost.unnest(0).group([0], count()))
        == ["企画課 a 1", "企画課 c 3", "総務課 a 1", "総務課 b 2", "― d 4"])
    let backwards = cost.sort(.init(.column(1), isDescending: true))
    #expect(try traced(backwards.group([], count()), keys: []) == ["a 1", "b 2", "c 3", "d 4"])
    #expect(try traced(backwards, keys: [1]) == ["3 c 3", "2 b 2", "1 a 1", "― d 4"])
    #expect(try traced(cost.take(0), keys: []) == [])
  }

  @Test("Rows that no result took are not behind it; what only accompanies results takes none")
  func taken() throws {
    let small = PlanExpression.compare(.less, .column(1), constant("2"))
    #expect(try traced(cost.group([], count(where: small)), keys: []) == ["a 1"])
    #expect(try traced(cost.group([], count(where: small), count()), keys: []) == ["a 1", "b 2", "c 3", "d 4"])
    var unit = count()
    unit.isSupporting = true
    #expect(try traced(cost.group([], count(where: small), unit), keys: []) == ["a 1"])
    #expect(try traced(cost.group([], unit), keys: []) == ["a 1", "b 2", "c 3", "d 4"])
  }

  @Test("Of a table nothing is read but what is asked for")
  func reading() throws {
    var node = scan
    let source = WatchedSource(inner: scan.source)
    node.source = source
    let trace = Plan.Trace(
      input: .scan(node), keys: [], sources: [source], namesSource: false,
      columns: [Plan.Trace.Column([.column(2)]), Plan.Trace.Column([.column(1)])],
      fields: [field("name", .text), field("amount")])
    _ = try run(Plan.trace(trace).select(0))
    #expect(source.reads.withLock { $0 } == [[], [2]])
  }

  @Test("A table that has become another meanwhile is an error, not a wrong row")
  func changed() throws {
    let source = ShrinkingSource(inner: scan.source)
    var node = scan
    node.source = source
    let trace = Plan.Trace(
      input: .scan(node), keys: [], sources: [source], namesSource: false, columns: [Plan.Trace.Column([.column(2)])],
      fields: [field("name", .text)])
    #expect(throws: Diagnostic.self) { try run(.trace(trace)) }
  }
}

/// A source whose rows are gone when they are read a second time.
private final class ShrinkingSource: TableSource {
  let inner: any TableSource
  private let watched: WatchedSource

  init(inner: any TableSource) {
    self.inner = inner
    watched = WatchedSource(inner: inner)
  }

  var entry: TableEntry { inner.entry }
  var knownRowCount: Int? { nil }

  func read(columns: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    let isFirst = watched.reads.withLock { $0.isEmpty }
    let (found, rowCount) = try watched.read(columns: columns)
    return isFirst ? (found, rowCount) : (found.map { $0.gathered([]) }, 0)
  }
}

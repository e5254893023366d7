import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@testable import QueryEngine

@Suite("The first rows of a sort are those of the whole sort")
struct TopRowsTests {
  /// A source whose columns are packed, as those of files are.
  struct PackedSource: TableSource {
    struct Cells: PackedColumn {
      let column: Column
      let shape: PackedShape
      var count: Int { column.count }
      var isComplete: Bool { column.missing.isEmpty }
      func cells(_ range: Range<Int>) -> Column { column.sliced(range) }
      func whole() -> Column { column }
    }

    let inner: MemorySource
    var entry: TableEntry { inner.entry }
    var knownRowCount: Int? { inner.rowCount }
    var identity: ObjectIdentifier { inner.identity }

    func read(columns: [Int]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
      try inner.read(columns: columns)
    }

    func readPacked(columns: [Int]) throws(Diagnostic) -> (columns: [ColumnCells], rowCount: Int) {
      let (columns, rowCount) = try inner.read(columns: columns)
      return (
        columns.map { column in
          switch column.storage {
          case .codes(_, let dictionary): .packed(Cells(column: column, shape: .texts(dictionary)))
          case .years: .packed(Cells(column: column, shape: .years(0...3000)))
          case .numbers(.narrow(_, let scale)):
            .packed(Cells(column: column, shape: .numbers(Int64.min...Int64.max, scale: scale)))
          case .numbers(.wide), .bools, .lists: .whole(column)
          }
        }, rowCount
      )
    }
  }

  static func packed(_ plan: Plan) -> Plan {
    guard case .scan(var node) = plan, let source = node.source as? MemorySource else { return plan }
    node.source = PackedSource(inner: source)
    return .scan(node)
  }

  /// Without the fix: of several divisions it names the one in which a zero was met first, in slices another one.
  static func said(_ result: QueryResult) -> [String] { result.notices.map { $0.code + $0.message.en } }

  static func table(_ random: inout RandomQuestions) throws -> Plan {
    let rows = random.rows(count: random.pick([0, 1, 2, 30, 30, 200]))
    return try scan(
      RandomQuestions.types.indices.map { place in
        Given("c\(place)", RandomQuestions.types[place], rows.map { $0[place] })
      })
  }

  @Test("Keys, filters, computed columns, workers, slices", arguments: 0..<20)
  func agrees(part: UInt64) throws {
    for seed in part * 100..<(part + 1) * 100 {
      var random = RandomQuestions(seed: seed &+ 3_000_000, isExtreme: false)
      let table = try Self.table(&random)
      var plan = random.number(3) == 0 ? table : Self.packed(table)
      for _ in 0..<random.number(3) { plan = plan.filter(random.condition(plan.fields, depth: 2)) }
      if random.number(3) == 0 {
        plan = plan.derive("x", random.expression(.number, plan.fields, depth: 2))
        if random.number(2) == 0 { plan = plan.filter(random.condition(plan.fields, depth: 1)) }
      }
      // Not by lists.
      let sortable = plan.fields.indices.filter { if case .list = plan.fields[$0].type { false } else { true } }
      var keys: [Plan.Sort.Key] = []
      for _ in 0..<1 + random.number(3) {
        let value: PlanExpression =
          random.number(6) == 0
          ? random.expression(.number, plan.fields, depth: 2) : .column(random.pick(sortable))
        keys.append(Plan.Sort.Key(value, isDescending: random.number(2) == 0))
      }
      let sorted = Plan.sort(.init(input: plan, keys: keys))
      let count = random.pick([1, 2, 5, 10, 4000])
      var top = sorted.take(count)
      if random.number(2) == 0 { top = top.select(random.number(plan.fields.count)) }
      do throws(Diagnostic) {
        let whole = try Engine(sink: SilentSink()).run(sorted)
        let simple = try Engine(sink: SilentSink()).run(top)
        #expect(simple.table.rowCount == min(count, whole.table.rowCount), "seed \(seed)")
        if simple.table.columns.count == whole.table.columns.count {
          #expect(simple.table.allRows == Array(whole.table.allRows.prefix(count)), "seed \(seed)")
        }
        for fewest in [1, 8, 1000] {
          var workers = Workers(count: 1 + random.number(4))
          workers.sliceLength = random.pick([1, 3, 20, 64])
          workers.fewestRows = fewest
          let found = try Engine(sink: SilentSink(), workers: workers).run(top)
          #expect(found.table.allRows == simple.table.allRows, "seed \(seed): \(keys)")
          #expect(Self.said(found) == Self.said(simple), "seed \(seed): \(keys)")
          let all = try Engine(sink: SilentSink(), workers: workers).run(sorted)
          #expect(all.table.allRows == whole.table.allRows, "seed \(seed): \(keys)")
          #expect(Self.said(all) == Self.said(whole), "seed \(seed): \(keys)")
        }
      } catch {
        #expect(error.code == "E19", "seed \(seed)")
      }
    }
  }
}

import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@testable import QueryEngine

@Suite("What a plan needs of its tables is what is read of them")
struct DemandTests {
  @Test("Random pipelines", arguments: 0..<5)
  func random(part: UInt64) throws {
    for seed in part * 200..<(part + 1) * 200 {
      var random = RandomQuestions(seed: seed &+ 5_000_000, isExtreme: false)
      let rows = random.rows()
      let columns = RandomQuestions.types.indices.map { place in
        Given("c\(place)", RandomQuestions.types[place], rows.map { $0[place] })
      }
      guard case .scan(var node) = try scan(columns) else { continue }
      let source = WatchedSource(inner: node.source)
      node.source = source
      var pipeline = RandomPipeline(input: .scan(node), rows: rows)
      do {
        for _ in 0..<4 { try pipeline.extend(&random) }
        _ = try run(pipeline.plan)
      } catch {
        // What overflows may stop before everything is read.
        continue
      }
      let read = Set(source.reads.withLock { $0 }.flatMap { $0 })
      let wanted = wantedOfTables(pipeline.plan, Set(pipeline.plan.fields.indices))
      #expect(read == wanted, "seed \(seed): \(pipeline.steps.joined(separator: " | "))")
    }
  }

  /// The columns of the only table that are needed.
  private func wantedOfTables(_ plan: Plan, _ needed: Set<Int>) -> Set<Int> {
    if case .scan(let node) = plan { return Set(needed.map { node.columns[$0] }) }
    return zip(plan.inputs, plan.demands(needed)).reduce(into: []) { $0.formUnion(wantedOfTables($1.0, $1.1)) }
  }
}

import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@testable import QueryEngine

/// A look-up in slices finds what one over whole columns finds.
@Suite("Look-ups in slices")
struct LookupTests {
  private static let kinds: [ColumnType] = [.text, .level(grades), .year, .number, .bool]

  /// Whole figures, so that both sides have the same number of decimals.
  private static func value(_ type: ColumnType, _ random: inout RandomQuestions) -> Value {
    guard type == .number else { return random.value(type) }
    return random.number(6) == 0 ? blank : number("\(random.number(30) - 10)")
  }

  private static func table(_ types: [ColumnType], _ count: Int, _ random: inout RandomQuestions) -> [[Value]] {
    (0..<count).map { _ in types.map { value($0, &random) } }
  }

  private static func columns(_ name: String, _ types: [ColumnType], _ rows: [[Value]]) -> [Given] {
    types.indices.map { place in Given("\(name)\(place)", types[place], rows.map { $0[place] }) }
  }

  @Test("The row of every combination of keys; −1 for one that is missing or not there", arguments: 0..<300)
  func rows(seed: UInt64) throws {
    var random = RandomQuestions(seed: seed, isExtreme: false)
    let types = (0...random.number(3)).map { _ in random.pick(Self.kinds) }
    let left = Self.table(types, random.number(40), &random)
    var right = Self.table(types, random.number(12), &random)
    // Of each combination of keys one row at most.
    var seen: Set<[Value]> = []
    right = right.filter { row in row.contains(where: \.isMissing) || seen.insert(row).inserted }
    let leftColumns = try types.indices.map { place in try pack(left.map { $0[place] }, types[place]) }
    let rightColumns = try types.indices.map { place in try pack(right.map { $0[place] }, types[place]) }
    guard case .scan(let node) = try scan([Given("a", .text, [])]) else { return }
    let execution = Execution(of: .scan(node), sink: SilentSink(), workers: Workers(count: 1))
    let table = try #require(
      try LookupTable(
        left: leftColumns.map { .whole($0) }, right: rightColumns, rowCount: right.count, execution: execution))
    let expected = left.map { row in
      row.contains(where: \.isMissing) ? -1 : Int32(right.firstIndex(of: row) ?? -1)
    }
    #expect(table.rows(leftColumns, rowCount: left.count) == expected)
    // A key that stands there twice is for whole columns.
    if let double = right.first(where: { !$0.contains(where: \.isMissing) }) {
      let more = right + [double]
      let again = try types.indices.map { place in try pack(more.map { $0[place] }, types[place]) }
      #expect(
        try LookupTable(
          left: leftColumns.map { .whole($0) }, right: again, rowCount: more.count, execution: execution) == nil)
    }
  }

  private static let folded = [
    AggregateCall(
      AggregateFunction(
        name: "rows", skipsMissing: false, fold: .rows, kernel: Kernels.count.kernel), nil, field: field("n")),
    AggregateCall(
      AggregateFunction(
        name: "sum", skipsMissing: true, addsUp: true,
        fold: .sum { sums, counts, scale in
          let mask = counts.map { $0 == 0 ? MissingReason.notApplicable.rawValue : 0 }
          return Column(
            .numbers(.wide(sums, scale: scale)), missing: MissingMask(mask.contains { $0 != 0 } ? mask : []))
        }, kernel: Kernels.sum.kernel), .column(3), field: field("s")),
  ]

  @Test("Groups behind filters and look-ups: the same rows and notices as over whole columns", arguments: 0..<600)
  func groups(seed: UInt64) throws {
    var random = RandomQuestions(seed: seed &+ 77_000, isExtreme: false)
    let types: [ColumnType] = [.text, .year, .level(grades), .number]
    let left = Self.table(types, random.number(60), &random)
    let key = random.number(3)
    let rightTypes: [ColumnType] = [types[key], .level(grades), .number]
    var right = Self.table(rightTypes, random.number(9), &random)
    if random.number(4) != 0 {
      var seen: Set<Value> = []
      right = right.filter { seen.insert($0[0]).inserted }
    }
    var plan = try scan(Self.columns("l", types, left))
    if random.number(2) == 0 {
      plan = plan.filter(.compare(.greater, .column(3), constant("\(random.number(20) - 10)")))
    }
    guard
      case .join(var node) = plan.join(try scan(Self.columns("r", rightTypes, right)), [key], [0], bring: [1, 2])
    else { return }
    node.kind = random.pick([.lookup, .lookup, .only, .without])
    if node.kind == .without {
      node.rightColumns = []
      node.fields = node.left.fields
    }
    node.unmatched = { left, right in Notice("N3", Message(ja: "\(left) \(right)", en: "\(left) \(right)")) }
    plan = .join(node)
    if random.number(2) == 0 { plan = plan.filter(.compare(.less, .column(3), constant("\(random.number(20))"))) }
    if node.kind != .without, random.number(3) == 0 { plan = plan.filter(.isMissing(.column(5))) }
    let keys = node.kind == .without ? [1] : random.pick([[4], [1, 4], [4, 2], []])
    plan = .aggregate(
      .init(
        input: plan, keys: keys, calls: Self.folded, fields: keys.map { plan.fields[$0] } + Self.folded.map(\.field)))
    do throws(Diagnostic) {
      let whole = try Engine(sink: SilentSink()).run(plan)
      var workers = Workers(count: 1 + random.number(3))
      workers.sliceLength = 1 + random.number(9)
      workers.fewestRows = 1
      let sliced = try Engine(sink: SilentSink(), workers: workers).run(plan)
      #expect(sliced.table.allRows == whole.table.allRows, "seed \(seed)")
      #expect(sliced.notices == whole.notices, "seed \(seed)")
    } catch {
      Issue.record("seed \(seed): \(error.message.en)")
    }
  }
}

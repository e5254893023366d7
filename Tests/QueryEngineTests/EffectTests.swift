import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Synchronization
import Testing

@Suite("Effects and summaries")
struct EffectTests {
  let table: Plan

  init() throws {
    table = try scan(
      .numbers("x", "1", "2", "3", nil, "5", "6", "7"), .texts("t", "a", "b", "c", "d", "e", "f", "g"))
  }

  @Test("Export and print get all columns and pass the rows on")
  func passed() throws {
    let sink = Recorder()
    let plan = Plan.effect(
      .init(
        input: .effect(
          .init(input: table.take(2), kind: .export(path: "a.csv", overwrite: true, span: Span(1, 2)))),
        kind: .print(title: "題")))
    let result = try run(plan.select(1), sink: sink).table
    #expect(result.rowCount == 2)
    #expect(sink.events.withLock { $0 } == ["export a.csv true 2x2", "print 題 2x2"])
  }

  @Test("Every row must fulfil; up to five that do not are shown; the rows pass on")
  func expectRows() throws {
    let sink = Recorder()
    let plan = Plan.effect(
      .init(
        input: table,
        kind: .expectRows(
          .compare(.greater, .column(0), constant("100")),
          failure: { Diagnostic("E27", Message(same: "\($0) rows")) })))
    #expect(failure(plan, sink: sink)?.message.en == "7 rows")
    #expect(sink.events.withLock { $0 } == ["failures 5x2"])
    let open = Plan.effect(
      .init(
        input: table,
        kind: .expectRows(
          .compare(.less, .column(0), constant("100")),
          failure: { Diagnostic("E27", Message(same: "\($0) rows")) })))
    #expect(failure(open)?.message.en == "1 rows")
    let good = Plan.effect(
      .init(
        input: table,
        kind: .expectRows(
          .not(.compare(.greater, .column(0), constant("100"))),
          failure: { Diagnostic("E27", Message(same: "\($0) rows")) })))
    #expect(try run(good).table.rowCount == 7)
  }

  @Test("One condition over the whole; the rows pass")
  func expectWhole() throws {
    func plan(_ limit: String) -> Plan {
      .effect(
        .init(
          input: table,
          kind: .expectWhole(
            calls: [count(), sum(.column(0))],
            .and([
              .compare(.lessOrEqual, .column(0), constant(limit)), .compare(.equal, .column(1), constant("24")),
            ]),
            failure: { Diagnostic("E27", Message(same: "no")) })))
    }
    #expect(failure(plan("6"))?.code == "E27")
    #expect(try run(plan("7")).table.rowCount == 7)
    #expect(try notices(plan("7")) == ["N2 sum: 欠測 1 件を除きました。"])
  }

  @Test("describe: one row a column")
  func summarize() throws {
    let input = try scan(
      .numbers("x", "2.5", nil, "-1", "2.5"), .texts("t", "い", "あ", nil, "い"),
      .levels("g", grades, "B", "D", nil, "A"), .levels("u", directions, "ア", "ウ", "ウ", nil),
      .lists("l", ["b", "a"], nil, ["b"], ["c"]), .years("y", nil, 2020, 2019, 2020),
      .bools("f", true, false, true, true), .numbers("e", nil, nil, nil, nil))
    let subjects = input.fields.indices.map { place in
      Plan.Summarize.Subject(
        column: place, name: input.fields[place].name.en, type: "type", unit: place == 0 ? "千円" : nil, scale: nil,
        text: { Self.text($0) })
    }
    let fields =
      ["name", "type", "unit", "scale"].map { field($0, .text) }
      + ["present_count", "missing_count", "distinct_count"].map { field($0) }
      + ["min", "max", "example"].map { field($0, .text) }
    let plan = Plan.summarize(.init(input: input, subjects: subjects, fields: fields))
    let table = try run(plan).table
    let lines = (0..<table.rowCount).map { row in
      (0..<10).map { Self.text(table.value(row: row, column: $0)) }.joined(separator: " ")
    }
    #expect(
      lines == [
        "x type 千円 ― 3 1 2 -1 2.5 2.5", "t type ― ― 3 1 2 あ い い", "g type ― ― 3 1 3 L3 L0 L1",
        "u type ― ― 3 1 2 ― ― L0", "l type ― ― 3 1 3 a c b・a", "y type ― ― 3 1 2 2019 2020 2020",
        "f type ― ― 4 0 2 ― ― true", "e type ― ― 0 4 0 ― ― ―",
      ])
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .missing: "―"
    case .number(let number): number.plain
    case .year(let year): "\(year)"
    case .text(let text): text
    case .level(let place): "L\(place)"
    case .bool(let flag): "\(flag)"
    case .list(let values): values.map { text($0) }.joined(separator: "・")
    }
  }
}

/// A sink that remembers what it was asked to do.
final class Recorder: EffectSink {
  let events = Mutex<[String]>([])

  func export(_ table: Table, to path: String, overwrite: Bool, at span: Span) throws(Diagnostic) {
    events.withLock { $0.append("export \(path) \(overwrite) \(table.rowCount)x\(table.columns.count)") }
  }

  func print(_ table: Table, title: String?) throws(Diagnostic) {
    events.withLock { $0.append("print \(title ?? "") \(table.rowCount)x\(table.columns.count)") }
  }

  func draw(_ marks: Table, as drawing: Drawing) throws(Diagnostic) {
    events.withLock { $0.append("draw \(drawing.kind) \(marks.rowCount)x\(marks.columns.count)") }
  }

  func showFailures(_ table: Table) throws(Diagnostic) {
    events.withLock { $0.append("failures \(table.rowCount)x\(table.columns.count)") }
  }

  var isInterrupted: Bool { false }
}

import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@Suite("Filter, project, sort, limit, unnest")
struct RowTests {
  @Test("A filter keeps order, says why a result is empty, and only then")
  func filter() throws {
    let table = try scan(.numbers("x", "3", "1", nil, "2"), .texts("t", "a", "b", "c", "d"))
    #expect(try cells(table.filter(.compare(.greater, .column(0), constant("1"))), 1) == texts("a", "d"))
    var empty = Plan.Filter(input: table, condition: .compare(.equal, .column(1), constant(text: "z")))
    empty.whenEmpty = { [Notice("H1", Message(same: "nothing"))] }
    #expect(try notices(.filter(empty)) == ["H1 nothing"])
    var none = Plan.Filter(
      input: try scan(.numbers("x"), .texts("t")), condition: .compare(.equal, .column(1), constant(text: "z")))
    none.whenEmpty = empty.whenEmpty
    #expect(try notices(.filter(none)) == [])
  }

  @Test("N1 adds up over the filters of a statement and names a column")
  func incomparable() throws {
    let table = try scan(.numbers("支出額(千円)", "3", nil, "2"), .numbers("y", nil, "1", "2"))
    let plan = table.filter(.not(.compare(.less, .column(0), constant("3")))).filter(
      .not(.compare(.greater, .column(1), constant("9"))))
    let found = try run(plan).notices
    #expect(found.map(\.message.ja) == ["2 行は欠測または単位違いで比べられず、偽としました。"])
    #expect(found.first?.fix == Message(ja: "絞込 【支出額(千円)】 が 欠測", en: "where `支出額(千円)` is missing"))
    #expect(
      try run(table.filter(.compare(.less, .column(0), constant("3")))).notices.first?.message.en
        == "1 row could not be compared (missing or other unit) and counts as false.")
  }

  @Test("A projection computes what is needed, and watches what it is told to")
  func project() throws {
    let table = try scan(.numbers("x", "3", nil, "2"))
    let watch = Plan.Watch(condition: .isMissing(.column(0))) { Notice("N7", Message(same: "\($0)")) }
    let quiet = Plan.Watch(condition: .constant(.bool(false), .bool)) { Notice("N7", Message(same: "\($0)")) }
    let plan = Plan.project(
      .init(
        input: table, fields: [field("a"), field("b", .text)], values: [.column(0), constant(text: "z")],
        watches: [watch, quiet]))
    #expect(try notices(plan) == ["N7 1"])
    #expect(try cells(plan, 0) == numbers("3", nil, "2"))
    #expect(try cells(plan, 1) == texts("z", "z", "z"))
  }

  @Test("Sorting: stable, missing last both ways, text by code point, levels by place")
  func sort() throws {
    let table = try scan(
      .numbers("x", "2", nil, "-1.5", "2", nil, "10"), .texts("t", "か", "あ", "ア", nil, "あ", "亜"),
      .levels("g", grades, "C", "A", nil, "B", "A", "C"), .bools("f", true, false, true, false, true, false),
      .numbers("n", "1", "2", "3", "4", "5", "6"))
    func order(_ keys: Plan.Sort.Key...) throws -> [Value] {
      try cells(.sort(.init(input: table, keys: keys)), 4)
    }
    #expect(try order(.init(.column(0))) == numbers("3", "1", "4", "6", "2", "5"))
    #expect(try order(.init(.column(0), isDescending: true)) == numbers("6", "1", "4", "3", "2", "5"))
    #expect(try order(.init(.column(1))) == numbers("2", "5", "1", "3", "6", "4"))
    #expect(try order(.init(.column(1), isDescending: true)) == numbers("6", "3", "1", "2", "5", "4"))
    #expect(try order(.init(.column(2))) == numbers("2", "5", "4", "1", "6", "3"))
    #expect(try order(.init(.column(3))) == numbers("2", "4", "6", "1", "3", "5"))
    #expect(
      try order(.init(.column(2)), .init(.column(0), isDescending: true)) == numbers("2", "5", "4", "6", "1", "3"))
    #expect(try order(.init(.isMissing(.column(0)))) == numbers("1", "3", "4", "6", "2", "5"))
    #expect(try order(.init(constant("1"))) == numbers("1", "2", "3", "4", "5", "6"))
  }

  @Test("Sorting numbers that need more than 64 bits, or all 64")
  func sortWide() throws {
    let large = "99999999999999999999999999999999999999"
    let wide = try scan(
      .numbers("x", "1", large, nil, "-5", "-" + large), .numbers("n", "1", "2", "3", "4", "5"))
    #expect(try cells(wide.sort(.init(.column(0))), 1) == numbers("5", "4", "1", "2", "3"))
    #expect(try cells(wide.sort(.init(.column(0), isDescending: true)), 1) == numbers("2", "1", "4", "5", "3"))
    let full = try scan(
      .numbers("x", "9223372036854775807", nil, "-9223372036854775808", "0"), .numbers("n", "1", "2", "3", "4"))
    #expect(try cells(full.sort(.init(.column(0))), 1) == numbers("3", "4", "1", "2"))
    #expect(try cells(full.sort(.init(.column(0), isDescending: true)), 1) == numbers("1", "4", "3", "2"))
    let round = try scan(.numbers("x", "17179869184", "0", "8589934592", "34359738368", "8589934592"))
    #expect(
      try cells(round.sort(.init(.column(0))), 0)
        == numbers("0", "8589934592", "8589934592", "17179869184", "34359738368"))
  }

  @Test("First and last rows, of the whole and of each key, with and without a sort before")
  func limit() throws {
    let table = try scan(
      .texts("k", "a", "b", nil, "a", "b", nil, "a"), .numbers("n", "1", "2", "3", "4", "5", "6", "7"))
    #expect(try cells(table.take(2), 1) == numbers("1", "2"))
    #expect(try cells(table.take(2, fromEnd: true), 1) == numbers("6", "7"))
    #expect(try cells(table.take(0), 1) == [])
    #expect(try cells(table.take(99), 1).count == 7)
    #expect(try cells(table.take(1, by: [0]), 1) == numbers("1", "2", "3"))
    #expect(try cells(table.take(2, fromEnd: true, by: [0]), 1) == numbers("2", "3", "4", "5", "6", "7"))
    #expect(try cells(table.take(1, fromEnd: true, by: [0]), 1) == numbers("5", "6", "7"))
    #expect(try cells(table.sort(.init(.column(1), isDescending: true)).take(2), 1) == numbers("7", "6"))
    #expect(try cells(table.sort(.init(.column(0))).take(2, fromEnd: true), 1) == numbers("3", "6"))
    #expect(try cells(table.sort(.init(.column(1))).take(3), 1) == numbers("1", "2", "3"))
    #expect(try cells(try scan(.texts("k"), .numbers("n")).take(1, by: [0]), 1) == [])
  }

  @Test("One row per element; a missing or empty list gives one row")
  func unnest() throws {
    let table = try scan(
      .lists("l", ["企画課", "総務課"], nil, ["税務課"], []), .numbers("n", "1", "2", "3", "4"))
    let plan = table.unnest(0)
    #expect(plan.fields[0].type == .text)
    #expect(try cells(plan, 0) == texts("企画課", "総務課", nil, "税務課", nil))
    #expect(try cells(plan, 1) == numbers("1", "1", "2", "3", "4"))
    #expect(try cells(plan.select(1), 0) == numbers("1", "1", "2", "3", "4"))
    #expect(try run(try scan(.lists("l")).unnest(0)).table.rowCount == 0)
  }

  @Test("Only the columns that somebody needs are read")
  func pruning() throws {
    let counted = try scan(.numbers("a", "1", "2"), .numbers("b", "3", "4"), .texts("c", "x", "y"))
    guard case .scan(var node) = counted else { return }
    let source = WatchedSource(inner: node.source)
    node.source = source
    let plan = Plan.scan(node).filter(.compare(.greater, .column(0), constant("1"))).group([], count())
    #expect(try cells(plan, 0) == numbers("1"))
    #expect(source.reads.withLock { $0 } == [[0]])
    #expect(try cells(Plan.scan(node).group([], count()), 0) == numbers("2"))
    #expect(source.reads.withLock { $0 } == [[0], []])
  }

  @Test("Interruption stops a run")
  func interruption() throws {
    let table = try scan(.numbers("x", "3", "1"))
    #expect(failure(table.sort(.init(.column(0))), sink: Impatient())?.isInterruption == true)
  }
}

private struct Impatient: EffectSink {
  func export(_ table: Table, to path: String, overwrite: Bool, at span: Span) throws(Diagnostic) {}
  func print(_ table: Table, title: String?) throws(Diagnostic) {}
  func draw(_ marks: Table, as drawing: Drawing) throws(Diagnostic) {}
  func showFailures(_ table: Table) throws(Diagnostic) {}
  var isInterrupted: Bool { true }
}

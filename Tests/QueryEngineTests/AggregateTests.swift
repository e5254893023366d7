import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@Suite("Grouping and aggregates")
struct AggregateTests {
  let table: Plan

  init() throws {
    table = try scan(
      .texts("k", "b", "a", nil, "b", nil), .numbers("x", "1", nil, "2.5", "4", "8"),
      .levels("g", grades, "C", "A", "C", nil, "A"), .years("y", 2020, 2018, 2018, 2020, nil))
  }

  @Test("One row a key, in the order of first appearance, missing as one value")
  func oneKey() throws {
    let plan = table.group([0], count(), sum(.column(1)))
    #expect(try cells(plan, 0) == texts("b", "a", nil))
    #expect(try cells(plan, 1) == numbers("2", "1", "2"))
    #expect(try cells(plan, 2) == [number("5"), .missing(.notApplicable), number("10.5")])
  }

  @Test("Every kind of key, alone and with others")
  func keys() throws {
    #expect(try cells(table.group([2], count()), 0) == [level("C"), level("A"), blank])
    #expect(try cells(table.group([3], count()), 1) == numbers("2", "2", "1"))
    #expect(try cells(table.group([1], count()), 0) == numbers("1", nil, "2.5", "4", "8"))
    #expect(try run(table.group([0, 2], count())).table.rowCount == 5)
    #expect(try cells(table.group([0, 3], count()), 2) == numbers("2", "1", "1", "1"))
    let bools = try scan(.bools("f", true, false, true))
    #expect(try cells(bools.group([0], count()), 1) == numbers("2", "1"))
    let large = "99999999999999999999999999999999999999"
    let wide = try scan(.numbers("w", large, "1", large))
    #expect(try cells(wide.group([0], count()), 1) == numbers("2", "1"))
    let far = try scan(.numbers("w", "9223372036854775807", "-9223372036854775808", nil, "9223372036854775807"))
    #expect(try cells(far.group([0], count()), 1) == numbers("2", "1", "1"))
    let years = try scan(.years("y", 30000, -10000, 30000))
    #expect(try cells(years.group([0], count()), 1) == numbers("2", "1"))
  }

  @Test("Many keys of many values, more than one number can pack")
  func manyKeys() throws {
    var state: UInt64 = 42
    func random(_ bound: UInt64) -> Value {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return .number(ExactDecimal(mantissa: Int128((state >> 33) % bound) * 1_000_000_007))
    }
    // Every combination occurs twice, far apart.
    let columns = (0..<8).map { place in
      let values = (0..<1500).map { _ in random(place == 0 ? 2 : 5000) }
      return Given("k\(place)", .number, values + values)
    }
    let plan = try scan(columns).group(Array(0..<8), count())
    let result = try run(plan).table
    var expected: [[Value]: Int] = [:]
    var order: [[Value]] = []
    for row in 0..<3000 {
      let key = columns.map { $0.values[row] }
      if expected[key] == nil { order.append(key) }
      expected[key, default: 0] += 1
    }
    #expect(result.rowCount == order.count)
    #expect(
      (0..<result.rowCount).allSatisfy { row in
        let key = (0..<8).map { result.value(row: row, column: $0) }
        return key == order[row] && result.value(row: row, column: 8) == .number(ExactDecimal(expected[key] ?? 0))
      })
  }

  @Test("Without keys one row, also of nothing; with keys none")
  func empty() throws {
    let nothing = try scan(.texts("k"), .numbers("x"))
    #expect(try cells(nothing.group([], count(), sum(.column(1))), 0) == numbers("0"))
    #expect(try cells(nothing.group([], count(), sum(.column(1))), 1) == [.missing(.notApplicable)])
    #expect(try cells(nothing.group([0], count()), 0) == [])
    #expect(try cells(table.group([], count()), 0) == numbers("5"))
  }

  @Test("A filter decides which rows take part; the group stays")
  func filtered() throws {
    let early = PlanExpression.compare(.equal, .column(3), constant(year: 2018))
    let plan = table.group([0], sum(.column(1), where: early), count(where: early))
    #expect(try cells(plan, 1) == [.missing(.notApplicable), .missing(.notApplicable), number("2.5")])
    #expect(try cells(plan, 2) == numbers("0", "1", "1"))
    // What takes no part divides by no zero.
    let divided = PlanExpression.product(constant("1"), [ProductFactor(isDivision: true, value: .column(1))])
    let zeros = try scan(.numbers("x", "0", "2"), .bools("f", false, true))
    let quotient = PlanExpression.product(constant("1"), [ProductFactor(isDivision: true, value: .column(0))])
    #expect(try notices(zeros.group([], sum(quotient, where: .column(1)))) == [])
    #expect(try cells(zeros.group([], sum(quotient, where: .column(1))), 0) == numbers("0.5"))
    #expect(try notices(table.group([], sum(divided))) == ["N2 sum: 欠測 1 件を除きました。"])
  }

  @Test("N2 counts what is left out, with a fix that can be typed")
  func leftOut() throws {
    let plan = table.group([0], sum(.column(1)), count(.column(1)))
    let found = try run(plan).notices
    #expect(found.map(\.code) == ["N2"])
    #expect(found.first?.message == Message(ja: "sum: 欠測 1 件を除きました。", en: "sum: 1 missing value left out."))
    #expect(found.first?.fix == Message(ja: "欠測数（x） / x ?? 0", en: "missing_count(x) / x ?? 0"))
    #expect(try notices(plan.select(0, 2)) == [])
  }

  @Test("A group with several rows where one was promised is the diagnostic given")
  func uniqueness() throws {
    let unique = Uniqueness { keys, rows in Diagnostic("E12", Message(same: "\(keys) \(rows)")) }
    let call = AggregateCall(Kernels.only, .column(1), field: field("v"), uniqueness: unique)
    #expect(failure(table.group([0], call))?.message.en == "\([Value.text("b")]) 2")
    #expect(failure(table.group([0], call).select(0))?.code == "E12")
    #expect(failure(table.group([2], call))?.message.en == "\([level("C")]) 2")
    let filtered = AggregateCall(
      Kernels.only, .column(1), filter: .compare(.less, .column(1), constant("3")), field: field("v"),
      uniqueness: unique)
    #expect(try cells(table.group([0], filtered), 1) == [number("1"), .missing(.unmatched), number("2.5")])
  }

  @Test("every: all levels, the years between, the values present of others, in every combination")
  func completed() throws {
    let levels = table.group([2], every: true, count())
    #expect(try cells(levels, 0) == [level("C"), level("A"), blank, level("B"), level("D")])
    #expect(try cells(levels, 1) == numbers("2", "2", "1", "0", "0"))
    let years = table.group([3], every: true, count(), sum(.column(1)))
    #expect(try cells(years, 0) == [.year(2020), .year(2018), blank, .year(2019)])
    #expect(try cells(years, 1) == numbers("2", "2", "1", "0"))
    #expect(try cells(years, 2).last == .missing(.notApplicable))
    let two = table.group([0, 3], every: true, count())
    let rows = try run(two).table
    #expect(
      (0..<rows.rowCount).map { [rows.value(row: $0, column: 0), rows.value(row: $0, column: 1)] } == [
        [.text("b"), .year(2020)], [.text("a"), .year(2018)], [blank, .year(2018)], [blank, blank],
        [.text("b"), .year(2018)], [.text("b"), .year(2019)], [.text("a"), .year(2019)], [.text("a"), .year(2020)],
      ])
    let nothing = try scan(.levels("g", grades), .years("y"))
    #expect(try cells(nothing.group([0], every: true, count()), 1) == numbers("0", "0", "0", "0"))
    #expect(try cells(nothing.group([1], every: true, count()), 1) == [])
    #expect(try cells(nothing.group([0, 1], every: true, count()), 2) == [])
    let all = try scan(.levels("g", grades, nil, nil))
    #expect(try cells(all.group([0], every: true, count()), 1) == numbers("2", "0", "0", "0", "0"))
  }

  @Test("every with too many combinations is refused")
  func tooMany() throws {
    let columns = (0..<3).map { place in Given("k\(place)", .number, (0..<300).map { .number(ExactDecimal($0)) }) }
    let refusal = failure(try scan(columns).group([0, 1, 2], every: true, count()))
    #expect(refusal?.message.en == "Too many combinations for every (limit 10,000,000)")
  }

  @Test("A failing kernel is E19")
  func overflow() throws {
    let large = try scan(.numbers("a", "99999999999999999999999999999999999999", "1"))
    #expect(failure(large.group([], sum(.column(0))))?.code == "E19")
  }
}

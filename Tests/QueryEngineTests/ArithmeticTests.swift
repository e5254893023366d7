import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Synchronization
import Testing

@Suite("Arithmetic is exact, or says that it is not possible")
struct ArithmeticTests {
  func quotient(_ a: PlanExpression, _ b: PlanExpression) -> PlanExpression {
    .product(a, [ProductFactor(isDivision: true, value: b)])
  }

  func times(_ a: PlanExpression, _ b: PlanExpression) -> PlanExpression {
    .product(a, [ProductFactor(isDivision: false, value: b)])
  }

  func plus(_ a: PlanExpression, _ b: PlanExpression, result: ColumnType = .number) -> PlanExpression {
    .sum(a, [SumTerm(isMinus: false, value: b)], result: result)
  }

  func minus(_ a: PlanExpression, _ b: PlanExpression, result: ColumnType = .number) -> PlanExpression {
    .sum(a, [SumTerm(isMinus: true, value: b)], result: result)
  }

  @Test("Sums of columns with different decimals; the reason of the first missing operand stays")
  func sums() throws {
    let table = try scan(
      .numbers("a", "1", "2.25", nil, "-3"), Given("b", .number, numbers("0.5", "1", "1") + [incomputable]),
      .numbers("c", nil, nil, "1", "1"))
    #expect(try evaluate(plus(.column(0), .column(1)), over: table) == numbers("1.5", "3.25", nil) + [incomputable])
    #expect(
      try evaluate(minus(.column(1), .column(2)), over: table) == [blank, blank, number("0"), incomputable])
    #expect(
      try evaluate(minus(constant("10"), .column(0)), over: table) == numbers("9", "7.75", nil, "13"))
    #expect(try evaluate(.negative(.column(0)), over: table) == numbers("-1", "-2.25", nil, "3"))
    #expect(try evaluate(plus(constant("1"), constant("0.5")), over: table) == numbers("1.5", "1.5", "1.5", "1.5"))
    let three = PlanExpression.sum(
      .column(0), [SumTerm(isMinus: true, value: .column(0)), SumTerm(isMinus: false, value: constant("7"))],
      result: .number)
    #expect(try evaluate(three, over: table) == numbers("7", "7", nil, "7"))
  }

  @Test("Beyond 64 bits the sums stay exact; beyond 38 digits they are E19")
  func wide() throws {
    let table = try scan(
      .numbers("a", "9223372036854775807", "-9223372036854775808", "1", nil),
      .numbers("b", "1", "-1", "0.000001", "1"))
    #expect(
      try evaluate(plus(.column(0), .column(1)), over: table)
        == numbers("9223372036854775808", "-9223372036854775809", "1.000001", nil))
    #expect(
      try evaluate(.negative(.column(0)), over: table)
        == numbers("-9223372036854775807", "9223372036854775808", "-1", nil))
    let limit = try scan(.numbers("a", "99999999999999999999999999999999999999", "1"))
    #expect(failure(limit.derive("x", plus(.column(0), constant("1"))))?.code == "E19")
    #expect(failure(limit.derive("x", times(.column(0), constant("2"))))?.code == "E19")
    #expect(failure(limit.derive("x", quotient(.column(0), constant("0.1"))))?.code == "E19")
    // One column has one number of decimals: 38 digits for all its cells together.
    let apart = try scan(.numbers("a", "15000000000000000000000000000000000000", nil), .numbers("b", "1", "0.1"))
    #expect(failure(apart.derive("x", .coalesce([.column(0), .column(1)])))?.code == "E19")
    // The rows of before may be as large as they like where nothing is computed of them.
    #expect(try run(limit.derive("x", plus(.column(0), constant("1"))).select(0)).table.rowCount == 2)
  }

  @Test("Products, rounded at the sixth decimal half away from zero")
  func products() throws {
    let table = try scan(
      .numbers("a", "1.5", "-0.0005", "9223372036854775807", nil), .numbers("b", "2", "0.001", "10", "1"))
    #expect(
      try evaluate(times(.column(0), .column(1)), over: table)
        == numbers("3", "-0.000001", "92233720368547758070", nil))
    #expect(
      try evaluate(times(.column(0), constant("0.0001")), over: table)
        == numbers("0.00015", "0", "922337203685477.5807", nil))
  }

  @Test("Quotients: six decimals, −2.5 away from zero, zero divisors missing and counted")
  func quotients() throws {
    let table = try scan(
      .numbers("a", "2", "-2.5", "7", nil, "0", "1"), .numbers("b", "3", "1000000", "0", "0", "0", nil))
    #expect(
      try evaluate(quotient(.column(0), .column(1)), over: table)
        == [number("0.666667"), number("-0.000003"), incomputable, blank, incomputable, blank])
    let plan = table.derive("x", quotient(.column(0), .column(1)))
    #expect(try notices(plan) == ["N4 0 で割った 2 件は計算不能としました。"])
    #expect(try run(plan).notices.first?.fix == Message(ja: "絞込 b が 0 以外", en: "where b != 0"))
    #expect(try notices(table.derive("x", quotient(.column(0), constant("0")))) == ["N4 0 で割った 5 件は計算不能としました。"])
    #expect(try notices(table.derive("x", quotient(.column(0), constant("0"))).select(0)) == [])
    let extreme = try scan(
      .numbers("a", "-9223372036854775808", "9223372036854775807"), .numbers("b", "-1", "0.000001"))
    #expect(
      try evaluate(quotient(.column(0), .column(1)), over: extreme)
        == numbers("9223372036854775808", "9223372036854775807000000"))
    let smallest = try scan(.numbers("a", "-9223372036854.775808", "1.000001"))
    #expect(
      try evaluate(quotient(.column(0), constant("-1")), over: smallest)
        == numbers("9223372036854.775808", "-1.000001"))
  }

  @Test("Years: with numbers a year, of years a number; none beyond what a year can be")
  func years() throws {
    let table = try scan(.years("y", 2018, nil, 2020, 2021), .numbers("n", "1", "1", "0.5", "40000"))
    #expect(
      try evaluate(plus(.column(0), .column(1), result: .year), .year, over: table)
        == [.year(2019), blank, incomputable, incomputable])
    #expect(try evaluate(minus(.column(0), constant(year: 2000)), over: table) == numbers("18", nil, "20", "21"))
    #expect(
      try evaluate(minus(constant(year: 2020), constant("1"), result: .year), .year, over: table)
        == [Value](repeating: .year(2019), count: 4))
  }

  @Test("A branch is computed only where it is taken")
  func branches() throws {
    let table = try scan(.numbers("a", "6", "1", "8", nil), .numbers("t", "3", "0", "2", "0"))
    let isZero = PlanExpression.compare(.equal, .column(1), constant("0"))
    let guarded = PlanExpression.conditional(
      isZero, then: nothing(), else: quotient(.column(0), .column(1)))
    #expect(
      try evaluate(guarded, over: table)
        == [number("2"), .missing(.notApplicable), number("4"), .missing(.notApplicable)])
    #expect(try notices(table.derive("x", guarded)) == [])
    let both = PlanExpression.and([.not(isZero), .compare(.greater, quotient(.column(0), .column(1)), constant("3"))])
    #expect(try notices(table.filter(both)) == [])
    #expect(try cells(table.filter(both), 0) == numbers("8"))
    let large = try scan(.numbers("a", "99999999999999999999999999999999999999", "1"))
    let careful = PlanExpression.conditional(
      .compare(.less, .column(0), constant("10")), then: plus(.column(0), constant("1")), else: .column(0))
    #expect(try evaluate(careful, over: large) == numbers("99999999999999999999999999999999999999", "2"))
  }

  @Test("The first that is present; a function sees only the rows that need it")
  func coalesce() throws {
    let table = try scan(
      .numbers("a", "6", nil, nil, "1.5"), Given("b", .number, numbers("3", "0.25") + [incomputable, number("2")]),
      .texts("t", "あ", nil, "い", nil), .texts("u", "い", "う", nil, nil))
    #expect(
      try evaluate(.coalesce([.column(0), .column(1)]), over: table)
        == [number("6"), number("0.25"), incomputable, number("1.5")])
    #expect(try evaluate(.coalesce([.column(0), constant("0")]), over: table) == numbers("6", "0", "0", "1.5"))
    #expect(
      try evaluate(.coalesce([.column(2), .column(3), constant(text: "不明")]), .text, over: table)
        == texts("あ", "う", "い", "不明"))
    let seen = Mutex<[Int]>([])
    let call = PlanExpression.call(plusOne { count in seen.withLock { $0.append(count) } }, [constant("41")])
    #expect(try evaluate(.coalesce([.column(0), call]), over: table) == numbers("6", "42", "42", "1.5"))
    #expect(seen.withLock { $0 } == [2])
  }

  @Test("Choosing between levels, years, lists")
  func choices() throws {
    let table = try scan(
      .levels("g", grades, "A", nil, "D"), .years("y", 2019, nil, 2021), .lists("l", ["a", "b"], nil, ["c"]),
      .bools("f", true, true, false))
    #expect(
      try evaluate(.conditional(.column(3), then: .column(0), else: constant(level: "B")), .level(grades), over: table)
        == [level("A"), blank, level("B")])
    #expect(
      try evaluate(.conditional(.column(3), then: constant(year: 2000), else: .column(1)), .year, over: table)
        == [.year(2000), .year(2000), .year(2021)])
    #expect(
      try evaluate(.coalesce([.column(2), .constant(.list(texts("x")), .list(.text))]), .list(.text), over: table)
        == [.list(texts("a", "b")), .list(texts("x")), .list(texts("c"))])
    #expect(
      try evaluate(.conditional(.column(3), then: nothing(.text), else: constant(text: "z")), .text, over: table)
        == [.missing(.notApplicable), .missing(.notApplicable), .text("z")])
  }

  @Test("Functions take whole columns, also of constants; their failures are E19")
  func calls() throws {
    let table = try scan(.numbers("a", "1", nil, "2"))
    #expect(try evaluate(.call(plusOne(), [.column(0)]), over: table) == numbers("2", nil, "3"))
    #expect(try evaluate(.call(plusOne(), [constant("1")]), over: table) == numbers("2", "2", "2"))
    let large = try scan(.numbers("a", "99999999999999999999999999999999999999"))
    #expect(failure(large.derive("x", .call(plusOne(), [.column(0)])))?.code == "E19")
  }

  @Test("An empty table")
  func empty() throws {
    let table = try scan(.numbers("a"), .numbers("b"))
    #expect(try evaluate(quotient(.column(0), constant("0")), over: table) == [])
    #expect(try evaluate(plus(.column(0), .column(1)), over: table) == [])
    #expect(try notices(table.derive("x", quotient(constant("1"), constant("0")))) == [])
  }
}

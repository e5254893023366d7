import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan
import Testing

@Suite("Conditions are two-valued and know what was open")
struct ConditionTests {
  let table: Plan

  init() throws {
    table = try scan(
      .numbers("x", "1", "2.5", nil, "-3"),
      .texts("t", "い", nil, "あ", "う"),
      .levels("g", grades, "A", "C", nil, "B"),
      .years("y", 2018, 2019, 2020, nil),
      .bools("f", true, false, true, false),
      .lists("l", ["企画課", "総務課"], ["総務課"], nil, ["税務課"]))
  }

  func flags(_ condition: PlanExpression) throws -> [Bool] {
    try evaluate(condition, .bool, over: table).map { $0 == .bool(true) }
  }

  /// The rows that a `where` reports as open.
  func open(_ condition: PlanExpression) throws -> Int {
    let found = try run(table.filter(condition)).notices.filter { $0.code == "N1" }
    return found.first.flatMap { Int($0.message.ja.prefix { $0.isNumber }) } ?? 0
  }

  @Test("Numbers against a constant, also between two steps of the column's decimals")
  func numbersAgainstConstant() throws {
    #expect(try flags(.compare(.less, .column(0), constant("2.5"))) == [true, false, false, true])
    #expect(try flags(.compare(.lessOrEqual, .column(0), constant("2.55"))) == [true, true, false, true])
    #expect(try flags(.compare(.greater, .column(0), constant("-2.95"))) == [true, true, false, false])
    #expect(try flags(.compare(.greaterOrEqual, .column(0), constant("-3.05"))) == [true, true, false, true])
    #expect(try flags(.compare(.equal, .column(0), constant("2.50"))) == [false, true, false, false])
    #expect(try flags(.compare(.equal, .column(0), constant("2.51"))) == [false, false, false, false])
    #expect(try flags(.compare(.notEqual, .column(0), constant("2.51"))) == [true, true, true, true])
    let huge = constant("99999999999999999999999999999999999999")
    #expect(try flags(.compare(.less, .column(0), huge)) == [true, true, false, true])
    #expect(try flags(.compare(.greater, .column(0), huge)) == [false, false, false, false])
    #expect(try flags(.compare(.greater, .column(0), .negative(huge))) == [true, true, false, true])
    #expect(try flags(.compare(.greater, constant("2"), .column(0))) == [true, false, false, true])
  }

  @Test("= and != are identity; the others are open where an operand is missing")
  func missing() throws {
    #expect(try flags(.compare(.equal, .column(0), .column(0))) == [true, true, true, true])
    #expect(try flags(.compare(.notEqual, .column(0), constant("1"))) == [false, true, true, true])
    #expect(try flags(.compare(.equal, .column(0), nothing())) == [false, false, true, false])
    #expect(try flags(.compare(.notEqual, .column(0), nothing())) == [true, true, false, true])
    #expect(try flags(.compare(.less, .column(0), nothing())) == [false, false, false, false])
    #expect(try flags(.not(.compare(.less, .column(0), constant("2")))) == [false, true, true, false])
    #expect(try open(.compare(.equal, .column(0), constant("1"))) == 0)
    #expect(try open(.compare(.less, .column(0), nothing())) == 4)
    #expect(try open(.not(.compare(.less, .column(0), constant("2")))) == 1)
    #expect(try flags(.isMissing(.column(5))) == [false, false, true, false])
    #expect(try flags(.compare(.notEqual, .column(1), .column(1))) == [false, false, false, false])
  }

  @Test("Text by code point, levels by place, years, flags")
  func others() throws {
    #expect(try flags(.compare(.less, .column(1), constant(text: "う"))) == [true, false, true, false])
    #expect(try flags(.compare(.equal, .column(1), constant(text: "か"))) == [false, false, false, false])
    #expect(try flags(.compare(.lessOrEqual, .column(2), constant(level: "B"))) == [true, false, false, true])
    #expect(try flags(.compare(.greater, .column(3), constant(year: 2018))) == [false, true, true, false])
    #expect(try flags(.compare(.less, .column(3), constant("2019"))) == [true, false, false, false])
    #expect(try flags(.compare(.less, .column(4), .constant(.bool(true), .bool))) == [false, true, false, true])
    #expect(try flags(.compare(.equal, .column(4), .isMissing(.column(3)))) == [false, true, false, false])
    #expect(try flags(.column(4)) == [true, false, true, false])
  }

  @Test("Texts of two dictionaries")
  func twoDictionaries() throws {
    let table = try scan(.texts("a", "x", "y", "z", nil, "w"), .texts("b", "z", "y", "x", nil, "v"))
    func flags(_ comparison: Comparison) throws -> [Bool] {
      try evaluate(.compare(comparison, .column(0), .column(1)), .bool, over: table).map { $0 == .bool(true) }
    }
    #expect(try flags(.equal) == [false, true, false, true, false])
    #expect(try flags(.notEqual) == [true, false, true, false, true])
    #expect(try flags(.less) == [true, false, false, false, false])
    #expect(try flags(.greaterOrEqual) == [false, true, true, false, true])
  }

  @Test("Numbers of different decimals and widths")
  func twoNumbers() throws {
    let table = try scan(
      .numbers("a", "1", "2", "9223372036854775807", nil),
      .numbers("b", "1.000000", "1.999999", "0.000001", "1"),
      .numbers("c", "99999999999999999999999999999999", "2", "9223372036854775807", "1"))
    func flags(_ comparison: Comparison, _ a: Int, _ b: Int) throws -> [Bool] {
      try evaluate(.compare(comparison, .column(a), .column(b)), .bool, over: table).map { $0 == .bool(true) }
    }
    #expect(try flags(.greater, 0, 1) == [false, true, true, false])
    #expect(try flags(.equal, 0, 2) == [false, true, true, false])
    #expect(try flags(.less, 1, 2) == [true, true, true, false])
  }

  @Test("One of several values, which may include missing; never open")
  func membership() throws {
    #expect(try flags(.oneOf(.column(0), numbers("2.5", "7", "-3"))) == [false, true, false, true])
    #expect(try flags(.oneOf(.column(0), numbers("1", nil))) == [true, false, true, false])
    #expect(
      try flags(.oneOf(.column(0), numbers("1", "2", "3", "4", "-3", "0.123456"))) == [true, false, false, true])
    #expect(try flags(.oneOf(.column(1), texts("あ", "い", nil))) == [true, true, true, false])
    #expect(try flags(.oneOf(.column(2), [level("A"), level("B")])) == [true, false, false, true])
    #expect(try flags(.oneOf(.column(3), [.year(2020), .year(2018)])) == [true, false, true, false])
    #expect(try flags(.oneOf(.column(4), [.bool(false)])) == [false, true, false, true])
    #expect(try flags(.oneOf(.column(5), texts("総務課", nil))) == [true, true, true, false])
    #expect(try flags(.oneOf(.column(0), [])) == [false, false, false, false])
    #expect(try open(.oneOf(.column(0), numbers("1"))) == 0)
  }

  @Test("Ranges are false and open when any operand is missing")
  func ranges() throws {
    let range = PlanExpression.within(.column(0), low: constant("-3"), high: constant("1"))
    #expect(try flags(range) == [true, false, false, true])
    #expect(try open(range) == 1)
    #expect(try open(.within(.column(0), low: constant("-3"), high: nothing())) == 4)
    #expect(
      try flags(.within(.column(3), low: constant(year: 2019), high: constant(year: 2020)))
        == [false, true, true, false])
    #expect(
      try flags(.within(.column(2), low: constant(level: "A"), high: constant(level: "B")))
        == [true, false, false, true])
  }

  @Test("Tests of text, of the words of levels, of list elements")
  func textTests() throws {
    let test = TextTest(kind: .contains, pattern: "総務") { $0.contains("総務") }
    #expect(try flags(.textTest(test, .column(5))) == [true, true, false, false])
    #expect(try open(.textTest(test, .column(5))) == 1)
    let letter = TextTest(kind: .equals, pattern: "C") { $0 == "C" }
    #expect(try flags(.textTest(letter, .column(2))) == [false, true, false, false])
    #expect(try open(.textTest(letter, .column(2))) == 1)
    #expect(try flags(.textTest(letter, constant(text: "C"))) == [true, true, true, true])
  }

  @Test("and, or, not: open only where the answer hangs on it")
  func kleene() throws {
    let open1 = PlanExpression.compare(.less, .column(0), constant("100"))
    let yes = PlanExpression.constant(.bool(true), .bool)
    let no = PlanExpression.constant(.bool(false), .bool)
    #expect(try open(.and([open1, no])) == 0)
    #expect(try open(.and([no, open1])) == 0)
    #expect(try open(.and([open1, yes])) == 1)
    #expect(try open(.or([open1, yes])) == 0)
    #expect(try open(.or([open1, no])) == 1)
    #expect(try open(.not(.or([open1, no]))) == 1)
    #expect(try flags(.and([.not(open1), yes])) == [false, false, true, false])
    #expect(try flags(.and([])) == [true, true, true, true])
    #expect(try flags(.or([])) == [false, false, false, false])
  }

  @Test("Rows of another unit are false and open")
  func comparable() throws {
    let sameUnit = PlanExpression.compare(.equal, .column(1), constant(text: "あ"))
    let condition = PlanExpression.comparable(when: sameUnit, .isMissing(.column(0)))
    #expect(try flags(condition) == [false, false, true, false])
    #expect(try open(condition) == 3)
    #expect(try flags(.not(condition)) == [true, true, false, true])
  }

  @Test("A conditional as a condition")
  func conditional() throws {
    let condition = PlanExpression.conditional(
      .column(4), then: .compare(.less, .column(0), constant("2")), else: .constant(.bool(true), .bool))
    #expect(try flags(condition) == [true, true, false, true])
    #expect(try open(condition) == 1)
  }
}

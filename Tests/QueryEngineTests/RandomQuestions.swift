import ColumnStore
import PolicyModel
import QueryPlan

/// Random tables and expressions from a seed.
struct RandomQuestions {
  private var state: UInt64

  private let figures: [String]

  /// `isExtreme` adds the ends of 64 bits to the figures.
  init(seed: UInt64, isExtreme: Bool) {
    state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    figures = Self.figures + (isExtreme ? ["9223372036854775807", "-9223372036854775808"] : [])
  }

  mutating func number(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state >> 11) % UInt64(bound))
  }

  mutating func pick<T>(_ choices: [T]) -> T { choices[number(choices.count)] }

  private static let words = ["あ", "い", "か", "ア", "亜", "a", "ab", "b", "A", "総務課", "総務課長"]
  private static let figures = [
    "0", "0", "1", "-1", "2", "3", "0.5", "-2.5", "0.000001", "10", "1000000", "-999999.999999", "12345678.9",
  ]

  static let types: [ColumnType] = [
    .number, .number, .text, .text, .level(grades), .year, .bool, .list(.text), .number,
  ]

  mutating func value(_ type: ColumnType, missing: Bool = true) -> Value {
    if missing, type != .bool, number(5) == 0 { return .missing(pick([.blank, .notApplicable, .unmatched])) }
    switch type {
    case .number: return QueryEngineTests.number(pick(figures))
    case .year: return .year(2015 + number(5))
    case .text: return .text(pick(Self.words))
    case .level: return .level(number(4))
    case .bool: return .bool(number(2) == 0)
    case .list:
      let count = 1 + number(3)
      return .list((0..<count).map { _ in .text(pick(Self.words)) })
    }
  }

  /// A table with the columns of `types`.
  mutating func rows(count: Int? = nil) -> [[Value]] {
    let count = count ?? pick([0, 1, 2, 5, 9, 14])
    return (0..<count).map { _ in Self.types.map { value($0) } }
  }

  mutating func expression(_ type: ColumnType, _ fields: [Field], depth: Int) -> PlanExpression {
    let places = fields.indices.filter { fields[$0].type == type }
    if depth == 0 || number(4) == 0 {
      if !places.isEmpty, number(4) != 0 { return .column(pick(places)) }
      return .constant(value(type), type)
    }
    if type == .bool { return condition(fields, depth: depth) }
    switch number(type == .number || type == .year ? 5 : 2) {
    case 0:
      return .conditional(
        condition(fields, depth: depth - 1), then: expression(type, fields, depth: depth - 1),
        else: expression(type, fields, depth: depth - 1))
    case 1:
      return .coalesce([expression(type, fields, depth: depth - 1), expression(type, fields, depth: depth - 1)])
    case 2 where type == .number: return .negative(expression(.number, fields, depth: depth - 1))
    case 3 where type == .number:
      return .product(
        expression(.number, fields, depth: depth - 1),
        (0...number(2)).map { _ in
          ProductFactor(isDivision: number(2) == 0, value: expression(.number, fields, depth: depth - 1))
        })
    default:
      if type == .number, number(4) == 0 {
        return .sum(
          expression(.year, fields, depth: depth - 1),
          [SumTerm(isMinus: true, value: expression(.year, fields, depth: depth - 1))], result: .number)
      }
      return .sum(
        expression(type, fields, depth: depth - 1),
        (0...number(2)).map { _ in
          SumTerm(isMinus: number(2) == 0, value: expression(.number, fields, depth: depth - 1))
        }, result: type)
    }
  }

  mutating func condition(_ fields: [Field], depth: Int) -> PlanExpression {
    let inner = max(0, depth - 1)
    switch number(depth == 0 ? 7 : 12) {
    case 0, 1, 2:
      let type = pick([ColumnType.number, .number, .text, .level(grades), .year, .bool])
      let comparison: Comparison = pick([.equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual])
      return .compare(comparison, expression(type, fields, depth: inner), expression(type, fields, depth: inner))
    case 3:
      let type = pick([ColumnType.number, .text, .level(grades), .year])
      return .within(
        expression(type, fields, depth: inner), low: expression(type, fields, depth: 0),
        high: expression(type, fields, depth: 0))
    case 4:
      let type = pick([ColumnType.number, .text, .level(grades), .year, .bool, .list(.text)])
      let element: ColumnType = type.isList ? .text : type
      let choices = (0..<number(6)).map { _ in value(element, missing: !type.isList) }
      return .oneOf(expression(type, fields, depth: inner), choices)
    case 5:
      let word = pick(Self.words)
      let test = TextTest(kind: .starts, pattern: word) { $0.hasPrefix(word) }
      return .textTest(test, expression(pick([.text, .level(grades), .list(.text)]), fields, depth: inner))
    case 6: return .isMissing(expression(pick(Self.types), fields, depth: inner))
    case 7, 8: return .and((0...number(3)).map { _ in condition(fields, depth: inner) })
    case 9: return .or((0...number(3)).map { _ in condition(fields, depth: inner) })
    case 10: return .not(condition(fields, depth: inner))
    default: return .comparable(when: condition(fields, depth: inner), condition(fields, depth: inner))
    }
  }
}

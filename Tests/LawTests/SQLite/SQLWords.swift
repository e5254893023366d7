import PolicyModel
import QueryPlan

/// Says values over the columns `c0`, `c1`, … of some rows.
struct SQLWords {
  let fields: [Field]
  /// Columns that hold nothing, since SQL has no words for them.
  let unsaid: Set<Int>
  let tables: SourceTables

  func type(_ expression: PlanExpression) -> ColumnType {
    switch expression {
    case .column(let place): fields[place].type
    case .constant(_, let type): type
    case .coalesce(let parts): parts.first.map { type($0) } ?? .text
    case .sum(_, _, let result): result
    case .product, .negative: .number
    case .conditional(_, let then, _): type(then)
    case .call(let function, _): function.result
    case .compare, .oneOf, .within, .textTest, .isMissing, .and, .or, .not, .comparable: .bool
    }
  }

  func value(_ expression: PlanExpression) throws -> String {
    switch expression {
    case .column(let place):
      if unsaid.contains(place) { throw Unsayable("what depends on a column left out") }
      return "c\(place)"
    case .constant(let value, let type): return try literal(value, type)
    case .coalesce(let parts):
      return parts.count == 1
        ? try value(parts[0]) : "coalesce(\(try parts.map { try value($0) }.joined(separator: ", ")))"
    case .sum(let first, let terms, let result): return try sum(first, terms, result)
    case .product(let first, let factors): return try product(first, factors)
    case .negative(let part): return "(-\(try number(part)))"
    case .conditional(let test, let then, let otherwise):
      if type(then) == .bool { return "((\(try condition(expression))) IS TRUE)" }
      return "CASE WHEN \(try condition(test)) THEN \(try value(then)) ELSE \(try value(otherwise)) END"
    case .call(let function, let arguments): return try call(function, arguments)
    case .compare, .oneOf, .within, .textTest, .isMissing, .and, .or, .not, .comparable:
      return "((\(try condition(expression))) IS TRUE)"
    }
  }

  /// A value as rows are ordered by it: levels by their places.
  func sortable(_ expression: PlanExpression) throws -> String {
    let value = try value(expression)
    switch type(expression) {
    case .level(let scale): return try place(of: value, scale)
    case .list: throw Unsayable("a list as a key")
    case .number, .year, .text, .bool: return value
    }
  }

  /// The place of a word in its legend.
  func place(of word: String, _ scale: Scale) throws -> String {
    "(SELECT ord FROM scale_level WHERE scale = '\(try tables.legend(scale))' AND code = \(word))"
  }

  // MARK: Literals

  func literal(_ value: Value, _ type: ColumnType) throws -> String {
    // In a list each choice is an element.
    let element = if case .list(let inner) = type { inner } else { type }
    if case .list = value { return try Self.quoted(SourceTables.cell(value, type)) }
    return try Self.quoted(SourceTables.cell(value, element))
  }

  static func quoted(_ cell: Database.Cell) -> String {
    switch cell {
    case .null, .real: "NULL"
    // Two minus signs in a row would begin a comment.
    case .integer(let number): number < 0 ? "(\(number))" : "\(number)"
    case .text(let text): quoted(text)
    }
  }

  static func quoted(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

  // MARK: Numbers

  static let million = 1_000_000

  /// A number in millionths, also of a year.
  func number(_ expression: PlanExpression) throws -> String {
    let value = try value(expression)
    return type(expression) == .year ? "(\(value) * \(Self.million))" : value
  }

  private func sum(_ first: PlanExpression, _ terms: [SumTerm], _ result: ColumnType) throws -> String {
    var total = try number(first)
    for term in terms { total = "exact(\(total) \(term.isMinus ? "-" : "+") \(try number(term.value)))" }
    if result != .year { return total }
    let range = FiscalYear.range
    return """
      (SELECT CASE WHEN y % \(Self.million) = 0 AND y / \(Self.million) BETWEEN \(range.lowerBound) AND \
      \(range.upperBound) THEN y / \(Self.million) END FROM (SELECT \(total) AS y))
      """
  }

  private func product(_ first: PlanExpression, _ factors: [ProductFactor]) throws -> String {
    var total = try number(first)
    for factor in factors {
      let next = try number(factor.value)
      total =
        factor.isDivision
        ? Self.quotient("exact(\(total) * \(Self.million))", "nullif(\(next), 0)")
        : Self.quotient("exact(\(total) * \(next))", "\(Self.million)")
    }
    return total
  }

  /// Whole-number division, half away from zero.
  static func quotient(_ dividend: String, _ divisor: String) -> String {
    """
    (SELECT exact(abs(n) + abs(d) / 2) / abs(d) * CASE WHEN (n < 0) <> (d < 0) THEN -1 ELSE 1 END \
    FROM (SELECT \(dividend) AS n, \(divisor) AS d))
    """
  }
}

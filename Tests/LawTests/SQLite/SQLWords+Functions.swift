import ColumnStore
import PolicyModel
import QueryPlan

extension SQLWords {
  /// A scalar function, by its name; what a function keeps to itself (how many digits) is found by asking it.
  func call(_ function: Function, _ arguments: [PlanExpression]) throws -> String {
    guard let first = arguments.first else { throw Unsayable("the function \(function.name)") }
    let type = type(first)
    let x = try value(first)
    let million = Self.million
    switch (function.name, type) {
    case ("abs", .number): return "abs(\(x))"
    case ("floor", .number): return Self.down(x)
    case ("ceil", .number): return "(-\(Self.down("(-\(x))")))"
    case ("round", .number): return try rounded(x, function)
    case ("min2", _), ("max2", _):
      return "\(function.name.dropLast())(\(try arguments.map { try number($0) }.joined(separator: ", ")))"
    case ("len", .list): return "(json_array_length(\(x)) * \(million))"
    case ("len", _): return "(length(\(x)) * \(million))"
    case ("place", .level(let scale)): return "(\(try place(of: x, scale)) * \(million))"
    case ("step", .level(let scale)): return "((\(scale.levels.count - 1) - \(try place(of: x, scale))) * \(million))"
    case ("word", _): return x
    case ("label", .level(let scale)):
      return "(SELECT label FROM scale_level WHERE scale = '\(try tables.legend(scale))' AND code = \(x))"
    case ("lower", .text): return "lower(\(x))"
    case ("substr", .text): return try part(x, function)
    case ("era", .year): return Self.era(x)
    case ("number", .year): return "(\(x) * \(million))"
    case ("text", .year): return "CAST(\(x) AS TEXT)"
    case ("text", .bool): return "CASE WHEN \(x) IS NULL THEN NULL WHEN \(x) THEN 'yes' ELSE 'no' END"
    case ("difference_unit", _): return "CASE WHEN \(x) IN ('%', '％') THEN 'ポイント' ELSE \(x) END"
    case ("side_by_side", .level), ("side_by_side", .text):
      // A cross table sets as many side by side as it has columns.
      if arguments.count > 2 { throw Unsayable("more than two values side by side") }
      return try arguments.count == 2 ? Self.sideBySide(x, value(arguments[1])) : x
    default: throw Unsayable("the function \(function.name)")
    }
  }

  /// The whole number at or below.
  private static func down(_ x: String) -> String {
    "(SELECT x - (x % \(million) + \(million)) % \(million) FROM (SELECT \(x) AS x))"
  }

  private static func sideBySide(_ a: String, _ b: String) -> String {
    """
    (SELECT CASE WHEN a IS NULL THEN b WHEN b IS NULL OR a = b THEN a ELSE a || '→' || b END \
    FROM (SELECT \(a) AS a, \(b) AS b))
    """
  }

  private static func era(_ year: String) -> String {
    func named(_ name: String, _ first: Int) -> String {
      "WHEN y >= \(first) THEN '\(name)' || CASE y WHEN \(first) THEN '元' ELSE CAST(y - \(first - 1) AS TEXT) END"
    }
    let eras = [("令和", 2019), ("平成", 1989), ("昭和", 1926)].map { named($0.0, $0.1) }.joined(separator: " ")
    return "(SELECT CASE \(eras) ELSE CAST(y AS TEXT) END || '年度' FROM (SELECT \(year) AS y))"
  }

  /// What `round` rounds to, in millionths: the function is asked about a figure that has every digit.
  private func rounded(_ x: String, _ function: Function) throws -> String {
    let figure = ExactDecimal(mantissa: 111_111_111_111_111, scale: 6)
    let answer = try asked(function, about: .number(figure), .number)
    guard case .number(let number) = answer else { throw Unsayable("round") }
    var (rest, step) = (try SourceTables.millionths(number), 1)
    while rest != 0, rest % 10 == 0 {
      rest /= 10
      step *= 10
    }
    if rest == 0 { throw Unsayable("round to nothing") }
    return "(\(Self.quotient(x, "\(step)")) * \(step))"
  }

  /// Where `substr` begins and how much it takes.
  private func part(_ x: String, _ function: Function) throws -> String {
    let signs = "0123456789abcdefghijklmnopqrstuvwxyz"
    guard case .text(let answer) = try asked(function, about: .text(signs), .text), let first = answer.first,
      let start = signs.firstIndex(of: first)
    else { throw Unsayable("substr") }
    let place = signs.distance(from: signs.startIndex, to: start)
    return "substr(\(x), \(place + 1), \(answer.count))"
  }

  private func asked(_ function: Function, about value: Value, _ type: ColumnType) throws -> Value {
    var builder = ColumnBuilder(type)
    builder.append(value)
    return try function.kernel([try builder.finished()], 1).value(0, of: function.result)
  }
}

import ColumnStore
import Diagnostics
import Glibc
import PolicyModel
import QueryPlan

extension RowEvaluator {
  /// A scalar function: worked out anew where its name says all there is to know, otherwise asked of its kernel with
  /// columns of one row (`round` keeps its digits to itself).
  func call(_ function: Function, _ values: [Value], _ types: [ColumnType]) throws(Diagnostic) -> Value {
    if let value = named(function.name, values, types) { return value }
    let columns = zip(values, types).map { Column.packing([$0], type: $1) }
    do throws(KernelFailure) {
      return try function.kernel(columns, 1).value(0, of: function.result)
    } catch {
      throw .tooManyDigits
    }
  }

  private func named(_ name: String, _ values: [Value], _ types: [ColumnType]) -> Value? {
    guard let first = values.first, let type = types.first else { return nil }
    if name == "reason" {
      return first.absence.map { .text(Self.reasonWords[$0] ?? "") } ?? .missing(.notApplicable)
    }
    if let reason = values.lazy.compactMap(\.absence).first {
      let known = [
        "annual_rate", "abs", "floor", "ceil", "min2", "max2", "len", "place", "step", "word", "lower", "era", "number",
      ]
      return known.contains(name) ? .missing(reason) : nil
    }
    switch (name, first) {
    case ("annual_rate", .number(let x)): return annualRate(x, values)
    case ("abs", .number(let x)): return .number(x.isNegative ? x.negated : x)
    case ("floor", .number(let x)): return .number(whole(x, up: false))
    case ("ceil", .number(let x)): return .number(whole(x, up: true))
    case ("min2", _): return Order.compared(values[0], values[1]) <= 0 ? values[0] : values[1]
    case ("max2", _): return Order.compared(values[0], values[1]) >= 0 ? values[0] : values[1]
    case ("len", .list(let elements)): return .number(ExactDecimal(elements.count))
    case ("len", .text(let text)): return .number(ExactDecimal(text.count))
    case ("len", .level(let place)): return type.scale.map { .number(ExactDecimal($0.levels[place].count)) }
    case ("place", .level(let place)): return .number(ExactDecimal(place))
    case ("step", .level(let place)): return type.scale.map { .number(ExactDecimal($0.levels.count - 1 - place)) }
    case ("word", .level(let place)): return type.scale.map { .text($0.levels[place]) }
    case ("lower", .text(let text)): return .text(text.lowercased())
    case ("era", .year(let year)): return .text(era(year))
    case ("number", .year(let year)): return .number(ExactDecimal(year))
    default: return nil
    }
  }

  /// Cuts the digits behind the point off as written, and steps to the next whole number where that went the wrong way.
  private func whole(_ number: ExactDecimal, up: Bool) -> ExactDecimal {
    let parts = number.plain.split(separator: ".")
    guard let head = parts.first, let cut = Int128(head) else { return number }
    if parts.count == 1 || number.isNegative == up { return ExactDecimal(mantissa: cut) }
    return ExactDecimal(mantissa: up ? cut + 1 : cut - 1)
  }

  /// The yearly rate from the first value to the second in a number of years, by logarithms.
  private func annualRate(_ first: ExactDecimal, _ values: [Value]) -> Value {
    guard let last = Order.number(values[1]), let years = Order.number(values[2])?.wholeNumber, first > .zero,
      last > .zero, years > 0
    else { return .missing(.incomputable) }
    let rate = exp((log(last.approximate) - log(first.approximate)) / Double(years)) - 1
    return .number(ExactDecimal(mantissa: Int128((rate * 10_000).rounded(.toNearestOrAwayFromZero)), scale: 4))
  }

  private func era(_ year: Int) -> String {
    for (name, first) in [("令和", 2019), ("平成", 1989), ("昭和", 1926)] where year >= first {
      return "\(name)\(year == first ? "元" : String(year - first + 1))年度"
    }
    return "\(year)年度"
  }

  private static let reasonWords: [MissingReason: String] = [
    .blank: "未記入", .notApplicable: "該当なし", .unreadable: "読取不能", .incomputable: "計算不能", .unmatched: "対応なし",
    .total: "計",
  ]
}

import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  /// What an aggregate function makes of the values of one group, by its name.
  func result(
    of call: AggregateCall, _ arguments: [Value]?, rows: Int, _ type: ColumnType
  ) throws(Diagnostic) -> Value {
    let none = Value.missing(.blank)
    guard let values = arguments else {
      if call.function.name == "count" { return .number(ExactDecimal(rows)) }
      return try kernel(call, [], rows: rows, type)
    }
    let present = values.filter { !$0.isAbsent }
    switch call.function.name {
    case "count": return .number(ExactDecimal(present.count))
    case "missing_count": return .number(ExactDecimal(values.count - present.count))
    case "count_distinct":
      var distinct: [Value] = []
      for value in present where !distinct.contains(where: { Order.same($0, value) }) { distinct.append(value) }
      return .number(ExactDecimal(distinct.count))
    case "sum": return present.isEmpty ? none : .number(try total(present))
    case "avg": return present.isEmpty ? none : try quotient(try total(present), present.count)
    case "median": return present.isEmpty ? none : try median(present)
    case "min": return present.reduce(none) { $0.isAbsent || Order.compared($1, $0) < 0 ? $1 : $0 }
    case "max": return present.reduce(none) { $0.isAbsent || Order.compared($1, $0) > 0 ? $1 : $0 }
    case "best": return present.reduce(none) { $0.isAbsent || Order.compared($1, $0) < 0 ? $1 : $0 }
    case "worst": return present.reduce(none) { $0.isAbsent || Order.compared($1, $0) > 0 ? $1 : $0 }
    case "first": return present.first ?? none
    case "last": return present.last ?? none
    case "pattern": return pattern(present)
    case "sequence":
      var words: [String] = []
      for value in present {
        let word = plainWord(value, type)
        if !words.contains(word) { words.append(word) }
      }
      return words.isEmpty ? none : .text(words.joined(separator: "→"))
    case "only": return values.first ?? .missing(.unmatched)
    case "share_of":
      return values.isEmpty ? none : try quotient(ExactDecimal(values.filter { $0 == .bool(true) }.count), values.count)
    case "list" where type == .text || type.scale != nil || type.isList:
      let elements = present.flatMap { value in
        if case .list(let inner) = value { return inner }
        return [value]
      }
      return elements.isEmpty ? none : .list(elements)
    default: return try kernel(call, values, rows: rows, type)
    }
  }

  /// Whether the values rise, fall, stay or do both: the place in rising, falling, flat, mixed, unknown.
  private func pattern(_ present: [Value]) -> Value {
    if present.count < 2 { return .level(4) }
    // The first level of a legend is the highest.
    let steps = zip(present, present.dropFirst()).map { before, after in
      if case .level = after { Order.compared(before, after) } else { Order.compared(after, before) }
    }
    if steps.contains(1) { return .level(steps.contains(-1) ? 3 : 0) }
    return .level(steps.contains(-1) ? 1 : 2)
  }

  /// A value as a notice or a guard column names it.
  private func plainWord(_ value: Value, _ type: ColumnType) -> String {
    switch value {
    case .text(let text): text
    case .level(let place): type.scale?.levels[place] ?? ""
    case .number(let number): number.plain
    case .year(let year): String(year)
    case .bool(let flag): flag ? "yes" : "no"
    case .missing, .list: ""
    }
  }

  func total(_ values: [Value]) throws(Diagnostic) -> ExactDecimal {
    var total = ExactDecimal.zero
    for value in values {
      do throws(DecimalOverflow) {
        total = try total + (Order.number(value) ?? .zero)
      } catch {
        throw .tooManyDigits
      }
    }
    return total
  }

  private func quotient(_ total: ExactDecimal, _ count: Int) throws(Diagnostic) -> Value {
    do throws(DecimalOverflow) {
      return try total.divided(by: ExactDecimal(count)).map { .number($0) } ?? .missing(.blank)
    } catch {
      throw .tooManyDigits
    }
  }

  /// The value with as many below as above it; of two such, halfway.
  private func median(_ present: [Value]) throws(Diagnostic) -> Value {
    let numbers = present.compactMap { Order.number($0) }.sorted()
    let (low, high) = (numbers[(numbers.count - 1) / 2], numbers[numbers.count / 2])
    if numbers.count % 2 == 1 { return .number(low) }
    return try quotient(try total([.number(low), .number(high)]), 2)
  }

  /// The function's own kernel, over one group.
  private func kernel(
    _ call: AggregateCall, _ values: [Value], rows: Int, _ type: ColumnType
  ) throws(Diagnostic) -> Value {
    let column = call.argument == nil ? nil : Column.packing(values, type: type)
    let input = AggregateInput(column: column, groupOf: [Int32](repeating: 0, count: rows), groupCount: 1)
    do throws(KernelFailure) {
      return try call.function.kernel(input).value(0, of: call.field.type)
    } catch {
      throw .tooManyDigits
    }
  }
}

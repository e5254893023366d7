import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  /// Each row with what the rows of its group say of it.
  func window(_ node: Plan.Window, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    let width = node.input.fields.count
    let asked = node.calls.indices.filter { needed.contains(width + $0) }
    var read = needed.filter { $0 < width }
    if !asked.isEmpty { read.formUnion(node.keys) }
    for index in asked { for argument in node.calls[index].arguments { read.formUnion(argument.columns) } }
    let frame = try rows(of: node.input, needed: read)
    var made = frame.rows.map { $0 + [Value](repeating: Self.unasked, count: node.calls.count) }
    for index in asked {
      let call = node.calls[index]
      var arguments: [[Value]] = []
      for values in frame.rows {
        var own: [Value] = []
        for argument in call.arguments { own.append(try row(values, frame.fields).value(argument)) }
        arguments.append(own)
      }
      if case .function(let function) = call.computation, function.addsUp {
        let missing = arguments.filter { $0[0].isAbsent }.count
        if missing > 0 { leftOut.append(OracleAnswer.LeftOut(column: call.field.name.en, count: missing)) }
      }
      for place in frame.rows.indices {
        let key = node.keys.map { frame.rows[place][$0] }
        let group = frame.rows.indices.filter { other in
          Order.same(node.keys.map { frame.rows[other][$0] }, key)
        }
        let around = Surroundings(
          before: group.filter { $0 < place }.map { arguments[$0] }, own: arguments[place],
          group: group.map { arguments[$0] })
        made[place][width + index] = try value(of: call, around, all: arguments)
      }
    }
    return OracleFrame(fields: node.fields, rows: made, origins: frame.origins)
  }

  /// The arguments of a row, of the rows of its group, and of those that stand before it.
  private struct Surroundings {
    var before: [[Value]]
    var own: [Value]
    var group: [[Value]]
  }

  private func value(of call: WindowCall, _ around: Surroundings, all: [[Value]]) throws(Diagnostic) -> Value {
    switch call.computation {
    case .rank(let isDescending):
      guard let last = around.own.last, !last.isAbsent else { return .missing(around.own.last?.absence ?? .blank) }
      let directions = around.own.map { _ in isDescending }
      let better = around.group.filter { other in
        !(other.last?.isAbsent ?? true) && Order.precedes(other, around.own, directions)
      }
      return .number(ExactDecimal(better.count + 1))
    case .function(let function):
      let present = around.group.map { $0.first ?? .missing(.blank) }.filter { !$0.isAbsent }
      switch function.name {
      case "prev": return around.before.last?[0] ?? first(of: call, .notApplicable)
      case "neighbour": return around.before.last?[0] ?? .missing(.unmatched)
      case "last_present": return around.before.last { !$0[0].isAbsent }?[1] ?? .missing(.unmatched)
      case "row_number": return .number(ExactDecimal(around.before.count + 1))
      case "total": return present.isEmpty ? .missing(.blank) : .number(try total(present))
      case "cumsum":
        if let reason = around.own[0].absence { return .missing(reason) }
        return .number(try total((around.before + [around.own]).map { $0[0] }.filter { !$0.isAbsent }))
      case "spark": return .text(spark(around.group, all))
      default: throw Diagnostic(nil, Message(same: "the oracle has no \(function.name)"))
      }
    }
  }

  /// What stands where there is no row before: a condition does not hold there.
  private func first(of call: WindowCall, _ reason: MissingReason) -> Value {
    call.field.type == .bool ? .bool(false) : .missing(reason)
  }

  /// One sign for each place that occurs anywhere: a dot where the group has no value, otherwise one of eight heights.
  private func spark(_ group: [[Value]], _ all: [[Value]]) -> String {
    func number(_ value: Value) -> Int? { Order.number(value)?.wholeNumber }
    let places = Set(all.compactMap { number($0[1]) }).sorted()
    let width = min(places.count, 60)
    var signs = [Character](repeating: "·", count: width)
    let present = group.filter { !$0[0].isAbsent && !$0[1].isAbsent }
    let heights = present.map { height($0[0]) }
    guard let low = heights.min(), let high = heights.max() else { return String(signs) }
    for (row, height) in zip(present, heights) {
      guard let place = number(row[1]), let index = places.firstIndex(of: place) else { continue }
      // Half of a step counts as a whole one.
      var step = 0
      if low == high {
        step = 3
      } else {
        while step < 7, (height - low) * 14 >= (high - low) * Int128(2 * step + 1) { step += 1 }
      }
      signs[index * width / places.count] = Array("▁▂▃▄▅▆▇█")[step]
    }
    return String(signs)
  }

  /// A value in millionths; the first level of a legend stands highest.
  private func height(_ value: Value) -> Int128 {
    if case .level(let place) = value { return -Int128(place) }
    guard let number = Order.number(value) else { return 0 }
    return number.mantissa * ExactDecimal.power(6 - number.scale)
  }
}

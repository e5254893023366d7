import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  /// `describe`: one row for each described column.
  func summarize(_ node: Plan.Summarize) throws(Diagnostic) -> OracleFrame {
    let frame = try rows(of: node.input, needed: Set(node.subjects.map(\.column)))
    let made = node.subjects.map { subject -> [Value] in
      let type = frame.fields[subject.column].type
      let values = frame.rows.map { $0[subject.column] }
      let present = values.filter { !$0.isAbsent }
      // Of lists the elements are told apart and ordered, not the cells.
      let units = present.flatMap { value in
        if case .list(let elements) = value { return elements }
        return [value]
      }
      var distinct: [Value] = []
      for value in units where !distinct.contains(where: { Order.same($0, value) }) { distinct.append(value) }
      func shown(_ value: Value?) -> Value { value.map { .text(subject.text($0)) } ?? .missing(.notApplicable) }
      func given(_ word: String?) -> Value { word.map { .text($0) } ?? .missing(.notApplicable) }
      let (low, high) = extremes(units, type)
      func cell(_ value: Value?) -> Value { shown(value.map { type.isList ? .list([$0]) : $0 }) }
      return [
        .text(subject.name), .text(subject.type), given(subject.unit), given(subject.scale),
        .number(ExactDecimal(present.count)), .number(ExactDecimal(values.count - present.count)),
        .number(ExactDecimal(distinct.count)), cell(low), cell(high), shown(present.first),
      ]
    }
    let all = frame.origins.flatMap { $0 }
    return OracleFrame(fields: node.fields, rows: made, origins: made.map { _ in all })
  }

  /// The smallest and the largest; of grades the worst and the best; none of categories and flags.
  private func extremes(_ values: [Value], _ type: ColumnType) -> (Value?, Value?) {
    if type == .bool || (type.scale.map { !$0.isRanked } ?? false) { return (nil, nil) }
    let low = values.min { Order.compared($0, $1) < 0 }
    let high = values.max { Order.compared($0, $1) < 0 }
    return type.scale == nil ? (low, high) : (high, low)
  }
}

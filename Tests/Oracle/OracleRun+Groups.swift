import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  /// One row per distinct combination of keys, in the order of first appearance.
  func aggregate(_ node: Plan.Aggregate, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    let asked = node.calls.indices.filter {
      needed.contains(node.keys.count + $0) || node.calls[$0].uniqueness != nil
    }
    var read = Set(node.keys)
    for index in asked {
      read.formUnion(node.calls[index].argument?.columns ?? [])
      read.formUnion(node.calls[index].filter?.columns ?? [])
    }
    let frame = try rows(of: node.input, needed: read)

    var keys: [[Value]] = node.keys.isEmpty ? [[]] : []
    var groups: [[[Value]]] = node.keys.isEmpty ? [[]] : []
    var members: [[Int]] = node.keys.isEmpty ? [[]] : []
    for (number, values) in frame.rows.enumerated() {
      let key = node.keys.map { values[$0] }
      if let group = keys.firstIndex(where: { Order.same($0, key) }) {
        groups[group].append(values)
        members[group].append(number)
      } else {
        keys.append(key)
        groups.append([values])
        members.append([number])
      }
    }
    let groupsWithRows = keys.count
    if node.completes, !node.keys.isEmpty {
      for key in combinations(of: keys, node.keys.map { frame.fields[$0].type }) {
        if keys.contains(where: { Order.same($0, key) }) { continue }
        keys.append(key)
        groups.append([])
        members.append([])
      }
    }

    if !node.totals.isEmpty || node.calls.contains(where: { $0.within != nil }) {
      return try withTotals(node, asked, frame)
    }

    var made = keys.map { $0 + [Value](repeating: Self.unasked, count: node.calls.count) }
    for index in asked {
      let column = try results(of: node.calls[index], keys: keys, groups: groups, frame.fields)
      for group in column.indices {
        var source = group
        if group >= groupsWithRows, let key = node.calls[index].sharedByKey {
          source = (0..<groupsWithRows).first { Order.same(keys[$0][key], keys[group][key]) } ?? group
        }
        made[group][node.keys.count + index] = column[source]
      }
    }
    let origins = try members.map { (numbers) throws(Diagnostic) in
      try taken(numbers, by: asked.map { node.calls[$0] }, frame).flatMap { frame.origins[$0] }
    }
    return OracleFrame(fields: node.fields, rows: made, origins: origins)
  }

  /// The rows of a group that some call takes, apart from those that only accompany others; all if there is no such call.
  func taken(_ numbers: [Int], by calls: [AggregateCall], _ frame: OracleFrame) throws(Diagnostic) -> [Int] {
    let counting = calls.filter { !$0.isSupporting }
    if counting.isEmpty || counting.contains(where: { $0.filter == nil }) { return numbers }
    // What the question notices is counted once, where the call itself is answered.
    let silent = OracleRun()
    var found: [Int] = []
    for number in numbers {
      for call in counting where !found.contains(number) {
        guard let filter = call.filter else { continue }
        if try silent.row(frame.rows[number], frame.fields).verdict(filter).holds { found.append(number) }
      }
    }
    return found
  }

  /// Every combination of all levels of scale keys, the years from the first to the last, and the values present of
  /// other keys.
  private func combinations(of keys: [[Value]], _ types: [ColumnType]) -> [[Value]] {
    var combined: [[Value]] = [[]]
    for (place, type) in types.enumerated() {
      let present = keys.map { $0[place] }.filter { !$0.isAbsent }
      var values: [Value] = []
      switch type {
      case .level(let scale): values = scale.levels.indices.map { .level($0) }
      case .year:
        let years = present.compactMap { Order.number($0)?.wholeNumber }
        if let low = years.min(), let high = years.max() { values = (low...high).map { .year($0) } }
      case .number, .text, .bool, .list:
        for value in present where !values.contains(where: { Order.same($0, value) }) { values.append(value) }
      }
      combined = combined.flatMap { head in values.map { head + [$0] } }
    }
    return combined
  }

  /// The result of one call for each group.
  func results(
    of call: AggregateCall, keys: [[Value]], groups: [[[Value]]], _ fields: [Field]
  ) throws(Diagnostic) -> [Value] {
    var chosen: [[[Value]]] = []
    for group in groups {
      guard let filter = call.filter else {
        chosen.append(group)
        continue
      }
      var rows: [[Value]] = []
      for values in group where try row(values, fields).verdict(filter).holds { rows.append(values) }
      chosen.append(rows)
    }
    if let uniqueness = call.uniqueness, let crowded = chosen.firstIndex(where: { $0.count > 1 }) {
      throw uniqueness.diagnostic(keys[crowded], chosen[crowded].count)
    }
    var type = ColumnType.text
    var results: [Value] = []
    var missing = 0
    for group in chosen {
      var arguments: [Value]?
      if let argument = call.argument {
        var values: [Value] = []
        for one in group { values.append(try row(one, fields).value(argument)) }
        missing += values.filter(\.isAbsent).count
        arguments = values
        type = row([], fields).type(argument)
      }
      results.append(try result(of: call, arguments, rows: group.count, type))
    }
    if call.function.skipsMissing, missing > 0 {
      leftOut.append(OracleAnswer.LeftOut(column: call.field.name.en, count: missing))
    }
    return results
  }
}

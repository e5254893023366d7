internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The results of aggregate calls, one cell a group, and for each row its group, or −1 if no call takes it but such as
  /// only accompany others.
  func evaluate(
    _ calls: [AggregateCall], over frame: Frame, _ groups: Groups
  ) throws(Diagnostic) -> (results: [Column], contributing: [Int32]) {
    let evaluator = evaluator(frame)
    var results: [Column] = []
    var contributing: [Int32]?
    for call in calls {
      try checkpoint()
      let chosen: Truth? = if let filter = call.filter { try evaluator.truth(filter) } else { nil }
      let groupOf = chosen.map { groups.restricted(to: $0) } ?? groups.groupOf
      if let uniqueness = call.uniqueness, let (group, rows) = firstCrowded(groupOf, groups.count) {
        throw uniqueness.diagnostic(groups.keyValues(of: group), rows)
      }
      let argument = try column(of: call, chosen, evaluator)
      if let argument { try note(call, argument, groupOf, frame) }
      try checkpoint()
      results.append(try result(of: call, argument, groupOf, groups))
      if tracksLineage, !call.isSupporting { contributing = contributing.map { joined($0, groupOf) } ?? groupOf }
    }
    return (results, contributing ?? groups.groupOf)
  }

  /// The argument; what takes no part is not computed where computing it could go wrong.
  private func column(
    of call: AggregateCall, _ chosen: Truth?, _ evaluator: Evaluator
  ) throws(Diagnostic) -> Column? {
    guard let argument = call.argument else { return nil }
    guard let chosen else { return try evaluator.column(argument) }
    return try evaluator.vector(argument, where: chosen.values).column(evaluator.rowCount)
  }

  private func result(
    of call: AggregateCall, _ argument: Column?, _ groupOf: [Int32], _ groups: Groups
  ) throws(Diagnostic) -> Column {
    guard let levels = groups.levels else {
      return try run(call, AggregateInput(column: argument, groupOf: groupOf, groupCount: groups.count))
    }
    return try levels.result(groupOf, within: call.within) { (groupOf, count) throws(Diagnostic) in
      try checkpoint()
      return try run(call, AggregateInput(column: argument, groupOf: groupOf, groupCount: count))
    }
  }

  private func run(_ call: AggregateCall, _ input: AggregateInput) throws(Diagnostic) -> Column {
    let result: Column
    do throws(KernelFailure) {
      result = try call.function.kernel(input)
    } catch {
      throw error.diagnostic
    }
    guard result.count == input.groupCount else { throw .fault(call.function.name) }
    return result
  }

  private func firstCrowded(_ groupOf: [Int32], _ groupCount: Int) -> (group: Int, rows: Int)? {
    var counts = [Int](repeating: 0, count: groupCount)
    for group in groupOf where group >= 0 { counts[Int(group)] += 1 }
    return counts.firstIndex { $0 > 1 }.map { ($0, counts[$0]) }
  }

  private func joined(_ a: [Int32], _ b: [Int32]) -> [Int32] { eachRow(a.count) { max(a[$0], b[$0]) } }

  private func note(_ call: AggregateCall, _ argument: Column, _ groupOf: [Int32], _ frame: Frame) throws(Diagnostic) {
    if call.function.skipsMissing {
      let count = argument.missingCount(among: groupOf)
      if count > 0 { noteLeftOut(call, count, frame.fields) }
    }
    if call.function.addsUp, let origin = call.argument.flatMap({ frame.origin(of: $0) }),
      let notice = try MeasureNotes(call, frame.fields).addedTwice(argument, groupOf, origin)
    {
      tally.add(notice)
    }
  }

  /// N2.
  func noteLeftOut(_ call: AggregateCall, _ count: Int, _ fields: [Field]) {
    tally.add(MeasureNotes(call, fields).leftOut(count))
  }
}

extension Groups {
  /// The groups with only the chosen rows in them.
  fileprivate func restricted(to chosen: Truth) -> [Int32] {
    let (all, values) = (groupOf, chosen.values)
    return eachRow(all.count) { values[$0] ? all[$0] : -1 }
  }
}

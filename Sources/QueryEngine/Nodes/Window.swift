internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The rows as they are, with the further columns that are asked for.
  func window(_ node: Plan.Window, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let width = node.input.fields.count
    let wanted = node.calls.indices.filter { needed.contains(width + $0) }
    var read = needed.filter { $0 < width }
    if !wanted.isEmpty { read.formUnion(node.keys) }
    for index in wanted {
      for argument in node.calls[index].arguments { read.formUnion(argument.columns) }
    }
    let frame = try execute(node.input, needed: read)
    var result = frame
    result.fields = node.fields
    result.columns += [Column?](repeating: nil, count: node.calls.count)
    if wanted.isEmpty { return result }

    var keys: [Column] = []
    for place in node.keys { keys.append(try frame.column(place)) }
    let grouping = keys.isEmpty ? nil : try Grouping(keys, rowCount: frame.rowCount, execution: self)
    for index in wanted {
      try checkpoint()
      result.columns[width + index] = try column(of: node.calls[index], over: frame, grouping)
    }
    return result
  }

  /// - Parameter grouping: nil where all rows are one group.
  private func column(
    of call: WindowCall, over frame: Frame, _ grouping: Grouping?
  ) throws(Diagnostic) -> Column {
    let evaluator = evaluator(frame)
    var arguments: [Column] = []
    for argument in call.arguments { arguments.append(try evaluator.column(argument)) }
    try checkpoint()
    switch call.computation {
    case .rank(let isDescending):
      let areLevels = call.arguments.map { evaluator.type($0).scale != nil }
      return try ranks(arguments, areLevels: areLevels, isDescending: isDescending, grouping, rowCount: frame.rowCount)
    case .function(let function):
      let input =
        if let grouping {
          WindowInput(columns: arguments, groupOf: grouping.groupOf, groupCount: grouping.count)
        } else {
          WindowInput(columns: arguments, rowCount: frame.rowCount)
        }
      if function.addsUp, let argument = arguments.first { try note(call, argument, input.groups(), frame) }
      let result: Column
      do throws(KernelFailure) {
        result = try function.kernel(input)
      } catch {
        throw error.diagnostic
      }
      guard result.count == frame.rowCount else { throw .fault(function.name) }
      return result
    }
  }

  private func note(_ call: WindowCall, _ argument: Column, _ groupOf: [Int32], _ frame: Frame) throws(Diagnostic) {
    let notes = MeasureNotes(call, frame.fields)
    let count = argument.missingCount(among: groupOf)
    if count > 0 { tally.add(notes.leftOut(count)) }
    if let origin = call.arguments.first.flatMap({ frame.origin(of: $0) }),
      let notice = try notes.addedTwice(argument, groupOf, origin)
    {
      tally.add(notice)
    }
  }

  /// 1, 2, 2, 4 within each group: the rows are walked once in sorting order.
  private func ranks(
    _ arguments: [Column], areLevels: [Bool], isDescending: Bool, _ grouping: Grouping?, rowCount: Int
  ) throws(Diagnostic) -> Column {
    let groupOf = grouping?.groupOf ?? [Int32](repeating: 0, count: rowCount)
    var keys: [Ordinals] = []
    var sortKeys: [SortKey] = []
    if grouping != nil {
      let groups = Column(.codes(groupOf, TextDictionary([])))
      sortKeys.append(try SortKey.of(groups, isLevel: true, isDescending: false, runner))
    }
    for (argument, isLevel) in zip(arguments, areLevels) {
      keys.append(try Ordinals(argument, isLevel: isLevel, isDescending: isDescending))
      sortKeys.append(try SortKey.of(argument, isLevel: isLevel, isDescending: isDescending, runner))
    }
    let sorted = try RowOrder(sortKeys, rowCount: rowCount, execution: self)
    let order = sorted?.rows() ?? (0..<rowCount).map { Int32($0) }
    // Whether the row at a place of the order has the same keys as the one before it.
    var ties = [Bool](repeating: true, count: rowCount)
    for key in keys {
      let values = key.values
      for place in order.indices.dropFirst() where values[Int(order[place])] != values[Int(order[place - 1])] {
        ties[place] = false
      }
    }
    let missing = arguments.last?.missing ?? MissingMask()
    var ranks = [Int64](repeating: 0, count: rowCount)
    var group: Int32 = -1
    var count: Int64 = 0
    var rank: Int64 = 0
    for (place, row) in order.enumerated() {
      let row = Int(row)
      if missing[row] { continue }
      let isFirst = groupOf[row] != group
      group = groupOf[row]
      count = isFirst ? 1 : count + 1
      if isFirst || !ties[place] { rank = count }
      ranks[row] = rank
    }
    return Column(.numbers(.narrow(ranks, scale: 0)), missing: missing)
  }
}

extension WindowCall {
  /// Whether it adds up source rows, which may then stand in its result twice.
  var addsUp: Bool {
    switch computation {
    case .function(let function): function.addsUp
    case .rank: false
    }
  }
}

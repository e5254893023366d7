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
    let grouping = try Grouping(keys, rowCount: frame.rowCount, execution: self)
    for index in wanted {
      try checkpoint()
      result.columns[width + index] = try column(of: node.calls[index], over: frame, grouping)
    }
    return result
  }

  private func column(
    of call: WindowCall, over frame: Frame, _ grouping: Grouping
  ) throws(Diagnostic) -> Column {
    let evaluator = evaluator(frame)
    var arguments: [Column] = []
    for argument in call.arguments { arguments.append(try evaluator.column(argument)) }
    try checkpoint()
    switch call.computation {
    case .rank(let isDescending):
      let areLevels = call.arguments.map { evaluator.type($0).scale != nil }
      return try ranks(arguments, areLevels: areLevels, isDescending: isDescending, grouping)
    case .function(let function):
      if function.addsUp, let argument = arguments.first { try note(call, argument, grouping.groupOf, frame) }
      let input = WindowInput(columns: arguments, groupOf: grouping.groupOf, groupCount: grouping.count)
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
    _ arguments: [Column], areLevels: [Bool], isDescending: Bool, _ grouping: Grouping
  ) throws(Diagnostic) -> Column {
    let rowCount = grouping.groupOf.count
    var keys: [Ordinals] = []
    for (argument, isLevel) in zip(arguments, areLevels) {
      keys.append(try Ordinals(argument, isLevel: isLevel, isDescending: isDescending))
    }
    let groups = Column(.codes(grouping.groupOf, TextDictionary([])))
    let sorted = try RowOrder.sorted(
      [Ordinals(groups, isLevel: true, isDescending: false)] + keys, rowCount: rowCount, execution: self)
    let order = sorted ?? (0..<rowCount).map { Int32($0) }
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
      let isFirst = grouping.groupOf[row] != group
      group = grouping.groupOf[row]
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

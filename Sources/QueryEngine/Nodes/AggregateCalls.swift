internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The results of aggregate calls, one cell a group, and for each row its group, or −1 if no call takes it.
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
      if let argument {
        noteMissing(call, argument, groupOf, frame)
        try noteRepeated(call, argument, groupOf, frame)
      }
      try checkpoint()
      results.append(try result(of: call, argument, groupOf, groups))
      if tracksLineage { contributing = contributing.map { joined($0, groupOf) } ?? groupOf }
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

  /// N2: missing cells that the function leaves out.
  private func noteMissing(_ call: AggregateCall, _ argument: Column, _ groupOf: [Int32], _ frame: Frame) {
    if !call.function.skipsMissing { return }
    let isList = if case .lists = argument.storage { true } else { false }
    if argument.missing.isEmpty, !isList { return }
    let missing = argument.missingFlags
    var count = 0
    for row in groupOf.indices where groupOf[row] >= 0 && missing[row] { count += 1 }
    if count > 0 { noteLeftOut(call, count, frame.fields) }
  }

  /// N2.
  func noteLeftOut(_ call: AggregateCall, _ count: Int, _ fields: [Field]) {
    tally.add(.leftOut(count, of: call.field.name, argument: call.argumentField(fields), call.argumentText))
  }

  /// N5: rows that stand several times since an `unnest` and are added each time.
  private func noteRepeated(
    _ call: AggregateCall, _ argument: Column, _ groupOf: [Int32], _ frame: Frame
  ) throws(Diagnostic) {
    guard call.function.addsUp, let identity = frame.identity, case .numbers(let vector) = argument.storage else {
      return
    }
    var times = [UInt8](repeating: 0, count: identity.count)
    var repeated = 0
    var surplus: Int128 = 0
    for row in groupOf.indices where groupOf[row] >= 0 && !argument.missing[row] {
      let number = Int(identity.numbers[row])
      if times[number] == 0 {
        times[number] = 1
        continue
      }
      let (sum, overflow) = surplus.addingReportingOverflow(vector.mantissa(row))
      if overflow { throw .overflow }
      surplus = sum
      if times[number] == 1 {
        times[number] = 2
        repeated += 1
      }
    }
    if repeated == 0 { return }
    let amount = ExactDecimal(mantissa: surplus, scale: vector.scale)
    tally.add(
      .addedTwice(repeated, try amount.figure(in: call.field.unit), call.argumentField(frame.fields), identity.unnested)
    )
  }
}

extension Groups {
  /// The groups with only the chosen rows in them.
  fileprivate func restricted(to chosen: Truth) -> [Int32] {
    let (all, values) = (groupOf, chosen.values)
    return eachRow(all.count) { values[$0] ? all[$0] : -1 }
  }
}

extension AggregateCall {
  /// The column that is aggregated, where it is a plain one.
  fileprivate func argumentField(_ fields: [Field]) -> Field? {
    if case .column(let place)? = argument, fields.indices.contains(place) { return fields[place] }
    return nil
  }
}

extension ExactDecimal {
  /// The figure as it is shown: `12,000千円`.
  fileprivate func figure(in unit: Unit?) throws(Diagnostic) -> String {
    let figure: ExactDecimal
    do throws(DecimalOverflow) {
      figure = try unit?.fromBase(self) ?? self
    } catch {
      throw .overflow
    }
    let decimals = unit?.decimalsOnScreen ?? figure.trimmed.scale
    return figure.text(decimals: decimals, grouped: true) + (unit?.symbol ?? "")
  }
}

extension Notice {
  fileprivate static func leftOut(_ count: Int, of column: BilingualName, argument: Field?, _ text: Message?) -> Notice
  {
    let name = argument?.name.typed ?? text ?? Message(same: "x")
    var fix = Message(ja: "欠測数（\(name.ja)）", en: "missing_count(\(name.en))")
    if argument.map({ $0.type == .number }) ?? true {
      fix.ja += " / \(name.ja) ?? 0"
      fix.en += " / \(name.en) ?? 0"
    }
    return Notice(
      "N2",
      Message(
        ja: "\(column.ja): 欠測 \(count) 件を除きました。",
        en: "\(column.en): \(count) missing \(count == 1 ? "value" : "values") left out."),
      fix: fix)
  }

  fileprivate static func addedTwice(
    _ count: Int, _ amount: String, _ argument: Field?, _ unnested: BilingualName
  ) -> Notice {
    let name = argument?.name.typed ?? Message(same: "x")
    let list = unnested.typed
    return Notice(
      "N5",
      Message(
        ja: "同じ元の行を重ねて足しました: \(count) 行、\(amount)",
        en: count == 1
          ? "1 source row was added more than once (\(amount))."
          : "\(count) source rows were added more than once (\(amount))."),
      fix: Message(
        ja: "展開 の前に: 追加 \(name.ja) ＝ \(name.ja) ÷ 長さ（\(list.ja)）",
        en: "before unnest: derive \(name.en) = \(name.en) / len(\(list.en))"))
  }
}

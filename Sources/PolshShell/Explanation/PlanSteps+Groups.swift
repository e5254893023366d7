internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QueryPlan

// Steps that bring rows together: groups, comparisons, tables set side by side.

extension PlanSteps {
  /// Groups and what is computed of each, with the projection above that names and arranges it.
  mutating func group(_ node: Plan.Aggregate, shownBy project: Plan.Project?, _ flow: Flow) -> Flow {
    let input = words(node.input)
    let keys = input.list(node.keys)
    var details: [String] = []
    if !node.totals.isEmpty, let level = node.fields.last { technical.insert(level.id) }
    var results = words(node.fields)
    for (index, call) in node.calls.enumerated() {
      results.columns[node.keys.count + index] = input.call(call)
    }
    let fields = project?.fields ?? node.fields
    let values = project?.values ?? node.fields.indices.map { .column($0) }
    var formulas = Formulas(longest: Formulas.ofVerbs)
    var carried: [String] = []
    var unseen: [String] = []
    for (field, value) in zip(fields, values) {
      let name = PlanWords.name(field, language)
      if case .column(let place) = value {
        if place < node.keys.count { continue }
        // Behind the calls may stand a column that tells totals from groups.
        if place - node.keys.count >= node.calls.count {
          technical.insert(field.id)
          continue
        }
        if node.calls[place - node.keys.count].isSupporting {
          if field.isShown { carried.append(name) } else { unseen.append(name) }
          continue
        }
      } else if results.isTechnical(value) {
        technical.insert(field.id)
        continue
      } else if !field.isShown {
        continue
      }
      if formulas.names.contains(name) { continue }
      formulas.add(name, results.text(value), isNamed: name == field.name[language])
    }
    details += formulas.lines
    if !formulas.others.isEmpty {
      details.append(said("also computed: ", "ほかに計算する列: ") + listed(formulas.others))
    }
    if !carried.isEmpty {
      details.append(
        said("carried along, because its values stand side by side: ", "値が並ぶので添える列: ") + listed(carried))
    }
    if !unseen.isEmpty {
      details.append(
        said("carried unseen, for orders and units: ", "見せずに持っていく列（並び順や単位のため）: ") + listed(unseen))
    }
    for total in node.totals {
      let keys = input.list(total.map { node.keys[$0] })
      details.append(
        keys.isEmpty
          ? said("with a total of all rows", "全部の行の合計も出す") : said("with totals for each \(keys)", "\(keys) ごとの合計も出す"))
    }
    if node.completes {
      details.append(said("combinations without rows are added", "行のない組み合わせも加える"))
    }
    if node.keys.isEmpty {
      return append(
        said("Put all rows together", "全部の行をまとめる"), details, Flow(rows: .exactly(1), behind: flow.behind))
    }
    let isPlain = node.calls.allSatisfy(\.isSupporting)
    let action =
      isPlain
      ? said("One row for each different \(keys)", "\(keys) の違う値ごとに1行にする")
      : said("Group the rows by \(keys)", "\(keys) ごとにまとめる")
    let groups = estimator.groups(node.keys, of: node.input, rows: flow.rows)
    return append(action, details, Flow(rows: .about(groups), behind: flow.behind))
  }

  mutating func join(
    _ node: Plan.Join, _ left: Flow, _ leftStep: Int, _ right: Flow
  ) -> Flow {
    let (a, b) = (words(node.left), words(node.right))
    let keys = zip(node.leftKeys, node.rightKeys).map { one, other in
      let (x, y) = (a.name(one), b.name(other))
      return x == y ? x : "\(x) = \(y)"
    }
    let on = keys.joined(separator: a.comma)
    let isMany = node.severalMatches == nil
    let (what, rows): (String, RowEstimate)
    switch node.kind {
    case .lookup:
      what = isMany ? said("with all matching rows", "一致する行をすべて") : said("with the matching row", "一致する行を")
      rows = isMany ? .about(left.rows.count * 2) : left.rows
    case .only:
      what = said("only rows with a match", "一致のある行だけに")
      rows = .about(left.rows.count * 2 / 3)
    case .without:
      what = said("only rows without a match", "一致のない行だけに")
      rows = .about(left.rows.count / 3)
    }
    let details =
      node.unmatched == nil
      ? [] : [said("rows without a match are counted for notice N3", "一致のない行の数は通知 N3 に出る")]
    return append(
      said(
        "Join the rows of step \(leftStep) with those of step \(steps.count) on \(on): \(what)",
        "手順 \(leftStep) の行に手順 \(steps.count) の行を \(on) で結ぶ（\(what)）"), details,
      Flow(rows: rows, behind: left.scaled(rows).behind + (node.kind == .without ? 0 : right.scaled(rows).behind)))
  }

  mutating func union(_ flows: [Flow], _ places: [Int]) -> Flow {
    let total = flows.reduce(0) { $0 + $1.rows.count }
    let list = places.map { String($0) }.joined(separator: said(", ", "、"))
    return append(
      said("Put the rows of steps \(list) one after the other", "手順 \(list) の行を順につなげる"),
      Flow(
        rows: flows.allSatisfy(\.rows.isExact) ? .exactly(Int(total)) : .about(total),
        behind: flows.reduce(0) { $0 + $1.behind }))
  }

  mutating func trace(_ node: Plan.Trace, _ flow: Flow) -> Flow {
    let tables = node.sources.map { $0.entry.name[language] }
    var details = [said("read again: ", "もう一度読む表: ") + listed(tables)]
    if !node.keys.isEmpty {
      let keys = words(node.input).list(node.keys.filter { node.input.fields[$0].isShown })
      details.append(said("in front of each row: \(keys)", "各行の前に立つ列: \(keys)"))
    }
    let isExact = flow.rows.isExact && flow.behind == flow.rows.count
    return append(
      said("Replace each row by the table rows behind it", "各行を、もとになった表の行に置きかえる"), details,
      Flow(rows: isExact ? flow.rows : .about(flow.behind), behind: flow.behind))
  }

  mutating func effect(_ node: Plan.Effect, _ flow: Flow) -> Flow {
    switch node.kind {
    case .export(let path, _, _): return append(said("Write the rows to \(path)", "「\(path)」に書き出す"), flow)
    case .print: return append(said("Show the rows here", "ここで表示する"), flow)
    case .chart(let chart):
      guard let groups = chart.groups else {
        return append(said("Draw a chart here, a mark for each row", "ここで図を描く（1行に1つの印）"), flow)
      }
      let keys = words(node.input).list(groups.keys.filter { node.input.fields[$0].isShown })
      return append(said("Draw a chart here, a mark for each \(keys)", "ここで図を描く（\(keys) ごとに1つの印）"), flow)
    case .expectRows(let condition, _):
      let text = words(node.input).text(condition)
      return append(
        said("Check that every row has \(text); none pass on", "どの行も \(text) かを確かめる（行は先へ渡さない）"),
        Flow(rows: .exactly(0), behind: 0))
    case .expectWhole(let calls, let condition, _):
      var whole = PlanWords(calls.map(\.field), language)
      let input = words(node.input)
      for (index, call) in calls.enumerated() { whole.columns[index] = input.call(call) }
      let text = whole.text(condition)
      return append(said("Check that \(text)", "\(text) かを確かめる"), flow)
    }
  }
}

extension PlanWords {
  /// An aggregate as it is typed: `sum(amount)`, with the rows that it takes.
  func call(_ call: AggregateCall) -> String {
    var arguments = call.argument.map { [text($0)] } ?? []
    if call.function.name == "only", let argument = arguments.first {
      guard let filter = call.filter, !isTechnical(filter) else { return argument }
      return self.call(argument, of: filter)
    }
    if arguments.isEmpty, let filter = call.filter { arguments = [text(filter)] }
    let written = self.call(call.function.name, arguments)
    guard call.argument != nil, let filter = call.filter, !isTechnical(filter) else { return written }
    return self.call(written, of: filter)
  }

  private func call(_ written: String, of rows: PlanExpression) -> String {
    said("\(written) where \(text(rows))", "\(written)（\(text(rows)) 行だけ）")
  }

  /// What a `search` looks for; nil for any other condition.
  func search(_ condition: PlanExpression) -> String? {
    guard case .or(let columns) = condition, !columns.isEmpty else { return nil }
    var places: [Int] = []
    var words: [String] = []
    for column in columns {
      guard case .and(let tests) = column else { return nil }
      let found = tests.compactMap { test -> (Int, String)? in
        guard case .textTest(let text, .column(let place)) = test, text.kind == .mentions else { return nil }
        return (place, text.pattern)
      }
      guard let first = found.first else { return nil }
      places.append(first.0)
      words = found.map(\.1)
    }
    let list = words.map { said("'\($0)'", "「\($0)」") }.joined(separator: said(" and ", "と"))
    if places.count == 1 {
      return said("Keep the rows in which \(name(places[0])) has \(list)", "\(name(places[0])) に\(list)を含む行を残す")
    }
    return said(
      "Keep the rows in which one of \(self.list(places)) has \(list)", "\(self.list(places)) のどれか1つに\(list)を含む行を残す")
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QueryPlan

/// A plan as the steps in which it is carried out, each in a person's words with the rows that it gives.
struct PlanSteps {
  struct Step {
    var action: String
    var details: [String] = []
    var rows: RowEstimate
  }

  /// What a step hands on.
  struct Flow {
    var rows: RowEstimate
    /// The rows of tables that stand behind those, each as often as `trace` would show it.
    var behind: Double

    /// Another number of the same rows.
    func scaled(_ other: RowEstimate) -> Flow {
      Flow(rows: other, behind: rows.count > 0 ? behind * other.count / rows.count : 0)
    }
  }

  private(set) var steps: [Step] = []
  /// Of each node, by its number, the place of the step that tells of it.
  private(set) var stepOfNode: [Int: Int] = [:]
  /// Columns that only tell the rows of totals from others.
  var technical: Set<Field.ID> = []
  let language: Language
  let estimator: Estimator

  init(_ plan: Plan, _ language: Language, _ estimator: Estimator) throws(Diagnostic) {
    self.language = language
    self.estimator = estimator
    _ = try add(plan, needed: Set(plan.fields.indices))
  }

  /// Adds the steps of a plan, inputs first.
  ///
  /// - Returns: how many rows come out, and how many stand behind them.
  mutating func add(_ plan: Plan, needed: Set<Int>) throws(Diagnostic) -> Flow {
    let flow = try addStep(plan, needed)
    note(plan)
    return flow
  }

  /// What a node does may be told with its inputs', so that the last step there is tells of it.
  private mutating func note(_ plan: Plan) {
    if stepOfNode[plan.number] != nil { return }
    stepOfNode[plan.number] = steps.count - 1
    for input in plan.inputs { note(input) }
  }

  private mutating func addStep(_ plan: Plan, _ needed: Set<Int>) throws(Diagnostic) -> Flow {
    let demands = plan.demands(needed)
    switch plan {
    case .scan(let node): return try scan(node, needed)
    case .filter(let node):
      let rows = try add(node.input, needed: demands[0])
      return filter(node, rows)
    case .project(let node):
      if case .aggregate(let inner) = node.input {
        let rows = try add(inner.input, needed: node.input.demands(demands[0])[0])
        return group(inner, shownBy: node, rows)
      }
      if case .window(let inner) = node.input {
        let rows = try add(inner.input, needed: node.input.demands(demands[0])[0])
        return project(node, over: inner, needed, rows)
      }
      let rows = try add(node.input, needed: demands[0])
      return project(node, over: nil, needed, rows)
    case .aggregate(let node):
      let rows = try add(node.input, needed: demands[0])
      return group(node, shownBy: nil, rows)
    case .sort(let node):
      let rows = try add(node.input, needed: demands[0])
      return sort(node, rows)
    case .limit(let node):
      let rows = try add(node.input, needed: demands[0])
      return limit(node, rows)
    case .unnest(let node):
      let rows = try add(node.input, needed: demands[0])
      let column = words(node.input).name(node.column)
      return append(
        said("One row for each value of \(column)", "\(column) の値ごとに1行に分ける"), rows.scaled(.about(rows.rows.count * 1.2))
      )
    case .summarize(let node):
      let rows = try add(node.input, needed: demands[0])
      return append(
        said("Describe each column", "列ごとに概要をまとめる"),
        Flow(rows: .exactly(node.subjects.count), behind: rows.behind * Double(node.subjects.count)))
    case .join(let node):
      let left = try add(node.left, needed: demands[0])
      let leftStep = steps.count
      let right = try add(node.right, needed: demands[1])
      return join(node, left, leftStep, right)
    case .union(let node):
      var flows: [Flow] = []
      var places: [Int] = []
      for (input, demand) in zip(node.inputs, demands) {
        flows.append(try add(input, needed: demand))
        places.append(steps.count)
      }
      return union(flows, places)
    case .window(let node):
      let rows = try add(node.input, needed: demands[0])
      return window(node, needed, rows)
    case .trace(let node):
      let rows = try add(node.input, needed: demands[0])
      return trace(node, rows)
    case .effect(let node):
      let rows = try add(node.input, needed: demands[0])
      return effect(node, rows)
    }
  }

  mutating func append(_ action: String, _ flow: Flow) -> Flow { append(action, [], flow) }

  mutating func append(_ action: String, _ details: [String], _ flow: Flow) -> Flow {
    steps.append(Step(action: action, details: details, rows: flow.rows))
    return flow
  }

  func words(_ plan: Plan) -> PlanWords { words(plan.fields) }

  func words(_ fields: [Field]) -> PlanWords {
    var words = PlanWords(fields, language)
    words.technical = Set(fields.indices.filter { technical.contains(fields[$0].id) })
    return words
  }

  func said(_ en: String, _ ja: String) -> String { language == .ja ? ja : en }

  /// Names in a row, at most that many.
  func listed(_ names: [String], most: Int = 24) -> String {
    let shown = names.prefix(most).joined(separator: language == .ja ? "、" : ", ")
    return names.count > most ? shown + " …" : shown
  }
}

// MARK: Rows of tables

extension PlanSteps {
  private mutating func scan(_ node: Plan.Scan, _ needed: Set<Int>) throws(Diagnostic) -> Flow {
    let name = node.name[language]
    let columns = node.source.entry.columns
    let read = Set(needed.compactMap { node.columns.indices.contains($0) ? node.columns[$0] : nil })
    let stored = columns.indices.filter { columns[$0].expression == nil }
    var details: [String] = []
    let wanted = stored.filter { read.contains($0) }.map { columns[$0].name[language] }
    // Behind the columns stand the same as they were written: raw(x).
    let written = read.filter { $0 >= columns.count }.sorted().map { columns[$0 - columns.count].name[language] }
    let unread = stored.filter { !read.contains($0) }
    details.append(
      wanted.isEmpty
        ? said("columns: none, only the number of rows", "読む列: なし（行の数だけ）")
        : said("columns: ", "読む列: ") + listed(wanted))
    if !written.isEmpty { details.append(said("as they were written: ", "書かれたままの列: ") + listed(written)) }
    let reading = unread.first { columns[$0].role == .reading }
    let left = unread.filter { $0 != reading }.map { columns[$0].name[language] }.filter { !written.contains($0) }
    if !left.isEmpty { details.append(said("not needed: ", "読まない列: ") + listed(left)) }
    if let reading {
      let name = columns[reading].name[language]
      details.append(
        said("\(name) is looked at for notice N9", "\(name) は通知 N9（明記のない値）のために見る"))
    }
    let rows = try estimator.rows(of: node.source)
    return append(said("Read \(name)", "「\(name)」を読む"), details, Flow(rows: rows, behind: rows.count))
  }

  private mutating func filter(_ node: Plan.Filter, _ flow: Flow) -> Flow {
    let words = words(node.input)
    if words.isTechnical(node.condition) {
      return append(said("Leave out the rows of totals", "合計の行を除く"), flow.scaled(.about(flow.rows.count / 2)))
    }
    let condition = words.text(node.condition)
    let action =
      words.search(node.condition) ?? said("Keep the rows where \(condition)", "条件に合う行を残す: \(condition)")
    let rows = flow.rows.count * estimator.share(node.condition, of: node.input)
    return append(action, flow.scaled(.about(rows)))
  }

  private mutating func limit(_ node: Plan.Limit, _ flow: Flow) -> Flow {
    let keys = words(node.input).list(node.keys)
    let (count, rows) = (Double(node.count), flow.rows)
    let rowWords = node.count == 1 ? "row" : "\(node.count) rows"
    let what =
      node.fromEnd ? said("last \(rowWords)", "末尾の \(node.count) 行") : said("first \(rowWords)", "先頭の \(node.count) 行")
    if node.keys.isEmpty {
      let kept = min(count, rows.count)
      return append(
        said("Take the \(what)", "\(what)を取る"), flow.scaled(rows.isExact ? .exactly(Int(kept)) : .about(kept)))
    }
    let groups = estimator.groups(node.keys, of: node.input, rows: rows)
    return append(
      said("Take the \(what) of each \(keys)", "\(keys) ごとに\(what)を取る"),
      flow.scaled(.about(min(rows.count, groups * count))))
  }

  private mutating func sort(_ node: Plan.Sort, _ flow: Flow) -> Flow {
    let words = words(node.input)
    // Leaders that nobody sees are told with the column that follows them.
    var keys: [String] = []
    for key in node.keys {
      var text = words.text(key.value)
      if case .column(let place) = key.value {
        let field = node.input.fields[place]
        if technical.contains(field.id) { continue }
        if !field.isShown, node.input.fields.contains(where: { $0.isShown && $0.follows == field.id }) { continue }
        if let leader = field.follows.flatMap({ id in node.input.fields.first { $0.id == id && !$0.isShown } }) {
          let name = leader.name[language]
          text += said(" (in the order of \(name))", "（\(name)の順）")
        }
      }
      keys.append(text + (key.isDescending ? said(" descending", " 降順") : ""))
    }
    let list = keys.joined(separator: words.comma)
    if node.isOrderOfKeys {
      return append(said("Order by the keys: \(list)", "キーの順に並べる: \(list)"), flow)
    }
    return append(said("Sort by \(list), missing last", "並べる: \(list)（欠測は最後）"), flow)
  }
}

extension Plan.Sort {
  /// Whether it gives groups the order of their keys, which nobody typed.
  fileprivate var isOrderOfKeys: Bool {
    if case .aggregate(let aggregate) = input {
      return keys.allSatisfy { key in
        if case .column(let place) = key.value { place < aggregate.keys.count && !key.isDescending } else { false }
      }
    }
    guard case .project(let project) = input, case .aggregate(let aggregate) = project.input else { return false }
    return keys.allSatisfy { key in
      guard case .column(let place) = key.value, !key.isDescending, project.values.indices.contains(place),
        case .column(let inner) = project.values[place]
      else { return false }
      let call = inner - aggregate.keys.count
      return call < 0 || aggregate.calls.indices.contains(call) && aggregate.calls[call].isSupporting
    }
  }
}

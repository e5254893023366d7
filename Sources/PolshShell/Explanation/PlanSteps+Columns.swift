internal import PolicyModel
internal import QueryLanguage
internal import QueryPlan

// Steps that compute columns row by row, or from the rows around a row.

extension PlanSteps {
  /// What is computed or called otherwise, and which columns remain; nothing where all just pass.
  ///
  /// - Parameter window: what the projection names and arranges, where its input looks at the rows around each row.
  mutating func project(_ node: Plan.Project, over window: Plan.Window?, _ needed: Set<Int>, _ flow: Flow) -> Flow {
    var words = words(node.input)
    let width = window?.input.fields.count ?? node.input.fields.count
    if let window {
      let input = self.words(window.input)
      for (index, call) in window.calls.enumerated() { words.columns[width + index] = input.call(call) }
    }
    var computed = Formulas(longest: window == nil ? 300 : Formulas.ofVerbs)
    var renamed: [String] = []
    var kept: Set<Int> = []
    for (place, value) in node.values.enumerated() where node.fields[place].isShown {
      let name = PlanWords.name(node.fields[place], language)
      guard case .column(let input) = value else {
        if words.isTechnical(value) { technical.insert(node.fields[place].id) }
        // Of several columns with one name nobody could tell which is meant.
        let names = value.columns.map { words.name($0) }
        let isAmbiguous = Set(names).count < names.count
        let text = words.text(value)
        if needed.contains(place), text != name { computed.add(name, isAmbiguous ? "?" : text) }
        continue
      }
      kept.insert(input)
      let before = node.input.fields[input]
      if input >= width {
        if needed.contains(place) { computed.add(name, words.name(input)) }
      } else if before.visibility == .carried {
        if before.name != node.fields[place].name { computed.add(name, words.name(input)) }
      } else if before.name != node.fields[place].name {
        renamed.append("\(name) = \(words.name(input))")
      }
    }
    let isNarrower = (0..<width).contains { node.input.fields[$0].isShown && !kept.contains($0) }
    let remaining = listed(node.fields.filter(\.isShown).map { PlanWords.name($0, language) })
    let scope = window.map { self.scope($0) } ?? ""
    if computed.names.isEmpty, renamed.isEmpty {
      return isNarrower ? append(said("Choose columns: ", "列を選ぶ: ") + remaining, flow) : flow
    }
    var details = isNarrower ? [said("columns that remain: ", "残る列: ") + remaining] : []
    if computed.names.isEmpty { return append(said("Rename: ", "改名する: ") + listed(renamed), details, flow) }
    if computed.lines.count == 1, computed.others.isEmpty, renamed.isEmpty {
      return append(compute(computed.lines[0], scope), details, flow)
    }
    details = computed.lines + renamed + details
    return append(compute(listed(computed.names), scope), details, flow)
  }

  /// Columns computed from the rows around a row.
  mutating func window(_ node: Plan.Window, _ needed: Set<Int>, _ flow: Flow) -> Flow {
    let words = words(node.input)
    let width = node.input.fields.count
    var computed: [String] = []
    for (index, call) in node.calls.enumerated() where needed.contains(width + index) {
      let text = words.call(call)
      computed.append(call.field.isShown ? "\(PlanWords.name(call.field, language)) = \(text)" : text)
    }
    return computed.isEmpty ? flow : append(compute(listed(computed), scope(node)), flow)
  }

  private func compute(_ what: String, _ scope: String) -> String {
    scope.isEmpty
      ? said("Compute \(what)", "計算する: \(what)") : said("Compute \(what), \(scope)", "\(scope)計算する: \(what)")
  }

  private func scope(_ node: Plan.Window) -> String {
    let keys = words(node.input).list(node.keys)
    return node.keys.isEmpty ? said("over all rows", "全部の行にわたって") : said("within each \(keys)", "\(keys) ごとに")
  }
}

extension Formulas {
  /// How long a formula that a verb makes may be; of a longer one the column's name says more.
  static let ofVerbs = 60
}

extension PlanWords {
  /// What a window call computes.
  func call(_ call: WindowCall) -> String {
    let arguments = call.arguments.map { text($0) }
    let last = arguments.last ?? ""
    switch call.computation {
    case .rank(let isDescending):
      let list = arguments.joined(separator: comma)
      return isDescending ? said("rank of \(list) descending", "\(list)の順位（降順）") : said("rank of \(list)", "\(list)の順位")
    case .function(let function):
      switch function.name {
      case "neighbour": return said("\(last) of the row before", "前の行の\(last)")
      case "last_present": return said("\(last) of the latest row before with a value", "値のある直前の行の\(last)")
      default: return self.call(function.name, arguments)
      }
    }
  }
}

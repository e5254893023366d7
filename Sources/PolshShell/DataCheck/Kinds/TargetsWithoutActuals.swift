internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

extension DataCheck {
  /// Rows that say what was aimed at and not what was reached.
  static let targetsWithoutActuals = DataCheck(
    Message(ja: "実績のない目標", en: "targets without actuals"),
    subject: Message(ja: "実績のない目標", en: "targets without actuals")
  ) { (table) throws(Diagnostic) in
    var found: [Finding] = []
    for pair in try table.targetPairs() {
      let latest = table.latestYear(with: pair.actual)
      // A column without any figure is told as empty.
      guard table.cells(pair.actual).map({ $0.missing.count < table.rowCount }) ?? false else { continue }
      func open(_ words: QuestionWords) -> String {
        "\(words.source) | where \(words.column(pair.target)) is present and \(words.column(pair.actual)) is missing"
      }
      let due = try table.ask { words in
        guard let latest else { return open(words) }
        return open(words) + " and \(words.column(latest.column)) <= \(words.year(latest.year))"
      }
      guard let due, due.rows.rowCount > 0 else { continue }
      let all = latest == nil ? nil : try table.ask { open($0) }
      let names = (table.entry.columns[pair.target].name, table.entry.columns[pair.actual].name)
      var finding = Finding(
        columns: [names.0, names.1],
        message: .noActual(
          names.0, names.1, due.rows.rowCount, later: (all?.rows.rowCount ?? 0) - due.rows.rowCount),
        rowCount: due.rows.rowCount, query: due.query)
      finding.examples = table.examples(
        due.rows, of: table.telling(besides: [pair.target, pair.actual]), figures: [pair.target])
      found.append(finding)
    }
    return found
  }
}

extension CheckedTable {
  /// Pairs of columns that are target and actual: as a computed rate of achievement or a shared direction says,
  /// otherwise by their names.
  func targetPairs() throws(Diagnostic) -> [(target: Int, actual: Int)] {
    var pairs: [(target: Int, actual: Int)] = []
    for column in entry.columns {
      guard let text = column.expression, let (actual, target) = try achievement(text) else { continue }
      if !pairs.contains(where: { $0 == (target, actual) }) { pairs.append((target, actual)) }
    }
    if !pairs.isEmpty { return pairs }
    if let pair = declaredPair() { return [pair] }
    for target in facts where entry.columns[target].type == .number {
      let wanted = TargetWords.actualNames(for: entry.columns[target].name)
      let actual = facts.first { place in
        let other = entry.columns[place]
        return place != target && other.type == .number
          && other.unit?.dimension == entry.columns[target].unit?.dimension
          && wanted.contains { other.name.ja.lowercased() == $0 || other.name.en.lowercased() == $0 }
      }
      if let actual { pairs.append((target, actual)) }
    }
    return pairs
  }

  /// The only two figures that are read in one unit and direction, row by row, if one of them is called a target.
  private func declaredPair() -> (target: Int, actual: Int)? {
    let figures = facts.filter { entry.columns[$0].type == .number && entry.columns[$0].betterFrom != nil }
    guard figures.count == 2, let first = figures.first, let last = figures.last,
      entry.columns[first].betterFrom == entry.columns[last].betterFrom,
      entry.columns[first].unitFrom == entry.columns[last].unitFrom
    else { return nil }
    switch (TargetWords.isTarget(entry.columns[first].name), TargetWords.isTarget(entry.columns[last].name)) {
    case (true, false): return (first, last)
    case (false, true): return (last, first)
    default: return nil
    }
  }

  /// The two columns of a computed rate: `achieve(reached, aimed)`.
  private func achievement(_ text: String) throws(Diagnostic) -> (actual: Int, target: Int)? {
    let query = try question { words in words.source + " | derive \(words.fresh(Message(same: "x"))) = " + text }
    guard let items = query?.verbs.last?.arguments.values.compactMap(\.items).first,
      case .call(let function, let arguments)? = items.first?.value.kind,
      session.grammar.function(function.text)?.en == "achieve", arguments.count == 2
    else { return nil }
    let places = arguments.compactMap { argument -> Int? in
      guard case .name(let name) = argument.kind else { return nil }
      return entry.index(of: name.text)
    }
    guard places.count == 2, places.allSatisfy(facts.contains) else { return nil }
    return (places[0], places[1])
  }

  /// The last year in which a column has a figure, and the column of the years.
  fileprivate func latestYear(with place: Int) -> (column: Int, year: Int)? {
    guard let column = yearColumn, let years = cells(column), let figures = cells(place),
      case .years(let values) = years.storage
    else { return nil }
    var latest: Int16?
    for row in values.indices where !years.missing[row] && !figures.missing[row] {
      latest = max(latest ?? values[row], values[row])
    }
    return latest.map { (column, Int($0)) }
  }
}

/// The words by which columns of targets and of what was reached are known in offices.
private enum TargetWords {
  private static let pairs: [(target: String, actual: String)] = [
    ("目標", "実績"), ("計画", "実績"), ("予定", "実績"), ("見込", "実績"), ("予算", "決算"), ("budget", "settled"), ("budget", "actual"),
    ("target", "actual"), ("planned", "actual"), ("plan", "actual"),
  ]

  static func isTarget(_ name: BilingualName) -> Bool {
    let words = ["目標", "目安", "計画", "予定", "ねらい", "target", "aim", "goal", "plan"]
    return [name.ja, name.en.lowercased()].contains { name in words.contains(where: name.contains) }
  }

  /// The names that the column beside a target can have: 実績値 for 目標値.
  static func actualNames(for name: BilingualName) -> [String] {
    var names: [String] = []
    for word in Set([name.ja.lowercased(), name.en.lowercased()]).sorted() {
      for pair in pairs {
        let parts = word.split(separator: pair.target, omittingEmptySubsequences: false)
        if parts.count == 2 { names.append(parts.joined(separator: pair.actual)) }
      }
    }
    return names
  }
}

extension Argument {
  fileprivate var items: [Item]? {
    if case .items(let items) = self { return items }
    return nil
  }
}

extension Message {
  fileprivate static func noActual(_ target: BilingualName, _ actual: BilingualName, _ rows: Int, later: Int) -> Message
  {
    var message = Message(
      ja: "\(rows) 行に「\(target.ja)」があって「\(actual.ja)」がありません。",
      en: "\(Counted.rows(rows)) \(rows == 1 ? "has" : "have") \(target.en) but not \(actual.en).")
    if later > 0 {
      message.ja += "（ほかに \(later) 行は、まだ実績のない年度のものです。）"
      message.en += " (\(later) more \(later == 1 ? "is" : "are") of years that have no actuals at all yet.)"
    }
    return message
  }
}

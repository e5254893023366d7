internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

extension DataCheck {
  /// Years that a yearly series leaves out between its first and its last.
  static let missingYears = DataCheck(
    Message(ja: "年度の抜け", en: "missing years"), subject: Message(ja: "系列の途中で抜けた年度", en: "years missing within a series")
  ) { (table) throws(Diagnostic) in
    guard let year = table.yearColumn else { return [] }
    guard let series = try YearSeries(year, in: table), let all = series.gaps(), !all.isEmpty else { return [] }
    guard let (answer, gaps) = try series.rowsBehind(all), answer.rows.rowCount > 0 else { return [] }
    if gaps.count < all.count { table.remark(.onlySome(gaps.count, all.count)) }
    var finding = Finding(
      columns: [table.entry.columns[year].name],
      message: .left(out: gaps, answer.rows.rowCount, isOneSeries: series.keys.isEmpty), rowCount: answer.rows.rowCount,
      query: answer.query)
    finding.isPossible = table.entry.primaryKey.isEmpty || gaps.allSatisfy(\.isOfTwo)
    finding.examples = gaps.prefix(Finding.mostExamples).map { gap in
      let years = gap.missing.prefix(6).map(table.shown(year:)) + (gap.missing.count > 6 ? ["…"] : [])
      let name = gap.name.isEmpty ? "" : gap.name + ": "
      return Message(
        ja: name + years.joined(separator: "、") + " がありません", en: name + "no " + years.joined(separator: ", "))
    }
    return [finding]
  }
}

/// The rows of a table as series over years: one for each combination of the other columns that tell rows apart.
private struct YearSeries {
  struct Gap {
    var series: Int
    var name: String
    var missing: [Int]
    /// Rows that follow a year left out.
    var rowCount: Int
    /// Whether the series has but two years, and is judged by others.
    var isOfTwo: Bool
  }

  /// A year of a series, and whether its row can end a gap: one that only states a target for later cannot.
  private struct Year {
    var number: Int
    var isReached: Bool
  }

  /// Series that a question names at most, where it has to name them.
  private static let mostNamed = 40
  /// Series up to which those of two years are held against the others.
  private static let mostCompared = 50_000

  let table: CheckedTable
  let year: Int
  let keys: [Int]
  private let actual: Int?
  /// One row for each series and year: the keys, the year, how many figures; in the order of keys and years.
  private let rows: Table
  private var series: [[Year]] = []
  /// For each series its first row in `rows`.
  private var firstRow: [Int] = []

  /// Nil where the table has no rows that series could be made of.
  init?(_ year: Int, in table: CheckedTable) throws(Diagnostic) {
    self.table = table
    self.year = year
    if table.entry.primaryKey.isEmpty {
      guard let found = try Self.keys(besides: year, in: table) else { return nil }
      keys = found
    } else {
      // Without a part of the key, rows of several series would look like one.
      if table.key.count != table.entry.primaryKey.count { return nil }
      keys = table.key.filter { $0 != year && !table.entry.columns[$0].type.isList }
    }
    actual = try table.targetPairs().first?.actual
    let (places, ends) = (keys, actual)
    let answer = try table.ask { words in
      let seen = ends.map { "count(\(words.column($0)) is present)" } ?? "count()"
      return "\(words.source) | where \(words.column(year)) is present | group "
        + words.columns(places + [year]) + ": \(words.fresh(Message(ja: "行数", en: "rows_seen"))) = \(seen)"
    }
    guard let answer, answer.rows.rowCount > 1 else { return nil }
    rows = answer.rows
    collect()
  }

  /// The first columns of words that, with the year, tell every row from the others; nil where none do.
  private static func keys(besides year: Int, in table: CheckedTable) throws(Diagnostic) -> [Int]? {
    var candidates: [Int] = []
    for place in table.facts {
      let type = table.entry.columns[place].type
      guard type == .text || type.scale != nil || type == .bool, !type.isList, let cells = table.cells(place) else {
        continue
      }
      // Notes are no names, and what differs in nearly every row runs through no years.
      if cells.isConstant || cells.isProse || cells.missing.count * 2 > table.rowCount { continue }
      if cells.differentCells * 2 > table.rowCount {
        // One thing in each row: its year is when it happened.
        if !cells.isOfCodes { return nil }
        continue
      }
      candidates.append(place)
    }
    for count in 0...min(candidates.count, 6) {
      let places = candidates.prefix(count) + [year]
      let answer = try table.ask { words in "\(words.source) | distinct \(words.columns(Array(places))) | count" }
      guard case .number(let different)? = answer?.rows.value(row: 0, column: 0) else { return nil }
      if different.wholeNumber == table.rowCount { return Array(candidates.prefix(count)) }
    }
    return nil
  }

  private mutating func collect() {
    for row in 0..<rows.rowCount {
      guard case .year(let year) = rows.value(row: row, column: keys.count) else { continue }
      let isNew = row == 0 || keys.indices.contains { !rows.columns[$0].isSame(row, row - 1) }
      if isNew {
        series.append([])
        firstRow.append(row)
      }
      var isReached = true
      if actual != nil, case .number(let figures) = rows.value(row: row, column: keys.count + 1) {
        isReached = !figures.isZero
      }
      series[series.count - 1].append(Year(number: year, isReached: isReached))
    }
  }

  /// The gaps of series that are yearly: that have most years between their ends. Nil where gaps are usual.
  func gaps() -> [Gap]? {
    var gaps: [Gap] = []
    var longer = 0
    let full = fullSpans()
    for (number, years) in series.enumerated() where years.count > 1 {
      longer += 1
      let jumps = zip(years, years.dropFirst()).filter { $1.number - $0.number > 1 && $1.isReached }
      if jumps.isEmpty { continue }
      let missing = jumps.reduce(0) { $0 + $1.1.number - $1.0.number - 1 }
      // Two years with one between them are a gap only beside a series that has all three.
      let isYearly =
        years.count > 2
        ? missing < years.count && zip(years, years.dropFirst()).contains { $1.number - $0.number == 1 }
        : missing == 1
          && keys.indices.contains { full.contains(Span(series: besides($0, number), start: years[0].number)) }
      if !isYearly { continue }
      gaps.append(
        Gap(
          series: number, name: gaps.count < Finding.mostExamples ? name(of: number) : "",
          missing: jumps.flatMap { Array($0.0.number + 1..<$0.1.number) }, rowCount: jumps.count,
          isOfTwo: years.count == 2))
    }
    return gaps.count > 3 && gaps.count * 2 > longer ? nil : gaps
  }

  /// Three years on end of a series, of which all keys but one are known.
  private struct Span: Hashable {
    var series: [Value]
    var start: Int
  }

  private func fullSpans() -> Set<Span> {
    var spans: Set<Span> = []
    let isAsked = series.contains { $0.count == 2 && $0[1].number - $0[0].number == 2 }
    if !isAsked || series.count > Self.mostCompared { return spans }
    for (number, years) in series.enumerated() where years.count > 2 {
      for place in keys.indices {
        let others = besides(place, number)
        for index in 0..<years.count - 2 where years[index + 2].number - years[index].number == 2 {
          spans.insert(Span(series: others, start: years[index].number))
        }
      }
    }
    return spans
  }

  /// A series' keys but for one, whose place stands in front.
  private func besides(_ place: Int, _ number: Int) -> [Value] {
    [.number(ExactDecimal(place))]
      + keys.indices.filter { $0 != place }.map { rows.value(row: firstRow[number], column: $0) }
  }

  /// The keys of a series that are not the same in all of them.
  private func name(of number: Int) -> String {
    let row = firstRow[number]
    return keys.indices.filter { place in
      !rows.columns[place].missing[row] && firstRow.contains { !rows.columns[place].isSame($0, row) }
    }.map { table.shown(rows, row, $0) }.joined(separator: table.language == .ja ? "、" : ", ")
  }

  /// The rows that follow a gap, each with the year before it; only of the series named, where others jump by nature.
  func rowsBehind(_ gaps: [Gap]) throws(Diagnostic) -> (answer: (query: Query, rows: Table), gaps: [Gap])? {
    guard let all = try question(only: []) else { return nil }
    if all.rows.rowCount == gaps.reduce(0, { $0 + $1.rowCount }) { return (all, gaps) }
    let named = Array(gaps.prefix(Self.mostNamed))
    return try question(only: named).map { ($0, named) }
  }

  private func question(only gaps: [Gap]) throws(Diagnostic) -> (query: Query, rows: Table)? {
    try table.ask { words in
      let before = words.fresh(Message(ja: "前の年度", en: "year_before"))
      let (year, by) = (words.column(year), keys.isEmpty ? "" : " by " + words.columns(keys))
      var text = "\(words.source) | where \(year) is present | sort \(year) | derive \(before) = prev(\(year))\(by)"
      text += " | where \(before) is present and \(year) - \(before) > 1"
      if let actual { text += " and \(words.column(actual)) is present" }
      if gaps.isEmpty { return text }
      let series = gaps.map { gap in
        let tests = keys.indices.map { words.test(keys[$0], is: rows.value(row: firstRow[gap.series], column: $0)) }
        return "(" + tests.joined(separator: " and ") + ")"
      }
      return text + " and (" + series.joined(separator: " or ") + ")"
    }
  }
}

extension Column {
  /// Whether two cells are the same; missing ones are.
  fileprivate func isSame(_ row: Int, _ other: Int) -> Bool {
    if missing[row] || missing[other] { return missing[row] && missing[other] }
    switch storage {
    case .numbers(let vector): return vector.mantissa(row) == vector.mantissa(other)
    case .years(let years): return years[row] == years[other]
    case .codes(let codes, _): return codes[row] == codes[other]
    case .bools(let flags): return flags[row] == flags[other]
    case .lists: return false
    }
  }
}

extension Message {
  fileprivate static func onlySome(_ named: Int, _ all: Int) -> Message {
    Message(
      ja: "年度の抜けた系列 \(all) 個のうち、先頭の \(named) 個だけを示しています。",
      en: "Of \(all) series with missing years only the first \(named) are shown.")
  }

  fileprivate static func left(out gaps: [YearSeries.Gap], _ rows: Int, isOneSeries: Bool) -> Message {
    let years = gaps.reduce(0) { $0 + $1.missing.count }
    let rest = Message(ja: "抜けの次の行は \(rows) 行", en: "\(Counted.rows(rows)) after a gap")
    if isOneSeries {
      return Message(
        ja: "最初と最後の間で \(years) 年度が抜けています（\(rest.ja)）。",
        en: "\(years) \(years == 1 ? "year is" : "years are") left out between the first and the last (\(rest.en)).")
    }
    return Message(
      ja: "\(gaps.count) 個の系列で、最初と最後の間の年度が抜けています（合わせて \(years) 年度、\(rest.ja)）。",
      en:
        "\(gaps.count) series \(gaps.count == 1 ? "leaves" : "leave") out \(years) \(years == 1 ? "year" : "years") between first and last (\(rest.en))."
    )
  }
}

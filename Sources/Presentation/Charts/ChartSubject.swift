public import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// What a chart is drawn of: a table of marks, and which of its columns is what.
public struct ChartSubject: Sendable {
  public var table: Table
  /// The figure of each mark.
  public var measure: Int
  /// What the marks stand along: the bars' names, the places of the x axis.
  public var along: [Int]
  /// What tells the marks of one place apart: lines, parts of a bar.
  public var series: [Int]
  /// The columns that order them.
  public var seriesOrder: [Int]
  /// Whether each mark is a row, so that its name needs no more than tells it from the others.
  public var isEachRow: Bool

  public init(
    table: Table, measure: Int, along: [Int] = [], series: [Int] = [], seriesOrder: [Int] = [], isEachRow: Bool = false
  ) {
    self.table = table
    self.measure = measure
    self.along = along
    self.series = series
    self.seriesOrder = seriesOrder
    self.isEachRow = isEachRow
  }

  /// `支出額の合計 (千円)、年度・費目別`, `sum_spend (千円) by year and item`
  func title(_ language: Language) -> String {
    var title = CellFormat.heading(table: table, column: measure, language: language)
    if let unit = commonUnit, table.fields[measure].unitFrom != nil { title += " (\(unit))" }
    let keys = telling(along + series).map { SafeText.oneLine(table.fields[$0].name[language]) }
    if keys.isEmpty { return title }
    return language == .ja
      ? title + "、" + keys.joined(separator: "・") + "別" : title + " by " + keys.joined(separator: ", ")
  }

  /// The unit that all figures have though each has its own.
  private var commonUnit: String? {
    guard let id = table.fields[measure].unitFrom, let place = table.fields.firstIndex(where: { $0.id == id }) else {
      return nil
    }
    let type = table.fields[place].type
    for row in 0..<table.rowCount {
      switch table.columns[place].value(row, of: type) {
      case .text(let text): return SafeText.oneLine(text)
      case .level(let level): return type.scale.flatMap { level < $0.levels.count ? $0.levels[level] : nil }
      default: continue
      }
    }
    return nil
  }

  // MARK: Figures

  /// The figure of a mark as far as a picture can show it; nil where it is missing.
  func length(_ row: Int) -> Double? {
    guard table.columns.indices.contains(measure), row < table.columns[measure].count,
      case .numbers(let vector) = table.columns[measure].storage, !table.columns[measure].missing[row]
    else { return nil }
    return vector[row].approximate
  }

  func figure(_ row: Int) -> ExactDecimal? {
    guard case .numbers(let vector) = table.columns[measure].storage, !table.columns[measure].missing[row] else {
      return nil
    }
    return vector[row]
  }

  /// The figure as a cell of a table shows it, with its unit where the heading does not say it.
  func figureText(_ row: Int, _ language: Language) -> String {
    CellFormat.text(table: table, row: row, column: measure, language: language)
  }

  // MARK: Names

  /// Those of some columns that do not say the same of every mark; the last, where they all do.
  func telling(_ columns: [Int]) -> [Int] {
    var telling = columns.filter { groups([$0]).firsts.count > 1 }
    if telling.isEmpty { return Array(columns.suffix(1)) }
    if !isEachRow { return telling }
    let different = groups(telling).firsts.count
    for column in telling where telling.count > 1 {
      let others = telling.filter { $0 != column }
      if groups(others).firsts.count == different { telling = others }
    }
    return telling
  }

  /// What a mark is called by some of the columns: `入間市・市民活動促進事業`.
  func names(_ columns: [Int], _ language: Language) -> [String] {
    let columns = telling(columns)
    let separator = language == .ja ? "・" : ", "
    return (0..<table.rowCount).map { row in
      columns.map { CellFormat.text(table: table, row: row, column: $0, language: language) }
        .joined(separator: separator)
    }
  }

  /// Numbers the marks by what some columns hold, in the order of first appearance; of missing cells as of one value.
  func groups(_ columns: [Int]) -> (of: [Int], firsts: [Int]) {
    var index: [[Value]: Int] = [:]
    var firsts: [Int] = []
    var groups: [Int] = []
    for row in 0..<table.rowCount {
      let key = columns.map { column -> Value in
        let value = table.value(row: row, column: column)
        return value.isMissing ? .missing(.blank) : value
      }
      if let known = index[key] {
        groups.append(known)
      } else {
        index[key] = firsts.count
        groups.append(firsts.count)
        firsts.append(row)
      }
    }
    return (groups, firsts)
  }

  /// The series in their order, whichever of them comes first at the first place: for each mark its series.
  func orderedSeries() -> (of: [Int], firsts: [Int]) {
    let found = groups(series)
    let order = found.firsts.indices.sorted { a, b in
      for column in seriesOrder {
        let order = ChartOrder.compared(table, column, found.firsts[a], found.firsts[b])
        if order != 0 { return order < 0 }
      }
      return a < b
    }
    var places = [Int](repeating: 0, count: order.count)
    for (place, group) in order.enumerated() { places[group] = place }
    return (found.of.map { places[$0] }, order.map { found.firsts[$0] })
  }
}

/// The order of two cells of a column: numbers upwards, levels by legend, text by code point, missing last.
private enum ChartOrder {
  static func compared(_ table: Table, _ column: Int, _ a: Int, _ b: Int) -> Int {
    switch (table.value(row: a, column: column), table.value(row: b, column: column)) {
    case (.missing, .missing): 0
    case (.missing, _): 1
    case (_, .missing): -1
    case (.number(let x), .number(let y)): x == y ? 0 : x < y ? -1 : 1
    case (.year(let x), .year(let y)), (.level(let x), .level(let y)): x == y ? 0 : x < y ? -1 : 1
    case (.text(let x), .text(let y)): x == y ? 0 : x.precedesByCodePoint(y) ? -1 : 1
    case (.bool(let x), .bool(let y)): x == y ? 0 : y ? -1 : 1
    default: 0
    }
  }
}

extension ExactDecimal {
  /// Near enough for a picture.
  var approximate: Double {
    var value = Double(mantissa)
    for _ in 0..<scale { value /= 10 }
    return value
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// The x axis: which slot each mark has, and what the slots are called. Years have a slot each, also those without
/// marks; numbers stand where they belong, everything else at even distances.
struct LineAxis {
  /// For each mark its slot; nil for one without a year or a number.
  private(set) var slots: [Int?]
  private(set) var count = 0
  /// The slot of marks that belong to no value: nothing leads there.
  private(set) var apart: Int?
  private var names: [String] = []
  /// For each slot its place, 0 at the left, 1 at the right.
  private var positions: [Double] = []

  init(_ subject: ChartSubject, _ language: Language) {
    let rowCount = subject.table.rowCount
    slots = [Int?](repeating: nil, count: rowCount)
    let column = subject.along.count == 1 ? subject.along[0] : nil
    switch column.map({ subject.table.fields[$0].type }) {
    case .year?: placeYears(subject, subject.along[0], language)
    case .number?: placeNumbers(subject, subject.along[0], language)
    default:
      let groups =
        subject.series.isEmpty ? (of: Array(0..<rowCount), firsts: Array(0..<rowCount)) : subject.groups(subject.along)
      slots = groups.of.map { $0 }
      let all = subject.along.isEmpty ? (0..<rowCount).map { String($0 + 1) } : subject.names(subject.along, language)
      names = groups.firsts.map { all[$0] }
      count = names.count
      if let column, let last = groups.firsts.last, subject.table.columns[column].missing[last] { apart = count - 1 }
      spreadEvenly()
    }
  }

  private mutating func placeYears(_ subject: ChartSubject, _ column: Int, _ language: Language) {
    guard case .years(let years) = subject.table.columns[column].storage else { return }
    let missing = subject.table.columns[column].missing
    let present = years.indices.filter { !missing[$0] }.map { Int(years[$0]) }
    guard let low = present.min(), let high = present.max() else { return }
    for row in years.indices where !missing[row] { slots[row] = Int(years[row]) - low }
    names = (low...high).map { language == .ja ? FiscalYear($0)?.short ?? String($0) : String($0) }
    count = names.count
    spreadEvenly()
  }

  private mutating func placeNumbers(_ subject: ChartSubject, _ column: Int, _ language: Language) {
    guard case .numbers(let vector) = subject.table.columns[column].storage else { return }
    let missing = subject.table.columns[column].missing
    let rows = (0..<vector.count).filter { !missing[$0] }.sorted { vector[$0] < vector[$1] }
    var values: [Double] = []
    var last: ExactDecimal?
    for row in rows {
      if last != vector[row] {
        last = vector[row]
        values.append(vector[row].approximate)
        names.append(CellFormat.text(table: subject.table, row: row, column: column, language: language))
      }
      slots[row] = values.count - 1
    }
    count = values.count
    guard let low = values.first, let high = values.last, high > low else { return spreadEvenly() }
    positions = values.map { ($0 - low) / (high - low) }
  }

  private mutating func spreadEvenly() {
    positions = (0..<count).map { count > 1 ? Double($0) / Double(count - 1) : 0.5 }
  }

  func position(_ slot: Int) -> Double { positions.indices.contains(slot) ? positions[slot] : 0 }

  /// The names below the axis: every one, every second, … as there is room, and the last if it still fits.
  func labels(_ width: Int, within room: Int) -> String {
    let room = max(width, room)
    var line = ChartLine(room)
    let short = names.map { DisplayWidth.fit($0, 16) }
    let widest = short.map { DisplayWidth.of($0) }.max() ?? 0
    let distance = count > 1 ? Double(width - 1) / Double(count - 1) : Double(width)
    let step = max(1, Int((Double(widest + 2) / distance).rounded(.up)))
    for slot in Array(stride(from: 0, to: count, by: step)) + [count - 1] where short.indices.contains(slot) {
      let size = DisplayWidth.of(short[slot])
      let middle = Int((position(slot) * Double(width - 1)).rounded())
      line.put(short[slot], at: min(max(0, middle - (size - 1) / 2), room - size))
    }
    return line.text
  }
}

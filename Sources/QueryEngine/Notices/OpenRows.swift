internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// Why a condition could not be settled for a row.
enum OpenCause: Hashable, Sendable {
  /// The column at that place is missing there.
  case missing(Int)
  /// The row's unit is not the one that the comparison at that place among the condition's asks for.
  case otherUnit(Int)
}

extension Execution {
  /// How many open rows there are for each cause.
  func causes(
    of truth: Truth, _ condition: PlanExpression, _ frame: Frame
  ) throws(Diagnostic) -> [OpenCause: Int] {
    var causes: [OpenCause: Int] = [:]
    for place in condition.comparedColumns where frame.columns.indices.contains(place) {
      guard let column = frame.columns[place], !column.missing.isEmpty else { continue }
      var rows = 0
      for row in 0..<frame.rowCount where truth.isUnknown(row) && column.missing[row] { rows += 1 }
      if rows > 0 { causes[.missing(place)] = rows }
    }
    for (place, test) in condition.unitTests.enumerated() {
      let fits = try evaluator(frame).truth(test)
      var rows = 0
      for row in 0..<frame.rowCount where truth.isUnknown(row) && !fits.values[row] { rows += 1 }
      if rows > 0 { causes[.otherUnit(place)] = rows }
    }
    return causes
  }

  /// N1, with the questions that show the open rows: of each kind of cause the first that a person can name.
  func noteOpenRows(_ outcome: FilterOutcome, of node: Plan.Filter) {
    let fields = node.input.fields
    var found: [(rows: Int, question: Message)] = []
    for place in node.condition.comparedColumns.sorted() where fields.indices.contains(place) {
      guard let rows = outcome.causes[.missing(place)], fields[place].visibility != .carried else { continue }
      let name = fields[place].name.typed
      found.append((rows, Message(ja: "絞込 \(name.ja) が 欠測", en: "where \(name.en) is missing")))
      break
    }
    for (place, test) in node.condition.unitTests.enumerated() {
      guard let rows = outcome.causes[.otherUnit(place)], let question = otherUnitQuestion(test, fields) else {
        continue
      }
      found.append((rows, question))
      break
    }
    // The cause of more rows first.
    let fixes = found.sorted { $0.rows > $1.rows }.map(\.question)
    tally.count("N1", outcome.open) { .notComparable($0, fixes) }
  }

  /// The question for the rows of other units than the one that a test asks for.
  private func otherUnitQuestion(_ test: PlanExpression, _ fields: [Field]) -> Message? {
    guard case .oneOf(.column(let place), let values) = test, let wanted = values.first,
      fields.indices.contains(place), fields[place].visibility != .carried
    else { return nil }
    let unit: String
    switch wanted {
    case .text(let word): unit = word
    case .level(let level): unit = fields[place].type.scale.map { $0.levels[level] } ?? ""
    default: return nil
    }
    let name = fields[place].name.typed
    return Message(ja: "絞込 \(name.ja) が 「\(unit)」 以外", en: "where \(name.en) != '\(unit)'")
  }
}

extension PlanExpression {
  /// The conditions under which rows can be compared at all: `50件` with rows of that unit.
  fileprivate var unitTests: [PlanExpression] {
    switch self {
    case .comparable(let condition, _): [condition]
    case .and(let parts), .or(let parts): parts.flatMap(\.unitTests)
    case .not(let inner): inner.unitTests
    default: []
    }
  }
}

extension Notice {
  fileprivate static func notComparable(_ count: Int, _ fixes: [Message]) -> Notice {
    Notice(
      "N1",
      Message(
        ja: "\(count) 行は欠測または単位違いで比べられず、偽としました。",
        en: count == 1
          ? "1 row could not be compared (missing or other unit) and counts as false."
          : "\(count) rows could not be compared (missing or other unit) and count as false."),
      fix: fixes.isEmpty
        ? nil
        : Message(ja: fixes.map(\.ja).joined(separator: " / "), en: fixes.map(\.en).joined(separator: " / ")))
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The rows for which the condition is true, in their order; the open ones are counted for N1.
  func filter(_ node: Plan.Filter, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let stages = RowStages(.filter(node), needed: needed)
    return try rows(of: stages, over: try execute(stages.base, needed: stages.baseNeeded))
  }

  /// The rows of a frame for which the condition is true.
  func filtered(
    _ frame: Frame, _ node: Plan.Filter, needed: Set<Int>
  ) throws(Diagnostic) -> (Frame, FilterOutcome) {
    let truth = try evaluator(frame).truth(node.condition)
    var outcome = FilterOutcome()
    outcome.open = truth.unknownCount
    outcome.seen = frame.rowCount
    outcome.kept = truth.trueCount
    if outcome.open > 0 {
      outcome.withMissing = node.condition.comparedColumns.filter { place in
        guard frame.columns.indices.contains(place), let column = frame.columns[place] else { return false }
        return column.isMissingSomewhere(among: truth.unknown)
      }
    }
    if outcome.kept == frame.rowCount { return (frame, outcome) }
    try checkpoint()
    return (frame.gathered(truth.trueRows, needed: needed), outcome)
  }

  /// Notes what a filter has seen.
  func report(_ outcome: FilterOutcome, of node: Plan.Filter) {
    if outcome.open > 0 {
      // The first column of the condition that has missing cells and that a person can name.
      let fields = node.input.fields
      let place = outcome.withMissing.sorted().first {
        fields.indices.contains($0) && fields[$0].visibility != .carried
      }
      tally.count("N1", outcome.open) { .notComparable($0, column: place.map { fields[$0].name }) }
    }
    if outcome.kept == 0, outcome.seen > 0, let notices = node.whenEmpty?() {
      for notice in notices { tally.add(notice) }
    }
  }
}

extension Column {
  /// Whether a cell is missing in one of the rows marked. That the column has a mask does not say so: what it marked may
  /// have been filtered out.
  fileprivate func isMissingSomewhere(among marked: [Bool]) -> Bool {
    if case .lists = storage {
      let missing = missingFlags
      return missing.indices.contains { marked[$0] && missing[$0] }
    }
    let reasons = missing.reasons
    return reasons.indices.contains { reasons[$0] != 0 && marked[$0] }
  }
}

extension Notice {
  fileprivate static func notComparable(_ count: Int, column: BilingualName?) -> Notice {
    let fix = column.map { Message(ja: "絞込 \($0.typed.ja) が 欠測", en: "where \($0.typed.en) is missing") }
    return Notice(
      "N1",
      Message(
        ja: "\(count) 行は欠測または単位違いで比べられず、偽としました。",
        en: count == 1
          ? "1 row could not be compared (missing or other unit) and counts as false."
          : "\(count) rows could not be compared (missing or other unit) and count as false."),
      fix: fix)
  }
}

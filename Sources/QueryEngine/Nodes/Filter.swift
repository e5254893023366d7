internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The rows for which the condition is true, in their order; the open ones are counted for N1.
  func filter(_ node: Plan.Filter, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let frame = try execute(node.input, needed: needed.union(node.condition.columns))
    let truth = try evaluator(frame).truth(node.condition)
    let open = truth.unknownCount
    if open > 0 {
      let column = columnToBlame(node.condition, frame)
      tally.count("N1", open) { .notComparable($0, column: column) }
    }
    let kept = truth.trueCount
    if kept == frame.rowCount { return frame }
    if kept == 0, let notices = node.whenEmpty?() {
      for notice in notices { tally.add(notice) }
    }
    try checkpoint()
    return frame.gathered(truth.trueRows, needed: needed)
  }

  /// The first column of the condition that has missing cells and that a person can name.
  private func columnToBlame(_ condition: PlanExpression, _ frame: Frame) -> BilingualName? {
    for place in condition.comparedColumns.sorted() where frame.fields.indices.contains(place) {
      guard let column = frame.columns[place], !column.missing.isEmpty, frame.fields[place].visibility != .carried
      else { continue }
      return frame.fields[place].name
    }
    return nil
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

internal import ColumnStore
internal import Diagnostics
internal import QueryPlan

extension Execution {
  /// The rows for which the condition is true, in their order; the open ones are counted for N1.
  func filter(_ node: Plan.Filter, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let stages = RowStages(.filter(node), needed: needed)
    return try rows(of: stages, sliced: try sliceable(stages), needed: needed)
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
    if outcome.open > 0 { outcome.causes = try causes(of: truth, node.condition, frame) }
    if outcome.kept == frame.rowCount { return (frame, outcome) }
    try checkpoint()
    return (frame.gathered(truth.trueRows, needed: needed), outcome)
  }

  /// Notes what a filter has seen.
  func report(_ outcome: FilterOutcome, of node: Plan.Filter) {
    if outcome.open > 0 { noteOpenRows(outcome, of: node) }
    if outcome.kept == 0, outcome.seen > 0, let notices = node.whenEmpty?() {
      for notice in notices { tally.add(notice) }
    }
  }
}

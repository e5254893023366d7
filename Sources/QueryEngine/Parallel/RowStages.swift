internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// The filters and projections on top of a plan: they treat each row by itself, so that they can be run over one slice
/// of the rows after the other, and over several at the same time.
struct RowStages: Sendable {
  enum Step: Sendable {
    case filter(Plan.Filter)
    case project(Plan.Project)
  }

  struct Stage: Sendable {
    var step: Step
    /// The columns that the next stage needs of this one.
    var needed: Set<Int>
  }

  /// What gives the rows.
  var base: Plan
  var baseNeeded: Set<Int>
  /// From the base upwards.
  var stages: [Stage] = []

  init(_ plan: Plan, needed: Set<Int>) {
    base = plan
    baseNeeded = needed
    while true {
      switch base {
      case .filter(let node):
        stages.append(Stage(step: .filter(node), needed: baseNeeded))
        baseNeeded.formUnion(node.condition.columns)
        base = node.input
      case .project(let node) where node.watches.isEmpty:
        stages.append(Stage(step: .project(node), needed: baseNeeded))
        var read: Set<Int> = []
        for place in baseNeeded where node.values.indices.contains(place) { read.formUnion(node.values[place].columns) }
        baseNeeded = read
        base = node.input
      case .scan, .project, .aggregate, .sort, .limit, .unnest, .summarize, .join, .union, .window, .trace, .effect:
        stages.reverse()
        return
      }
    }
  }

  /// The base's column that a column behind the stages is, where it is one unchanged.
  func basePlace(of place: Int) -> Int? {
    var place = place
    for stage in stages.reversed() {
      guard case .project(let node) = stage.step else { continue }
      guard node.values.indices.contains(place), case .column(let before) = node.values[place] else { return nil }
      place = before
    }
    return place
  }
}

/// What one filter has seen, over one slice or all of them.
struct FilterOutcome: Sendable {
  /// Rows whose answer hangs on a missing operand (N1).
  var open = 0
  var seen = 0
  var kept = 0
  /// Why rows are open, with their numbers.
  var causes: [OpenCause: Int] = [:]

  mutating func add(_ other: FilterOutcome) {
    open += other.open
    seen += other.seen
    kept += other.kept
    causes.merge(other.causes) { $0 + $1 }
  }
}

extension Execution {
  /// The rows of a base, for who looks at them slice by slice.
  func sliceable(_ stages: RowStages) throws(Diagnostic) -> Frame {
    guard case .scan(let node) = stages.base else { return try execute(stages.base, needed: stages.baseNeeded) }
    try checkpoint()
    return try scan(node, needed: stages.baseNeeded, isSliced: true)
  }

  /// The same rows in whole columns.
  func whole(_ base: Frame, of stages: RowStages) throws(Diagnostic) -> Frame {
    base.packed.isEmpty ? base : try execute(stages.base, needed: stages.baseNeeded)
  }

  /// All rows of a base behind its stages.
  func rows(of stages: RowStages, over base: Frame) throws(Diagnostic) -> Frame {
    var frame = base
    for stage in stages.stages {
      try checkpoint()
      switch stage.step {
      case .filter(let node):
        let (kept, outcome) = try filtered(frame, node, needed: stage.needed)
        report(outcome, of: node)
        frame = kept
      case .project(let node): frame = try projected(frame, node, needed: stage.needed)
      }
    }
    return frame
  }

  /// The same for one slice; what its filters have seen is added to `outcomes`, one for each stage.
  func rows(
    of stages: RowStages, slice: Frame, outcomes: inout [FilterOutcome]
  ) throws(Diagnostic) -> Frame {
    var frame = slice
    for (index, stage) in stages.stages.enumerated() {
      switch stage.step {
      case .filter(let node):
        let (kept, outcome) = try filtered(frame, node, needed: stage.needed)
        outcomes[index].add(outcome)
        frame = kept
      case .project(let node): frame = try projected(frame, node, needed: stage.needed)
      }
    }
    return frame
  }

  /// What the filters of a run in slices have to say, once all slices are through.
  func report(_ outcomes: [FilterOutcome], of stages: RowStages) {
    for (stage, outcome) in zip(stages.stages, outcomes) {
      if case .filter(let node) = stage.step { report(outcome, of: node) }
    }
  }
}

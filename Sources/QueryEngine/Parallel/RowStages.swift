internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// The filters, projections and look-ups on top of a plan: they treat each row by itself, so that they can be run over
/// one slice of the rows after the other, and over several at the same time.
struct RowStages: Sendable {
  enum Step: Sendable {
    case filter(Plan.Filter)
    case project(Plan.Project)
    /// Only the left side is among the stages.
    case lookup(Plan.Join)
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

  /// - Parameter takesLookups: whether joins may be among the stages; of them nobody then knows which row of a source
  ///   stands where.
  init(_ plan: Plan, needed: Set<Int>, takesLookups: Bool = false) {
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
      case .join(let node) where takesLookups && node.isSound:
        stages.append(Stage(step: .lookup(node), needed: baseNeeded))
        let width = node.left.fields.count
        baseNeeded = baseNeeded.filter { $0 < width }.union(node.leftKeys)
        base = node.left
      case .scan, .project, .aggregate, .sort, .limit, .unnest, .summarize, .join, .union, .window, .trace, .effect:
        stages.reverse()
        return
      }
    }
  }

  /// The cells that a column before the stage at an index is, unchanged: of the base or of a table looked up in; nil
  /// where it is computed.
  func cells(of place: Int, before index: Int, _ base: Frame, _ lookups: [Int: Lookup]) -> ColumnCells? {
    var place = place
    for index in (0..<index).reversed() {
      switch stages[index].step {
      case .filter: continue
      case .project(let node):
        guard node.values.indices.contains(place), case .column(let before) = node.values[place] else { return nil }
        place = before
      case .lookup(let node):
        let width = node.left.fields.count
        if place < width { continue }
        return lookups[index]?.right.columns[node.rightColumns[place - width]].map { .whole($0) }
      }
    }
    return base.cells(place)
  }

  /// Whether a value behind the stages is computed from columns that were looked up: of one row of the right side there
  /// may then be several.
  func looksUp(_ value: PlanExpression) -> Bool {
    var places = value.columns
    for stage in stages.reversed() {
      switch stage.step {
      case .filter: continue
      case .project(let node):
        var read: Set<Int> = []
        for place in places where node.values.indices.contains(place) { read.formUnion(node.values[place].columns) }
        places = read
      case .lookup(let node):
        let width = node.left.fields.count
        if places.contains(where: { $0 >= width }) { return true }
      }
    }
    return false
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

/// What one stage has seen, over one slice or all of them.
struct StageOutcome: Sendable {
  var filter = FilterOutcome()
  var lookup = LookupOutcome()

  mutating func add(_ other: StageOutcome) {
    filter.add(other.filter)
    lookup.add(other.lookup)
  }
}

/// What a worker's slices have seen on their way through the stages, and what there is to notice of it.
struct SliceFindings: Sendable {
  /// One for each stage.
  var outcomes: [StageOutcome]
  var tally = NoticeTally()

  init(of stages: RowStages) {
    outcomes = [StageOutcome](repeating: StageOutcome(), count: stages.stages.count)
  }
}

extension Execution {
  /// The rows of a base, for who looks at them slice by slice.
  func sliceable(_ stages: RowStages) throws(Diagnostic) -> Frame {
    guard case .scan(let node) = stages.base else { return try execute(stages.base, needed: stages.baseNeeded) }
    try checkpoint()
    return try measured(node.number) { () throws(Diagnostic) in
      try scan(node, needed: stages.baseNeeded, isSliced: true)
    }
  }

  /// The same rows in whole columns.
  func whole(_ base: Frame, of stages: RowStages) throws(Diagnostic) -> Frame {
    base.packed.isEmpty ? base : try execute(stages.base, needed: stages.baseNeeded)
  }

  /// All rows of a base behind its stages.
  func rows(
    of stages: RowStages, over base: Frame, _ lookups: [Int: Lookup] = [:]
  ) throws(Diagnostic) -> Frame {
    var frame = base
    for (index, stage) in stages.stages.enumerated() {
      try checkpoint()
      workers.stopwatch?.start(stage.number)
      switch stage.step {
      case .filter(let node):
        let (kept, outcome) = try filtered(frame, node, needed: stage.needed)
        report(outcome, of: node)
        frame = kept
      case .project(let node): frame = try projected(frame, node, needed: stage.needed)
      case .lookup(let node):
        let right: Frame
        if let lookup = lookups[index] {
          tally.add(lookup.tally)
          right = lookup.right
        } else {
          right = try execute(node.right, needed: node.neededOfRight(stage.needed))
        }
        frame = try joined(node, frame, right, needed: stage.needed)
      }
      workers.stopwatch?.stop(rows: frame.rowCount)
    }
    return frame
  }

  /// Takes a slice without rows through the stages, so that what is asked once of a whole dictionary is asked before the
  /// workers begin, with all of them at hand.
  ///
  /// - Returns: the slice behind the stages, and who took it there; nil where something went wrong, which goes wrong
  ///   again with rows and is said then.
  @discardableResult
  func prepare(_ stages: RowStages, _ lookups: [Int: Lookup] = [:], over base: Frame) -> (Slice, Execution)? {
    let worker = Execution(share(of: base.rowCount))
    var slice = Slice(of: base, 0..<0, needed: stages.baseNeeded)
    var outcomes = SliceFindings(of: stages).outcomes
    do throws(Diagnostic) {
      try worker.run(stages, lookups, over: &slice, outcomes: &outcomes)
      return (slice, worker)
    } catch {
      return nil
    }
  }

  /// Takes one slice through the stages; what they have seen is added to `outcomes`, one for each stage.
  func run(
    _ stages: RowStages, _ lookups: [Int: Lookup] = [:], over slice: inout Slice, outcomes: inout [StageOutcome]
  ) throws(Diagnostic) {
    for (index, stage) in stages.stages.enumerated() {
      let mark = slice.mark
      switch stage.step {
      case .filter(let node):
        outcomes[index].filter.add(try filter(&slice, node, needed: stage.needed))
      case .project(let node): try project(&slice, node, needed: stage.needed)
      case .lookup(let node):
        guard let lookup = lookups[index] else { throw .fault("look-up") }
        try lookUp(&slice, node, lookup, needed: stage.needed, &outcomes[index].lookup)
      }
      slice.took(stage.number, since: mark)
    }
  }

  private func filter(
    _ slice: inout Slice, _ node: Plan.Filter, needed: Set<Int>
  ) throws(Diagnostic) -> FilterOutcome {
    slice.unpack(node.condition.columns)
    // What could fail is computed only for rows that are there.
    if node.condition.canFail { slice.compact() }
    var truth = try evaluator(slice.frame).truth(node.condition)
    if !slice.chosen.isEmpty { truth = truth.among(slice.chosen) }
    var outcome = FilterOutcome()
    outcome.seen = slice.count
    outcome.open = truth.unknownCount
    if outcome.open > 0 { outcome.causes = try causes(of: truth, node.condition, slice.frame) }
    slice.keep(truth.values, needed: needed)
    outcome.kept = slice.count
    return outcome
  }

  private func project(_ slice: inout Slice, _ node: Plan.Project, needed: Set<Int>) throws(Diagnostic) {
    let places = node.values.indices.filter { needed.contains($0) }
    if places.contains(where: { node.values[$0].canFail }) { slice.compact() }
    var columns = [SliceColumn?](repeating: nil, count: node.fields.count)
    for place in places where columns.indices.contains(place) {
      let value = node.values[place]
      if case .column(let before) = value {
        columns[place] = .kept(before)
        continue
      }
      try checkpoint()
      slice.unpack(value.columns)
      columns[place] = .made(try evaluator(slice.frame).column(value))
    }
    slice.replaceColumns(node.fields, columns)
  }

  /// Says what there is to say of a run in slices, once all are through.
  ///
  /// - Parameter findings: of all workers, in the order of the rows.
  func report(_ findings: [SliceFindings], of stages: RowStages, _ lookups: [Int: Lookup] = [:]) {
    var outcomes = SliceFindings(of: stages).outcomes
    for finding in findings {
      tally.add(finding.tally)
      for index in outcomes.indices { outcomes[index].add(finding.outcomes[index]) }
    }
    for (index, stage) in stages.stages.enumerated() {
      switch stage.step {
      case .filter(let node): report(outcomes[index].filter, of: node)
      case .project: continue
      case .lookup(let node):
        if let lookup = lookups[index] { report(outcomes[index].lookup, of: node, lookup) }
      }
    }
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// One run of a plan: what its nodes share while they give their rows to one another.
///
/// A class, because every node adds to the same tally; it lives on one thread and only as long as the run.
final class Execution {
  let sink: any EffectSink
  var tally = NoticeTally()
  /// The tables scanned, in the order met; lineage refers to them by place.
  var sources: [ScannedSource] = []
  let tracksLineage: Bool
  let tracksIdentity: Bool
  let workers: Workers
  /// Asked by work on other threads.
  let interruption: @Sendable () -> Bool
  private let isWorker: Bool
  /// For an execution of slices: how many rows all slices have together.
  let sliceTotal: Int?
  /// Which texts of a dictionary pass a test, kept from slice to slice and shared by all workers.
  let texts: TextPasses
  /// How many `trace`s ask for the rows behind what is computed at the moment.
  var traces = 0

  init(of plan: Plan, sink: any EffectSink, workers: Workers) {
    self.sink = sink
    self.workers = workers
    interruption = sink.interruption
    texts = TextPasses()
    isWorker = false
    sliceTotal = nil
    tracksIdentity = plan.addsUpRepeatedRows
    tracksLineage = plan.scansReadings || tracksIdentity && plan.unitesOneTable
  }

  /// What workers need to take slices of rows through filters and projections.
  struct Share: Sendable {
    /// How many rows all slices have together.
    let rowCount: Int
    let workers: Workers
    let interruption: @Sendable () -> Bool
    let texts: TextPasses
  }

  /// For workers that take slices of so many rows.
  func share(of rowCount: Int) -> Share {
    Share(rowCount: rowCount, workers: workers, interruption: interruption, texts: texts)
  }

  /// The part of one worker.
  init(_ share: Share) {
    sink = SilentSink()
    workers = share.workers
    interruption = share.interruption
    texts = share.texts
    isWorker = true
    sliceTotal = share.rowCount
    tracksLineage = false
    tracksIdentity = false
  }

  /// Stops the run if the person has asked for it; called between pieces of work of a few milliseconds.
  func checkpoint() throws(Diagnostic) {
    if isWorker ? interruption() : sink.isInterrupted { throw .interrupted() }
  }

  /// What does pieces of work for kernels, on all threads.
  var runner: PieceRunner { isWorker ? .alone : workers.runner(interruption) }

  /// The rows of a plan, with at least the columns needed.
  func execute(_ plan: Plan, needed: Set<Int>) throws(Diagnostic) -> Frame {
    try checkpoint()
    return try measured(plan.number) { () throws(Diagnostic) in try run(plan, needed: needed) }
  }

  private func run(_ plan: Plan, needed: Set<Int>) throws(Diagnostic) -> Frame {
    switch plan {
    case .scan(let node): try scan(node, needed: needed)
    case .filter(let node): try filter(node, needed: needed)
    case .project(let node): try project(node, needed: needed)
    case .aggregate(let node): try aggregate(node, needed: needed)
    case .sort(let node): try sort(node, needed: needed)
    case .limit(let node): try limit(node, needed: needed)
    case .unnest(let node): try unnest(node, needed: needed)
    case .summarize(let node): try summarize(node)
    case .join(let node): try join(node, needed: needed)
    case .union(let node): try union(node, needed: needed)
    case .window(let node): try window(node, needed: needed)
    case .trace(let node): try trace(node, needed: needed)
    case .effect(let node): try effect(node, needed: needed)
    }
  }

  /// What evaluates expressions over the rows of a frame.
  func evaluator(_ frame: Frame) -> Evaluator {
    Evaluator(fields: frame.fields, columns: frame.columns, rowCount: frame.rowCount, execution: self)
  }
}

extension Plan {
  /// Whether some table says of its rows whether they are stated, derived or inferred (N9), or somebody asks for the
  /// rows behind a result.
  fileprivate var scansReadings: Bool {
    switch self {
    case .scan(let node): node.source.entry.columns.contains { $0.role == .reading && $0.expression == nil }
    case .trace: true
    case .filter, .project, .aggregate, .sort, .limit, .unnest, .summarize, .join, .union, .window, .effect:
      inputs.contains { $0.scansReadings }
    }
  }

  /// Whether something is added up above an `unnest`, a `join` or a `union` of one table's rows, so that one row may be
  /// added twice (N5).
  fileprivate var addsUpRepeatedRows: Bool {
    let adds: Bool =
      switch self {
      case .aggregate(let node): node.calls.contains { $0.function.addsUp }
      case .window(let node): node.calls.contains { $0.addsUp }
      case .effect(let node):
        switch node.kind {
        case .expectWhole(let calls, _, _): calls.contains { $0.function.addsUp }
        case .chart(let chart): chart.groups?.calls.contains { $0.function.addsUp } ?? false
        case .export, .print, .expectRows: false
        }
      case .scan, .filter, .project, .sort, .limit, .unnest, .summarize, .join, .union, .trace: false
      }
    if adds, inputs.contains(where: { $0.repeatsRows }) { return true }
    return inputs.contains { $0.addsUpRepeatedRows }
  }

  private var repeatsRows: Bool {
    switch self {
    case .unnest: true
    // Also a plain look-up repeats: several rows may look up the same one.
    case .join(let node): node.kind != .without || inputs.contains { $0.repeatsRows }
    case .union(let node): node.takesOneTableTwice || inputs.contains { $0.repeatsRows }
    // One row of a table may stand behind several rows.
    case .trace: true
    case .scan, .filter, .project, .aggregate, .sort, .limit, .summarize, .window, .effect:
      inputs.contains { $0.repeatsRows }
    }
  }

  /// Whether some union takes rows of one table on several sides.
  fileprivate var unitesOneTable: Bool {
    if case .union(let node) = self, node.takesOneTableTwice { return true }
    return inputs.contains { $0.unitesOneTable }
  }

  fileprivate var tables: [ObjectIdentifier] {
    if case .scan(let node) = self { return [node.source.identity] }
    return inputs.flatMap(\.tables)
  }
}

extension Plan.Union {
  fileprivate var takesOneTableTwice: Bool {
    var seen: Set<ObjectIdentifier> = []
    for input in inputs {
      let tables = Set(input.tables)
      if !seen.isDisjoint(with: tables) { return true }
      seen.formUnion(tables)
    }
    return false
  }
}

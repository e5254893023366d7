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

  init(of plan: Plan, sink: any EffectSink) {
    self.sink = sink
    tracksLineage = plan.scansReadings
    tracksIdentity = plan.addsUpRepeatedRows
  }

  /// Stops the run if the person has asked for it; called between pieces of work of a few milliseconds.
  func checkpoint() throws(Diagnostic) {
    if sink.isInterrupted { throw .interrupted() }
  }

  /// The rows of a plan, with at least the columns needed.
  func execute(_ plan: Plan, needed: Set<Int>) throws(Diagnostic) -> Frame {
    try checkpoint()
    return switch plan {
    case .scan(let node): try scan(node, needed: needed)
    case .filter(let node): try filter(node, needed: needed)
    case .project(let node): try project(node, needed: needed)
    case .aggregate(let node): try aggregate(node, needed: needed)
    case .sort(let node): try sort(node, needed: needed)
    case .limit(let node): try limit(node, needed: needed)
    case .unnest(let node): try unnest(node, needed: needed)
    case .summarize(let node): try summarize(node)
    case .effect(let node): try effect(node, needed: needed)
    }
  }

  /// What evaluates expressions over the rows of a frame.
  func evaluator(_ frame: Frame) -> Evaluator {
    Evaluator(fields: frame.fields, columns: frame.columns, rowCount: frame.rowCount, execution: self)
  }
}

extension Plan {
  /// Whether some table says of its rows whether they are stated, derived or inferred; only then N9 has anything to say.
  fileprivate var scansReadings: Bool {
    switch self {
    case .scan(let node): node.source.entry.columns.contains { $0.role == .reading && $0.expression == nil }
    case .filter, .project, .aggregate, .sort, .limit, .unnest, .summarize, .effect: input?.scansReadings ?? false
    }
  }

  /// Whether something is added up above an `unnest`, so that one row may be added twice (N5).
  fileprivate var addsUpRepeatedRows: Bool {
    let adds: Bool =
      switch self {
      case .aggregate(let node): node.calls.contains { $0.function.addsUp }
      case .effect(let node):
        if case .expectWhole(let calls, _, _) = node.kind { calls.contains { $0.function.addsUp } } else { false }
      case .scan, .filter, .project, .sort, .limit, .unnest, .summarize: false
      }
    if adds, input?.unnests ?? false { return true }
    return input?.addsUpRepeatedRows ?? false
  }

  private var unnests: Bool {
    if case .unnest = self { return true }
    return input?.unnests ?? false
  }

  private var input: Plan? {
    switch self {
    case .scan: nil
    case .filter(let node): node.input
    case .project(let node): node.input
    case .aggregate(let node): node.input
    case .sort(let node): node.input
    case .limit(let node): node.input
    case .unnest(let node): node.input
    case .summarize(let node): node.input
    case .effect(let node): node.input
    }
  }
}

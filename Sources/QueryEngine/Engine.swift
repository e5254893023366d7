public import Diagnostics
public import QueryPlan

/// Runs resolved plans: `measure | count by progress` as a plan in, its table and notices out.
///
/// The same plan over the same data gives the same rows in the same order. Effects (export, print, failed expectations)
/// go to the sink, which is also asked whether the person has pressed Ctrl-C.
public struct Engine {
  private let sink: any EffectSink
  private let workers: Workers
  private let isMeasured: Bool

  /// - Parameters:
  ///   - workers: how many threads share the work on large tables; the results do not depend on it.
  ///   - isMeasured: whether the results say where the time went.
  public init(sink: any EffectSink, workers: Int = 1, isMeasured: Bool = false) {
    self.init(sink: sink, workers: Workers(count: workers), isMeasured: isMeasured)
  }

  /// With slices as small as tests need them.
  init(sink: any EffectSink, workers: Workers, isMeasured: Bool = false) {
    self.sink = sink
    self.workers = workers
    self.isMeasured = isMeasured
  }

  /// The result with all columns of `plan.fields`, also those that a screen does not show.
  ///
  /// - Throws: what a source cannot read, E12, E19, E27, and the interruption.
  public func run(_ plan: Plan) throws(Diagnostic) -> QueryResult {
    let plan = isMeasured ? plan.numbered() : plan
    var workers = workers
    if isMeasured { workers.stopwatch = Stopwatch() }
    let execution = Execution(of: plan, sink: sink, workers: workers)
    let frame = try execution.execute(plan, needed: Set(plan.fields.indices))
    execution.noteReadings(behind: frame)
    var result = QueryResult(table: try frame.table(), notices: execution.tally.notices)
    result.profile = workers.stopwatch?.profile(of: plan)
    return result
  }
}

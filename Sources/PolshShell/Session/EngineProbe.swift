internal import ColumnStore
internal import Diagnostics
internal import PolshSystem
internal import QueryEngine
internal import QueryLanguage
internal import QueryPlan

/// Runs the small plans that a statement needs before it can be resolved.
struct EngineProbe: DataProbe {
  func run(_ plan: Plan) throws(Diagnostic) -> Table {
    try Engine(sink: QuietSink(), workers: Processors.workers).run(plan).table
  }

  /// No effects, but Ctrl-C is heard.
  private struct QuietSink: EffectSink {
    func export(_ table: Table, to path: String, overwrite: Bool, at span: Span) throws(Diagnostic) {}
    func print(_ table: Table, title: String?) throws(Diagnostic) {}
    func draw(_ marks: Table, as drawing: Drawing) throws(Diagnostic) {}
    func showFailures(_ table: Table) throws(Diagnostic) {}
    var isInterrupted: Bool { Interrupt.isRequested }
    var interruption: @Sendable () -> Bool { { Interrupt.isRequested } }
  }
}

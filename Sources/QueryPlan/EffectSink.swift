public import ColumnStore
public import Diagnostics

/// What a running plan does to the outside world; the session supplies it, tests supply their own.
public protocol EffectSink {
  /// Writes a result to a file, whole or not at all.
  func export(_ table: Table, to path: String, overwrite: Bool, at span: Span) throws(Diagnostic)
  /// Shows a table in the middle of a pipeline.
  func print(_ table: Table, title: String?) throws(Diagnostic)
  /// Draws marks: a row each, with the columns that the drawing names.
  func draw(_ marks: Table, as drawing: Drawing) throws(Diagnostic)
  /// Shows up to five rows that did not fulfil an `expect`.
  func showFailures(_ table: Table) throws(Diagnostic)
  /// Asked between pieces of work; true when the person pressed Ctrl-C.
  var isInterrupted: Bool { get }
  /// The same question for work that goes on beside the thread that the sink lives on.
  var interruption: @Sendable () -> Bool { get }
}

extension EffectSink {
  /// Nobody can interrupt the work on other threads, unless a sink says otherwise.
  public var interruption: @Sendable () -> Bool { { false } }
}

/// Runs without effects: for probing data while a statement is resolved.
public struct SilentSink: EffectSink {
  public init() {}
  public func export(_ table: Table, to path: String, overwrite: Bool, at span: Span) throws(Diagnostic) {}
  public func print(_ table: Table, title: String?) throws(Diagnostic) {}
  public func draw(_ marks: Table, as drawing: Drawing) throws(Diagnostic) {}
  public func showFailures(_ table: Table) throws(Diagnostic) {}
  public var isInterrupted: Bool { false }
}

/// What a statement gives: its table, and what should be known about it.
public struct QueryResult: Sendable {
  public var table: Table
  public var notices: [Notice]
  /// Where the time went, if that was asked for.
  public var profile: RunProfile?

  public init(table: Table, notices: [Notice]) {
    self.table = table
    self.notices = notices
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  func union(_ node: Plan.Union, needed: Set<Int>) throws(Diagnostic) -> Frame {
    throw .fault("union")
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  func trace(_ node: Plan.Trace, needed: Set<Int>) throws(Diagnostic) -> Frame {
    throw .fault("trace")
  }
}

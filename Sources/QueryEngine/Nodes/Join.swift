internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  func join(_ node: Plan.Join, needed: Set<Int>) throws(Diagnostic) -> Frame {
    throw .fault("join")
  }
}

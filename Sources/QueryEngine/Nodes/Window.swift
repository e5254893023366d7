internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  func window(_ node: Plan.Window, needed: Set<Int>) throws(Diagnostic) -> Frame {
    throw .fault("window")
  }
}

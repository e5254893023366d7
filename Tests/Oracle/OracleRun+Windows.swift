import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  func window(_ node: Plan.Window, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    throw Diagnostic(nil, Message(same: "the oracle has no window"))
  }
}

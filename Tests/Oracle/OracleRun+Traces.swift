import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  func trace(_ node: Plan.Trace, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    throw Diagnostic(nil, Message(same: "the oracle has no trace"))
  }
}

import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  func join(_ node: Plan.Join, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    throw Diagnostic(nil, Message(same: "the oracle has no join"))
  }

  func union(_ node: Plan.Union, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    throw Diagnostic(nil, Message(same: "the oracle has no union"))
  }
}

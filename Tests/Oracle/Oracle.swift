import ColumnStore
public import Diagnostics
public import PolicyModel
public import QueryPlan

/// Answers a plan the plain way: row after row, value after value, with nothing packed, shared or skipped ahead.
///
/// Written from the plan's own description and LANGUAGE.md §3 and sharing only plan and value types with the engines, so
/// that where an engine and this differ, one of them reads the contract wrongly.
public enum Oracle {
  /// The rows of a plan with what is counted on the way.
  ///
  /// - Throws: E12, E19, E27, and what a source cannot read.
  public static func answer(_ plan: Plan) throws(Diagnostic) -> OracleAnswer {
    let run = OracleRun()
    let frame = try run.rows(of: plan, needed: Set(plan.fields.indices))
    return OracleAnswer(
      fields: frame.fields, rows: frame.rows, incomparable: run.incomparable, divisionsByZero: run.divisionsByZero,
      leftOut: run.leftOut, unmatched: run.unmatched)
  }
}

/// What the oracle says: the rows, and the numbers that the notices must state.
public struct OracleAnswer: Sendable {
  public var fields: [Field]
  public var rows: [[Value]]
  /// N1: rows of filters that hung on a missing operand.
  public var incomparable: Int
  /// N4.
  public var divisionsByZero: Int
  /// N2: each aggregate column with the number of missing values it left out, as often as it happened.
  public var leftOut: [LeftOut]
  /// N3: for each join the rows of either side that have no match, where there are any.
  public var unmatched: [Unmatched]

  public struct Unmatched: Sendable, Hashable {
    public var left: Int
    public var right: Int

    public init(left: Int, right: Int) {
      self.left = left
      self.right = right
    }
  }

  public struct LeftOut: Sendable, Hashable {
    public var column: String
    public var count: Int

    public init(column: String, count: Int) {
      self.column = column
      self.count = count
    }
  }
}

/// Rows with the columns that they are rows of, and for each the source rows behind it.
struct OracleFrame {
  var fields: [Field]
  var rows: [[Value]]
  /// One for each row.
  var origins: [[OracleOrigin]]
}

/// One row of one table.
struct OracleOrigin: Hashable {
  var table: ObjectIdentifier
  var row: Int
}

/// One run: what is counted while rows are computed.
final class OracleRun {
  var incomparable = 0
  var divisionsByZero = 0
  var leftOut: [OracleAnswer.LeftOut] = []
  var unmatched: [OracleAnswer.Unmatched] = []

  /// Stands in columns that nobody asks for; it must never be seen in an answer.
  static let unasked = Value.text("(not asked for)")

  func row(_ values: [Value], _ fields: [Field]) -> RowEvaluator {
    RowEvaluator(row: values, fields: fields, run: self)
  }

  func rows(of plan: Plan, needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    switch plan {
    case .scan(let node): try scan(node)
    case .filter(let node): try filter(node, needed)
    case .project(let node): try project(node, needed)
    case .aggregate(let node): try aggregate(node, needed)
    case .sort(let node): try sort(node, needed)
    case .limit(let node): try limit(node, needed)
    case .unnest(let node): try unnest(node, needed)
    case .summarize(let node): try summarize(node)
    case .join(let node): try join(node, needed)
    case .union(let node): try union(node, needed)
    case .window(let node): try window(node, needed)
    case .trace(let node): try trace(node, needed)
    case .effect(let node): try effect(node, needed)
    }
  }
}

extension Value {
  /// Missing, or a list without elements, which is missing too.
  var isAbsent: Bool { isMissing || self == .list([]) }

  /// Why it is missing; nil for a value.
  var absence: MissingReason? {
    if case .missing(let reason) = self { return reason }
    return self == .list([]) ? .blank : nil
  }
}

public import ColumnStore
public import Diagnostics
public import PolicyModel

/// A resolved pipeline: a small closed set of nodes, so that engines implement each once.
///
/// Every node's rows have a defined order. No switch over nodes has a `default`, so that the compiler lists every place
/// a new node touches.
public indirect enum Plan: Sendable {
  case scan(Scan)
  case filter(Filter)
  case project(Project)
  case aggregate(Aggregate)
  case sort(Sort)
  case limit(Limit)
  case unnest(Unnest)
  case summarize(Summarize)
  case join(Join)
  case union(Union)
  case window(Window)
  case trace(Trace)
  case effect(Effect)

  /// The rows of a named source, in its own order.
  public struct Scan: Sendable {
    public var source: any TableSource
    public var name: BilingualName
    /// Places in the source's `entry.columns`, one for each field; none of them virtual.
    public var columns: [Int]
    public var fields: [Field]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(source: any TableSource, name: BilingualName, columns: [Int], fields: [Field]) {
      self.source = source
      self.name = name
      self.columns = columns
      self.fields = fields
    }
  }

  /// The rows for which the condition is true, order kept. Rows whose condition hangs on a comparison with a missing
  /// operand are counted for N1.
  public struct Filter: Sendable {
    public var input: Plan
    public var condition: PlanExpression
    /// What to say of a result without rows, asked only then.
    public var whenEmpty: (@Sendable () -> [Notice])?
    /// See `Plan.numbered()`.
    public var number = 0

    public init(input: Plan, condition: PlanExpression) {
      self.input = input
      self.condition = condition
    }
  }

  /// New columns from old, row by row, order kept.
  public struct Project: Sendable {
    public var input: Plan
    public var fields: [Field]
    public var values: [PlanExpression]
    public var watches: [Watch]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(input: Plan, fields: [Field], values: [PlanExpression], watches: [Watch] = []) {
      self.input = input
      self.fields = fields
      self.values = values
      self.watches = watches
    }
  }

  /// Counts rows of the input for which a condition holds and says so.
  public struct Watch: Sendable {
    public var condition: PlanExpression
    public var notice: @Sendable (Int) -> Notice

    public init(condition: PlanExpression, notice: @escaping @Sendable (Int) -> Notice) {
      self.condition = condition
      self.notice = notice
    }
  }

  /// One row per distinct combination of keys, in the order of first appearance: the keys, then the calls.
  ///
  /// Missing keys are one value. Without keys one row, also for an empty input.
  public struct Aggregate: Sendable {
    public var input: Plan
    /// Places in the input's fields.
    public var keys: [Int]
    public var calls: [AggregateCall]
    public var fields: [Field]
    /// `every`: adds groups without rows, for all levels of scale keys, the years between the first and the last of a
    /// year key, and the values present of other keys, in every combination.
    public var completes: Bool
    /// Totals over the same rows: further groupings, each by only some of the keys (places among `keys`). Their rows
    /// stand behind, grouping by grouping, and the keys left out are missing there (計). A last field then says of each
    /// row which grouping it is of: 0 for all keys, 1 for the first of these. Not together with `completes`.
    public var totals: [[Int]]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(
      input: Plan, keys: [Int], calls: [AggregateCall], fields: [Field], completes: Bool = false, totals: [[Int]] = []
    ) {
      self.input = input
      self.keys = keys
      self.calls = calls
      self.fields = fields
      self.completes = completes
      self.totals = totals
    }
  }

  /// Stable; missing last in both directions; text by code point, levels by place, false before true.
  public struct Sort: Sendable {
    public struct Key: Sendable {
      public var value: PlanExpression
      public var isDescending: Bool

      public init(_ value: PlanExpression, isDescending: Bool = false) {
        self.value = value
        self.isDescending = isDescending
      }
    }

    public var input: Plan
    public var keys: [Key]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(input: Plan, keys: [Key]) {
      self.input = input
      self.keys = keys
    }
  }

  /// The first or last rows, of the whole or of each combination of keys; order kept.
  public struct Limit: Sendable {
    public var input: Plan
    public var count: Int
    public var fromEnd: Bool
    public var keys: [Int]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(input: Plan, count: Int, fromEnd: Bool, keys: [Int]) {
      self.input = input
      self.count = count
      self.fromEnd = fromEnd
      self.keys = keys
    }
  }

  /// One row per element of a list column, which becomes a column of single values; a missing list gives one row.
  public struct Unnest: Sendable {
    public var input: Plan
    public var column: Int
    public var fields: [Field]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(input: Plan, column: Int, fields: [Field]) {
      self.input = input
      self.column = column
      self.fields = fields
    }
  }

  /// `describe`: one row per described column of the input. The fields are, in this order: name, type, unit, scale
  /// (text, given), present_count, missing_count, distinct_count (numbers), min, max, example (text, written by `text`).
  public struct Summarize: Sendable {
    public struct Subject: Sendable {
      /// Place in the input.
      public var column: Int
      public var name: String
      public var type: String
      public var unit: String?
      public var scale: String?
      /// Writes a value of the column as a person reads it.
      public var text: @Sendable (Value) -> String

      public init(
        column: Int, name: String, type: String, unit: String?, scale: String?,
        text: @escaping @Sendable (Value) -> String
      ) {
        self.column = column
        self.name = name
        self.type = type
        self.unit = unit
        self.scale = scale
        self.text = text
      }
    }

    public var input: Plan
    public var subjects: [Subject]
    public var fields: [Field]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(input: Plan, subjects: [Subject], fields: [Field]) {
      self.input = input
      self.subjects = subjects
      self.fields = fields
    }
  }

  /// Does something with the rows and passes them on (an `expect` on rows passes none).
  public struct Effect: Sendable {
    public enum Kind: Sendable {
      case export(path: String, overwrite: Bool, span: Span)
      /// Prints here under a title.
      case print(title: String?)
      /// Draws here.
      case chart(Chart)
      /// Every row must fulfil the condition; no rows pass.
      case expectRows(PlanExpression, failure: @Sendable (_ failedRows: Int) -> Diagnostic)
      /// The condition over one row of aggregates must hold: the calls' results are its columns 0, 1, …
      case expectWhole(calls: [AggregateCall], PlanExpression, failure: @Sendable () -> Diagnostic)
    }

    public var input: Plan
    public var kind: Kind
    /// See `Plan.numbered()`.
    public var number = 0

    public init(input: Plan, kind: Kind) {
      self.input = input
      self.kind = kind
    }
  }

  /// The columns of the result.
  public var fields: [Field] {
    switch self {
    case .scan(let node): node.fields
    case .filter(let node): node.input.fields
    case .project(let node): node.fields
    case .aggregate(let node): node.fields
    case .sort(let node): node.input.fields
    case .limit(let node): node.input.fields
    case .unnest(let node): node.fields
    case .summarize(let node): node.fields
    case .join(let node): node.fields
    case .union(let node): node.fields
    case .window(let node): node.fields
    case .trace(let node): node.fields
    case .effect(let node): node.input.fields
    }
  }

  /// The plans that this node takes its rows from, in order.
  public var inputs: [Plan] {
    switch self {
    case .scan: []
    case .filter(let node): [node.input]
    case .project(let node): [node.input]
    case .aggregate(let node): [node.input]
    case .sort(let node): [node.input]
    case .limit(let node): [node.input]
    case .unnest(let node): [node.input]
    case .summarize(let node): [node.input]
    case .join(let node): [node.left, node.right]
    case .union(let node): node.inputs
    case .window(let node): [node.input]
    case .trace(let node): [node.input]
    case .effect(let node): [node.input]
    }
  }

  /// Whether something is written, shown or checked on the way to the result.
  public var hasEffects: Bool {
    if case .effect = self { return true }
    return inputs.contains { $0.hasEffects }
  }

  /// The same node over other inputs.
  public func mapInputs(_ change: (Plan) -> Plan) -> Plan {
    switch self {
    case .scan: return self
    case .filter(var node):
      node.input = change(node.input)
      return .filter(node)
    case .project(var node):
      node.input = change(node.input)
      return .project(node)
    case .aggregate(var node):
      node.input = change(node.input)
      return .aggregate(node)
    case .sort(var node):
      node.input = change(node.input)
      return .sort(node)
    case .limit(var node):
      node.input = change(node.input)
      return .limit(node)
    case .unnest(var node):
      node.input = change(node.input)
      return .unnest(node)
    case .summarize(var node):
      node.input = change(node.input)
      return .summarize(node)
    case .join(var node):
      node.left = change(node.left)
      node.right = change(node.right)
      return .join(node)
    case .union(var node):
      node.inputs = node.inputs.map(change)
      return .union(node)
    case .window(var node):
      node.input = change(node.input)
      return .window(node)
    case .trace(var node):
      node.input = change(node.input)
      return .trace(node)
    case .effect(var node):
      node.input = change(node.input)
      return .effect(node)
    }
  }
}

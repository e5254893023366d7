public import ColumnStore
public import Diagnostics
public import PolicyModel

/// What an aggregate function is given: one column and the group of each of its rows.
public struct AggregateInput: Sendable {
  /// The argument; nil for `count()`.
  public var column: Column?
  /// For each row its group, 0..<groupCount, or −1 for a row that takes no part (a filter was false).
  public var groupOf: [Int32]
  public var groupCount: Int

  public init(column: Column?, groupOf: [Int32], groupCount: Int) {
    self.column = column
    self.groupOf = groupOf
    self.groupCount = groupCount
  }
}

/// An aggregate function as the engine runs it: a column and its grouping in, one cell a group out.
public struct AggregateFunction: Sendable {
  /// Its English name, for `explain`.
  public var name: String
  public var kernel: @Sendable (AggregateInput) throws(KernelFailure) -> Column
  /// Whether missing cells are left out of the result, which N2 then reports.
  public var skipsMissing: Bool
  /// Whether a source row that occurs twice counts twice (`sum`), which N5 then reports.
  public var addsUp: Bool
  /// Whether it counts something, so that it is 0 where there are no rows.
  public var counts: Bool
  /// How the result can be had from parts of the rows, where it can; the kernel stays the definition.
  public var fold: Fold?

  public init(
    name: String, skipsMissing: Bool, addsUp: Bool = false, counts: Bool = false, fold: Fold? = nil,
    kernel: @escaping @Sendable (AggregateInput) throws(KernelFailure) -> Column
  ) {
    self.name = name
    self.skipsMissing = skipsMissing
    self.addsUp = addsUp
    self.counts = counts
    self.fold = fold
    self.kernel = kernel
  }
}

/// What is kept of rows already seen, so that an aggregate can be computed slice by slice on several threads; the order
/// of the rows plays no part in any of them.
public enum Fold: Sendable {
  /// The number of rows.
  case rows
  /// The number of present cells.
  case present
  /// The exact sum of the present numbers and their count, made into the result by the function.
  case sum(
    finish: @Sendable (_ sums: [Int128], _ counts: [Int64], _ scale: Int) throws(KernelFailure) -> Column)
  /// The smallest or largest present number or year.
  case smallest
  case largest
  /// The number of different present cells.
  case distinct
}

/// One aggregate of an aggregate node.
public struct AggregateCall: Sendable {
  public var function: AggregateFunction
  public var argument: PlanExpression?
  /// Only rows for which this holds take part; used by `compare`, which asks two values in one pass.
  public var filter: PlanExpression?
  /// The column this will be, for notices.
  public var field: Field
  /// Set when each group may have at most one row: the diagnostic for a group with more (E12).
  public var uniqueness: Uniqueness?
  /// The argument as a person would type it, for notices about it.
  public var argumentText: Message?
  /// The place of a key that alone decides the result: a group that `every` adds takes it from one with the same key.
  public var sharedByKey: Int?
  /// Whether it only accompanies results (a unit, an order): the rows that it takes are then not those behind the result.
  public var isSupporting = false
  /// Places among the node's keys: each group is given the result over all rows that agree with it in these, whatever
  /// their other keys. Nil: over the group's own rows.
  public var within: [Int]?

  public init(
    _ function: AggregateFunction, _ argument: PlanExpression?, filter: PlanExpression? = nil, field: Field,
    uniqueness: Uniqueness? = nil
  ) {
    self.function = function
    self.argument = argument
    self.filter = filter
    self.field = field
    self.uniqueness = uniqueness
  }
}

/// What to say when a group has several rows where one was promised.
public struct Uniqueness: Sendable {
  /// Given the group's key values, in the order of the node's keys, and its number of rows.
  public var diagnostic: @Sendable (_ keys: [Value], _ rows: Int) -> Diagnostic

  public init(diagnostic: @escaping @Sendable (_ keys: [Value], _ rows: Int) -> Diagnostic) {
    self.diagnostic = diagnostic
  }
}

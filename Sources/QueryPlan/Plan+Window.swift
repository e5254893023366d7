public import ColumnStore
public import Diagnostics
public import PolicyModel

extension Plan {
  /// The input with further columns, each computed for a row from the rows around it: of the whole input, or of the
  /// rows with the same keys, in their order. No row is added, dropped or moved.
  public struct Window: Sendable {
    public var input: Plan
    /// Places in the input's fields; missing keys are one value.
    public var keys: [Int]
    public var calls: [WindowCall]
    /// The input's fields, then one for each call.
    public var fields: [Field]
    /// See `Plan.numbered()`.
    public var number = 0

    public init(input: Plan, keys: [Int], calls: [WindowCall]) {
      self.input = input
      self.keys = keys
      self.calls = calls
      fields = input.fields + calls.map(\.field)
    }
  }
}

/// One further column of a window node.
public struct WindowCall: Sendable {
  public enum Computation: Sendable {
    case function(WindowFunction)
    /// Competition rank (1, 2, 2, 4) in sorting order, the first argument deciding first: numbers upwards, levels from
    /// the head of the legend. A row in which the last argument is missing has no rank.
    case rank(isDescending: Bool)
  }

  public var computation: Computation
  /// Over the input's rows.
  public var arguments: [PlanExpression]
  public var field: Field
  /// The first argument as a person would type it, for notices about it.
  public var argumentText: Message?

  public init(_ computation: Computation, _ arguments: [PlanExpression], field: Field) {
    self.computation = computation
    self.arguments = arguments
    self.field = field
  }
}

/// What a window function is given.
public struct WindowInput: Sendable {
  /// The arguments' columns, all of one length.
  public var columns: [Column]
  public let groupCount: Int
  public let rowCount: Int
  private let given: [Int32]?

  public init(columns: [Column], groupOf: [Int32], groupCount: Int) {
    self.columns = columns
    self.groupCount = groupCount
    rowCount = groupOf.count
    given = groupOf
  }

  /// All rows as one group.
  public init(columns: [Column], rowCount: Int) {
    self.columns = columns
    self.rowCount = rowCount
    groupCount = 1
    given = nil
  }

  /// For each row its group, 0..<groupCount. Made at each call where all rows are one.
  public func groups() -> [Int32] { given ?? [Int32](repeating: 0, count: rowCount) }
}

/// A function of a row and the rows around it, as the engine runs it: columns and their grouping in, one cell a row out.
public struct WindowFunction: Sendable {
  /// Its English name, for `explain`.
  public var name: String
  /// Whether it adds up the present cells of its first argument: N2 then reports those that are missing, N5 those of
  /// source rows that are added twice.
  public var addsUp: Bool
  public var kernel: @Sendable (WindowInput) throws(KernelFailure) -> Column

  public init(
    name: String, addsUp: Bool = false, kernel: @escaping @Sendable (WindowInput) throws(KernelFailure) -> Column
  ) {
    self.name = name
    self.addsUp = addsUp
    self.kernel = kernel
  }
}

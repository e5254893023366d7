public import Diagnostics
public import PolicyModel

extension Plan {
  /// What a chart is drawn of: one mark for each row of the input, or for each group of its rows.
  public struct Chart: Sendable {
    /// One mark a group; nil: one a row.
    public var groups: Groups?
    /// The columns of a mark, over the grouped rows (keys, then calls) or over the rows themselves.
    public var fields: [Field]
    public var values: [PlanExpression]
    /// The order of the marks, over their columns; empty: that of the rows.
    public var order: [Sort.Key]
    public var drawing: Drawing
    /// Set where no figure may be below zero: what to say when some are.
    public var negative: (@Sendable (Int) -> Diagnostic)?

    public struct Groups: Sendable {
      /// Places in the input's fields.
      public var keys: [Int]
      public var calls: [AggregateCall]

      public init(keys: [Int], calls: [AggregateCall]) {
        self.keys = keys
        self.calls = calls
      }
    }

    public init(
      groups: Groups?, fields: [Field], values: [PlanExpression], order: [Sort.Key], drawing: Drawing
    ) {
      self.groups = groups
      self.fields = fields
      self.values = values
      self.order = order
      self.drawing = drawing
    }
  }
}

/// How marks become a picture: which of their columns is what.
public struct Drawing: Sendable, Hashable {
  public enum Kind: String, Sendable, Hashable, CaseIterable { case bar, line, stack }

  public var kind: Kind
  /// The figure.
  public var measure: Int
  /// What the marks stand along: the bars' names, the places on the x axis.
  public var along: [Int]
  /// What tells the marks of one place apart: lines, parts of a bar.
  public var series: [Int]
  /// The columns that order them, the first deciding first; the marks themselves are ordered by what they stand along.
  public var seriesOrder: [Int]
  /// Whether each mark is a row, not a group of rows.
  public var isEachRow: Bool

  public init(
    kind: Kind, measure: Int, along: [Int], series: [Int], seriesOrder: [Int] = [], isEachRow: Bool = false
  ) {
    self.kind = kind
    self.measure = measure
    self.along = along
    self.series = series
    self.seriesOrder = seriesOrder
    self.isEachRow = isEachRow
  }
}

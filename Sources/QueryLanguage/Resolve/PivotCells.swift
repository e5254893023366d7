internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// The grouped rows behind a cross table, one for each cell and each total: R, C, what the cell holds, and what goes
/// along with it.
struct PivotCells {
  let relation: Relation
  let aggregation: Aggregation
  /// How many of the keys are R; C is the one behind them.
  let rows: Int
  /// Whether there are totals among them, to be shown or for shares of them.
  let hasLevels: Bool
  private(set) var fields: [Field]
  private(set) var values: [PlanExpression]
  /// The place of what the cell holds.
  var measure = 0
  /// Whether a cell without rows holds 0.
  var startsAtZero = false
  /// The place of the level: 0 a cell, 1 a total over C, 2 one over R, 3 over both.
  private(set) var level: Int?
  /// The place of whether it belongs to the row of totals.
  private(set) var isTotalRow: Int?

  init(relation: Relation, aggregation: Aggregation, rows: Int, hasLevels: Bool) {
    self.relation = relation
    self.aggregation = aggregation
    self.rows = rows
    self.hasLevels = hasLevels
    fields = aggregation.keys.map { relation.fields[$0] }
    values = aggregation.keys.indices.map { .column($0) }
  }

  /// Adds a column and returns its place.
  mutating func add(_ field: Field, _ value: PlanExpression) -> Int {
    fields.append(field)
    values.append(value)
    return fields.count - 1
  }

  /// Adds the level of each row, once every call has its place.
  mutating func addLevels(_ resolver: inout Resolver) {
    guard hasLevels else { return }
    let number = PlanExpression.column(aggregation.place(of: aggregation.calls.count))
    level = add(Field(id: resolver.newID(), name: BilingualName("level"), type: .number), number)
    isTotalRow = add(
      Field(id: resolver.newID(), name: BilingualName("is_total"), type: .bool),
      .compare(.greaterOrEqual, number, .constant(.number(ExactDecimal(2)), .number)))
  }

  /// Which of these rows a column of the cross table is made of.
  func filter(_ column: PivotColumns.One) -> PlanExpression {
    guard let value = column.value else { return isLevel(1, 3) }
    let isThere = PlanExpression.oneOf(.column(rows), [value])
    return level == nil ? isThere : .and([isLevel(0, 2), isThere])
  }

  /// Which of them has the total of a row.
  var filterOfRowTotal: PlanExpression { isLevel(1, 3) }

  /// Which of them has the total of a column.
  func filterOfColumnTotal(_ column: PivotColumns.One) -> PlanExpression {
    guard let value = column.value else { return isLevel(3) }
    return .and([isLevel(2), .oneOf(.column(rows), [value])])
  }

  /// Those that do not belong to the row of totals; nil where there is none.
  var filterOfRows: PlanExpression? { isTotalRow.map { .not(.oneOf(.column($0), [.bool(true)])) } }

  private func isLevel(_ levels: Int...) -> PlanExpression {
    .oneOf(.column(level ?? 0), levels.map { .number(ExactDecimal($0)) })
  }

  func plan(_ resolver: inout Resolver) -> Plan {
    let keys = aggregation.keys
    var raw = keys.map { relation.fields[$0] } + aggregation.calls.map(\.field)
    if hasLevels { raw.append(Field(id: resolver.newID(), name: BilingualName("level"), type: .number)) }
    let aggregate = Plan.Aggregate(
      input: relation.plan, keys: keys, calls: aggregation.calls, fields: raw,
      totals: hasLevels ? [Array(0..<rows), [rows], []] : [])
    return .project(Plan.Project(input: .aggregate(aggregate), fields: fields, values: values))
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// The columns of a cross table, those that are seen and those that go along.
struct PivotRow {
  private(set) var fields: [Field] = []
  private var values: [PlanExpression] = []
  private var hiddenFields: [Field] = []
  private var hiddenValues: [PlanExpression] = []
  var madeGuards: [Field.ID] = []

  var allFields: [Field] { fields + hiddenFields }
  var allValues: [PlanExpression] { values + hiddenValues }

  mutating func add(_ field: Field, _ value: PlanExpression) {
    fields.append(field)
    values.append(value)
  }

  /// A column that goes along unseen, under an id of its own.
  mutating func hide(_ field: Field, _ value: PlanExpression, _ resolver: inout Resolver) -> Field.ID {
    var hidden = field
    hidden.id = resolver.newID()
    carry(hidden, value)
    return hidden.id
  }

  /// Says unseen which row is the total, so that it is not added up with the rows it is the total of.
  mutating func markTotal(of key: Field, _ resolver: inout Resolver) {
    let type = ColumnType.level(.totalRow)
    var field = Field(id: resolver.newID(), name: key.name, type: type)
    field.totals = [Scale.totalRow.levels[0]: [Scale.totalRow.levels[1]]]
    carry(
      field,
      .conditional(
        .oneOf(.column(0), [.bool(true)]), then: .constant(.level(0), type), else: .constant(.level(1), type)))
    madeGuards.append(field.id)
  }

  mutating func carry(_ field: Field, _ value: PlanExpression) {
    var hidden = field
    hidden.visibility = .carried
    hiddenFields.append(hidden)
    hiddenValues.append(value)
  }
}

/// The aggregate that gathers the cells of each row.
struct PivotSpread {
  let keys: [Int]
  let cells: PivotCells
  private var calls: [AggregateCall] = []

  init(keys: [Int], cells: PivotCells) {
    self.keys = keys
    self.cells = cells
  }

  /// Adds a call over one of the cells' columns and returns the place of its result.
  mutating func add(
    _ function: AggregateFunction, _ place: Int, _ filter: PlanExpression?, _ field: Field, within: [Int]? = nil
  ) -> Int {
    var call = AggregateCall(function, .column(place), filter: filter, field: field)
    call.within = within
    calls.append(call)
    return keys.count + calls.count - 1
  }

  func plan(_ input: Plan) -> Plan {
    .aggregate(
      Plan.Aggregate(
        input: input, keys: keys, calls: calls, fields: keys.map { cells.fields[$0] } + calls.map(\.field)))
  }
}

extension Scale {
  /// What the row of totals of a cross table is, and the others.
  static let totalRow = Scale(
    name: "total", levels: ["total", "row"], isRanked: false,
    labels: ["total": Message(ja: "計", en: "total"), "row": Message(ja: "各行", en: "row")], isLocalized: true)
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// The columns of a chart's marks: what names them, their figure, its unit, and what orders them.
struct ChartMarks {
  let relation: Relation
  /// Set where marks are groups of rows.
  let aggregation: Aggregation?
  private(set) var fields: [Field] = []
  private(set) var values: [PlanExpression] = []

  init(relation: Relation, aggregation: Aggregation?) {
    self.relation = relation
    self.aggregation = aggregation
  }

  mutating func add(_ field: Field, _ value: PlanExpression) -> Int {
    fields.append(field)
    values.append(value)
    return fields.count - 1
  }

  /// A column of the rows; of groups a key.
  mutating func add(_ place: Int) -> Int {
    let at = aggregation.map { $0.keys.firstIndex(of: place) ?? 0 } ?? place
    return add(relation.fields[place].asShown, .column(at))
  }

  /// What the marks have in a guard column.
  mutating func add(_ carried: Guards.Carried) -> Int {
    let field = relation.fields[carried.place]
    guard let aggregation else { return add(carried.place) }
    return add(
      field.asShown, .column(aggregation.add(.firstPresent, .column(carried.place), field, filter: carried.measured)))
  }

  /// The unit of each figure, where it is not that of the column.
  mutating func addUnit(_ typed: Typed, _ resolver: inout Resolver) -> Field.ID? {
    guard let place = typed.unitFrom.flatMap({ relation.place(of: $0) }) else { return nil }
    var field = relation.fields[place]
    var value = PlanExpression.column(place)
    if let aggregation {
      value = .column(
        aggregation.keys.firstIndex(of: place) ?? aggregation.add(.firstPresent, .column(place), field))
    }
    if typed.isRowUnitDifference {
      value = .call(.differenceUnit(field.type), [value])
      field = Field(id: 0, name: BilingualName(ja: "差の単位", en: "diff_unit"), type: .text)
    }
    field.id = resolver.newID()
    field.visibility = .carried
    _ = add(field, value)
    return field.id
  }

  /// The places that order the marks by a key: the column it follows, then itself.
  mutating func order(_ key: Int) -> [Int] {
    guard let at = fields.firstIndex(where: { $0.id == relation.fields[key].id }) else { return [] }
    guard let leader = relation.fields[key].follows.flatMap({ relation.place(of: $0) }), let aggregation else {
      return [at]
    }
    var field = relation.fields[leader]
    if let known = fields.firstIndex(where: { $0.id == field.id }) { return [known, at] }
    field.visibility = .carried
    let first = field.type.scale == nil ? AggregateFunction.smallest : .firstLevel
    return [add(field, .column(aggregation.add(first, .column(leader), field))), at]
  }
}

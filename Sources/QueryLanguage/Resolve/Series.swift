internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// A measure along a column, which `growth M over D by K` and `trend M over D by K` begin with: one row for each K and D.
struct Series {
  private let relation: Relation
  private let call: VerbCall
  private let columns: ComparisonColumns
  private let measure: Expression
  /// Place of D in the relation.
  let over: Int

  init(_ call: VerbCall, _ relation: Relation, _ resolver: inout Resolver) throws(Diagnostic) {
    guard let name = call.columns("over")?.first, let measure = call.expression("measure") else {
      throw .constantNeeded(call.span)
    }
    let over = try resolver.column(name, relation)
    if relation.fields[over].type.isList { throw .listAsKey(relation.fields[over], name.span, call) }
    self.over = over
    self.call = call
    self.relation = relation
    self.measure = measure
    columns = ComparisonColumns(
      relation: relation, call: call,
      keys: try ComparisonColumns.keys(call, relation, over: over, resolver).filter { $0 != over })
  }

  /// Those rows, ordered by K and then D, and where their columns stand.
  struct Rows {
    var relation: Relation
    var keys: Range<Int>
    var over: Int
    /// M, unseen.
    var value: Typed
    /// Guard columns that rows or the two sides of a row differ in, behind D.
    var carried: [(place: Int, differsWithinKey: Bool)]
    var direction: Direction
    var unit: (place: Int, type: ColumnType)?

    /// Whether a row has its place in the series and a value there.
    var isPresent: PlanExpression {
      .not(.or([.isMissing(.column(over)), .isMissing(value.value)]))
    }
  }

  /// - Parameter watch: what to count among the rows of each K and D, given the places of D and M.
  func rows(
    _ resolver: inout Resolver,
    watch: (_ over: PlanExpression, _ value: PlanExpression) -> Plan.Watch? = { _, _ in nil }
  ) throws(Diagnostic) -> Rows {
    let keys = columns.keys + [over]
    let aggregation = Aggregation(keys: keys)
    var row = AggregatedRow(relation: relation, aggregation: aggregation)
    for key in keys { row.addKey(key) }
    let value = try value(aggregation, keys, &resolver)
    try columns.check(value)
    if let watch = watch(.column(keys.count - 1), value.value) { row.watches.append(watch) }
    try checkUnits(value, aggregation, &resolver)
    let carried = try carry(aggregation, keys, &row, &resolver)
    var field = Field.holding(value, id: resolver.newID(), name: BilingualName(ja: "値", en: "value"))
    field.visibility = .carried
    row.add(field, value.value)
    let unit = value.unitFrom.flatMap { relation.place(of: $0) }
    let direction = columns.direction(value) { $0 }
    row.carryReferences()
    let made = try row.finish(call: call, completes: false, listEnd: nil, &resolver)
    return rows(made, field, value, carried, direction, unit)
  }

  /// The same with everything found again in the finished rows.
  private func rows(
    _ made: Relation, _ field: Field, _ value: Typed, _ carried: [Guards.Carried], _ direction: Direction, _ unit: Int?
  ) -> Rows {
    func found(_ place: Int) -> Int? { made.place(of: relation.fields[place].id) }
    var value = value
    value.value = .column(made.place(of: field.id) ?? 0)
    value.guards = value.guards.filter { made.place(of: $0).map { made.fields[$0].isShown } ?? false }
    var own = direction
    if let column = direction.column { own.column = found(column.place).map { ($0, column.scale) } }
    return Rows(
      relation: made, keys: 0..<columns.keys.count, over: columns.keys.count, value: value,
      carried: carried.compactMap { one in found(one.place).map { ($0, one.differsWithinRow) } }, direction: own,
      unit: unit.flatMap { place in found(place).map { ($0, relation.fields[place].type) } })
  }

  /// M for each K and D: aggregated, or the one row's (else E12).
  private func value(
    _ aggregation: Aggregation, _ keys: [Int], _ resolver: inout Resolver
  ) throws(Diagnostic) -> Typed {
    let name = BilingualName(ja: "値", en: "value")
    if measure.hasAggregate {
      var typed = try resolver.value(measure, RowScope(relation, aggregation: aggregation, verb: call.verb))
      aggregation.nameCalls(from: 0, name)
      typed.field = nil
      return typed
    }
    var typed = try resolver.value(measure, RowScope(relation, verb: call.verb))
    let argument = typed.value
    let place = aggregation.add(
      .only, argument, Field.holding(typed, id: resolver.newID(), name: name),
      uniqueness: columns.uniqueness(measure, typed, keys: keys, probe: resolver.probe))
    aggregation.measures.append(
      Aggregation.Measure(
        guards: typed.guards, unitFrom: typed.unitFrom, columns: argument.columns, argument: argument,
        span: measure.span, isPlain: true))
    typed.value = .column(place)
    return typed
  }

  /// E08 where the figures of one K have different units, so that they cannot be set beside one another.
  private func checkUnits(
    _ value: Typed, _ aggregation: Aggregation, _ resolver: inout Resolver
  ) throws(Diagnostic) {
    guard let unit = value.unitFrom else { return }
    let guards = Guards(
      relation: relation, keys: columns.keys, call: call, keysEnd: call.columns("keys")?.last?.span.end)
    let measures = aggregation.calls.compactMap(\.argument).map { argument in
      Aggregation.Measure(
        guards: [], unitFrom: unit, columns: [], argument: argument, span: measure.span, isAdded: false)
    }
    _ = try guards.check(measures, &resolver)
  }

  /// What is added up within each K and D must be of one kind there (E09); where it is not of one kind all over, the
  /// result says so (N10).
  private func carry(
    _ aggregation: Aggregation, _ keys: [Int], _ row: inout AggregatedRow, _ resolver: inout Resolver
  ) throws(Diagnostic) -> [Guards.Carried] {
    var guards = Guards(relation: relation, keys: keys, call: call, keysEnd: call.columns("keys")?.last?.span.end)
    guards.isSeries = true
    let carried = try guards.check(aggregation.measures, &resolver)
    for one in carried {
      row.carry(one)
      resolver.note(guards.notice(one))
    }
    return carried
  }
}

extension Series.Rows {
  /// The places of columns that columns of a result refer to without being among them: units, directions, orders.
  func references(of made: [Change.Made]) -> [Int] {
    var places: [Int] = []
    for id in made.flatMap({ [$0.field.unitFrom, $0.field.betterFrom, $0.field.follows] }).compactMap({ $0 }) {
      guard !made.contains(where: { $0.field.id == id }), let place = relation.place(of: id), !places.contains(place)
      else { continue }
      places.append(place)
    }
    return places
  }

  /// A result with the columns made.
  ///
  /// - Parameter source: what the verb was applied to.
  func result(
    _ made: [Change.Made], over plan: Plan, watches: [Plan.Watch], _ call: VerbCall, _ source: Relation
  ) throws(Diagnostic) -> Relation {
    var fields = made.map(\.field)
    try call.checkNames(fields)
    // Guards that are no longer columns of the result are settled.
    let shown = Set(fields.filter(\.isShown).map(\.id))
    for place in fields.indices { fields[place].guards.removeAll { !shown.contains($0) } }
    var next = relation.with(
      .project(Plan.Project(input: plan, fields: fields, values: made.map(\.value), watches: watches)))
    next.dropped = source.dropped
    next.drop(from: source, verb: call.name.text, listEnd: nil)
    return next
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// `compare A with B by K`: two values of the same rows; B is the base.
struct WithComparison {
  private let relation: Relation
  private let call: VerbCall
  private let columns: ComparisonColumns
  private let value: Expression
  private let base: Expression

  init(_ call: VerbCall, _ relation: Relation, _ resolver: inout Resolver) throws(Diagnostic) {
    guard let value = call.expression("measure"), let base = call.expression("with") else {
      throw .constantNeeded(call.span)
    }
    self.value = value
    self.base = base
    self.call = call
    self.relation = relation
    columns = ComparisonColumns(
      relation: relation, call: call, keys: try ComparisonColumns.keys(call, relation, over: nil, resolver))
  }

  func build(_ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let aggregation = Aggregation(keys: columns.keys)
    var row = AggregatedRow(relation: relation, aggregation: aggregation)
    for key in columns.keys { row.addKey(key) }
    let grouped = value.hasAggregate || base.hasAggregate
    let left = try side(base, BilingualName(ja: "基準", en: "base"), grouped, aggregation, &resolver)
    let right = try side(value, BilingualName(ja: "値", en: "value"), grouped, aggregation, &resolver)
    try columns.check(left)
    try columns.check(right)
    try checkSides(left, right, &resolver)
    let guards = Guards(
      relation: relation, keys: columns.keys, call: call, keysEnd: call.columns("keys")?.last?.span.end)
    for carried in try guards.check(aggregation.measures, &resolver) {
      row.carry(carried)
      resolver.note(guards.notice(carried))
    }
    let sides = ComparisonColumns.Sides(
      base: left, value: right, direction: columns.direction(right, aggregation),
      baseRemark: remark(base), valueRemark: remark(value))
    try columns.add(sides, achieve: true, to: &row, &resolver)
    row.carryReferences()
    return try row.finish(call: call, completes: false, listEnd: nil, &resolver)
  }

  private func side(
    _ expression: Expression, _ name: BilingualName, _ grouped: Bool, _ aggregation: Aggregation,
    _ resolver: inout Resolver
  ) throws(Diagnostic) -> Typed {
    if grouped {
      let first = aggregation.calls.count
      var typed = try resolver.value(expression, RowScope(relation, aggregation: aggregation, verb: "compare"))
      aggregation.nameCalls(from: first, name)
      typed.field = nil
      return typed
    }
    var typed = try resolver.value(expression, RowScope(relation, verb: "compare"))
    let field = Field.holding(typed, id: resolver.newID(), name: name)
    let place = aggregation.add(
      .only, typed.value, field,
      uniqueness: columns.uniqueness(expression, typed, keys: columns.keys, probe: resolver.probe))
    typed.value = .column(place)
    return typed
  }

  /// Both sides must be of one kind and unit.
  private func checkSides(_ base: Typed, _ value: Typed, _ resolver: inout Resolver) throws(Diagnostic) {
    switch (base.type, value.type) {
    case (.number, .number): _ = try resolver.sameUnit(base, as: value, subject: value)
    case (.level(let a), .level(let b)):
      if a != b { throw .twoScales(a, b, call.span, base, value) }
    case (.year, .year): return
    default: throw .twoKinds(value, base, base.span)
    }
  }

  /// What a side's heading says besides base or value: the expression, in each language.
  private func remark(_ expression: Expression) -> Message {
    let name = ResultName.item(expression, RowScope(relation))
    return Message(ja: name.ja, en: name.en)
  }
}

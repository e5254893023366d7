internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// `compare M over D: v1 -> v2 by K`: M at two values of a column, in one pass over the rows of both.
struct OverComparison {
  private let relation: Relation
  private let call: VerbCall
  private let columns: ComparisonColumns
  private let over: Int
  private let ends: [(value: Value, text: Message)]
  private let measure: Expression

  init(_ call: VerbCall, _ relation: Relation, _ resolver: inout Resolver) throws(Diagnostic) {
    guard let name = call.columns("over")?.first, let measure = call.expression("measure"),
      let first = call.expression("base"), let second = call.expression("value")
    else { throw .constantNeeded(call.span) }
    over = try resolver.column(name, relation)
    let field = relation.fields[over]
    if field.type.isList { throw .listAsKey(field, name.span, call) }
    var ends: [(value: Value, text: Message)] = []
    for expression in [first, second] {
      let value = try resolver.end(expression, of: field, relation)
      ends.append((value, Message(ja: value.text(as: field, .ja), en: value.text(as: field, .en))))
    }
    self.ends = ends
    self.call = call
    self.relation = relation
    self.measure = measure
    columns = ComparisonColumns(
      relation: relation, call: call,
      keys: try ComparisonColumns.keys(call, relation, over: over, resolver).filter { [over] in $0 != over })
  }

  func build(_ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let aggregation = Aggregation(keys: columns.keys)
    var row = AggregatedRow(relation: relation, aggregation: aggregation)
    for key in columns.keys { row.addKey(key) }
    let base = try side(0, aggregation, &resolver)
    let value = try side(1, aggregation, &resolver)
    try columns.check(value)
    try carryGuards(aggregation, &row, &resolver)
    let sides = ComparisonColumns.Sides(
      base: base, value: value, direction: columns.direction(value, aggregation), baseRemark: ends[0].text,
      valueRemark: ends[1].text)
    try columns.add(sides, achieve: false, to: &row, &resolver)
    row.carryReferences()
    let both = Plan.filter(
      Plan.Filter(
        input: relation.plan,
        condition: .oneOf(.column(over), ends[0].value == ends[1].value ? [ends[0].value] : ends.map(\.value))))
    return try row.finish(call: call, completes: false, input: both, listEnd: nil, &resolver)
  }

  /// M at one of the two values; missing (対応なし) where no row has it.
  private func side(_ index: Int, _ aggregation: Aggregation, _ resolver: inout Resolver) throws(Diagnostic) -> Typed {
    let isThere = PlanExpression.oneOf(.column(over), [ends[index].value])
    let name = index == 0 ? BilingualName(ja: "基準", en: "base") : BilingualName(ja: "値", en: "value")
    if measure.hasAggregate {
      aggregation.filter = isThere
      defer { aggregation.filter = nil }
      let first = aggregation.calls.count
      var typed = try resolver.value(measure, RowScope(relation, aggregation: aggregation, verb: "compare"))
      aggregation.nameCalls(from: first, name)
      let count = Field(id: resolver.newID(), name: name, type: .number)
      let rows = aggregation.add(.countRows, nil, count, filter: isThere, isSupporting: true)
      typed.value = .conditional(
        .compare(.equal, .column(rows), .constant(.number(.zero), .number)),
        then: .constant(.missing(.unmatched), typed.type), else: typed.value)
      typed.field = nil
      return typed
    }
    var typed = try resolver.value(measure, RowScope(relation, verb: "compare"))
    let field = Field.holding(typed, id: resolver.newID(), name: name)
    let argument = typed.value
    let place = aggregation.add(
      .only, argument, field, filter: isThere,
      uniqueness: columns.uniqueness(
        measure, typed, keys: columns.keys, where: ends[index].text, over: over,
        rows: .oneOf(.column(over), ends.map(\.value)), probe: resolver.probe))
    aggregation.measures.append(
      Aggregation.Measure(
        guards: typed.guards, unitFrom: typed.unitFrom, columns: argument.columns, argument: argument,
        span: measure.span, isPlain: true))
    typed.value = .column(place)
    typed.field = nil
    return typed
  }

  private func carryGuards(
    _ aggregation: Aggregation, _ row: inout AggregatedRow, _ resolver: inout Resolver
  ) throws(Diagnostic) {
    let guards = Guards(
      relation: relation, keys: columns.keys,
      sides: Guards.Sides(place: over, first: ends[0].value, second: ends[1].value), call: call,
      keysEnd: call.columns("keys")?.last?.span.end)
    for carried in try guards.check(aggregation.measures, &resolver) {
      resolver.note(guards.notice(carried))
      if !carried.differsWithinRow {
        row.carry(carried)
        continue
      }
      let field = relation.fields[carried.place]
      let places = ends.map { end in
        aggregation.add(
          .firstPresent, .column(carried.place), field,
          filter: .and([.oneOf(.column(over), [end.value]), carried.measured]), isSupporting: true)
      }
      var made = Field(id: resolver.newID(), name: field.name, type: .text)
      made.visibility = .shown
      row.add(made, .call(.sideBySide(field), places.map { .column($0) }))
    }
  }
}

extension Resolver {
  /// One end of `v1 -> v2`, as a value of the column compared over.
  mutating func end(_ expression: Expression, of field: Field, _ relation: Relation) throws(Diagnostic) -> Value {
    let scope = RowScope(relation, verb: "compare")
    var owner = Typed(.column(0), field.type, span: expression.span)
    owner.field = field
    owner.unit = field.unit
    switch field.type {
    case .level(let scale):
      if case .missing = expression.kind { return .missing(.blank) }
      guard let place = try level(expression, scale, owner, scope) else { throw .constantNeeded(expression.span) }
      return .level(place)
    case .text:
      if case .name(let name) = expression.kind, column(name, relation) == nil { throw .needsQuotes(name, owner) }
    default: break
    }
    let typed = try value(expression, scope)
    guard let constant = typed.constant else { throw .constantNeeded(expression.span) }
    switch (field.type, constant) {
    case (_, .missing), (.year, .year), (.text, .text), (.bool, .bool): return constant
    case (.year, .number(let number)):
      guard let year = yearConstant(number, expression.span)?.constant else { throw .notAYear(number, expression.span) }
      return year
    case (.number, .number):
      _ = try sameUnit(typed, as: owner, subject: owner)
      return constant
    default: throw .twoKinds(owner, typed, expression.span)
    }
  }
}

extension Function {
  /// What cells set side by side have in a guard column: `決算→予算`, or the one word when they agree.
  static func sideBySide(_ field: Field) -> Function {
    let isLevel = field.type.scale != nil
    return Function(name: "side_by_side", result: .text) { columns, rowCount throws(KernelFailure) in
      var builder = ColumnBuilder(.text)
      for row in 0..<rowCount {
        var words: [String] = []
        for column in columns {
          let value = column.value(row, isLevel: isLevel)
          if value.isMissing { continue }
          let word = value.text(as: field, .en)
          if !words.contains(word) { words.append(word) }
        }
        if words.isEmpty {
          builder.append(missing: .blank)
        } else {
          builder.append(.text(words.joined(separator: "→")))
        }
      }
      return try Kernels.finish(builder)
    }
  }
}

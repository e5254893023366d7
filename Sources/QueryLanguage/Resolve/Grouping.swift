internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// Builds `group K: items`: the aggregate, the columns carried beside it, and the order by the keys.
struct Grouping {
  var relation: Relation
  var keys: [Int]
  var call: VerbCall
  var keysEnd: Int?
  var completes: Bool

  func build(_ items: [Item], _ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let aggregation = Aggregation(keys: keys)
    let scope = RowScope(relation, aggregation: aggregation, verb: "group", keysEnd: keysEnd)
    var row = AggregatedRow(relation: relation, aggregation: aggregation)
    for key in keys { row.addKey(key) }
    var made: [(typed: Typed, name: BilingualName, span: Span, isNamed: Bool)] = []
    for item in items {
      let first = aggregation.calls.count
      let typed = try resolver.value(item.value, scope)
      let name = item.name.map { BilingualName($0.text) } ?? ResultName.item(item.value, scope)
      made.append((typed, name, item.name?.span ?? item.value.span, item.name != nil))
      // The column's own name is what a notice about its aggregates should say.
      if let name = item.name {
        aggregation.nameCalls(from: first, BilingualName(name.text))
      }
    }
    let guards = Guards(relation: relation, keys: keys, call: call, keysEnd: keysEnd)
    for carried in try guards.check(aggregation.measures, &resolver) {
      row.carry(carried)
      resolver.note(guards.notice(carried))
    }
    for item in made { try row.add(item.typed, name: item.name, at: item.span, isNamed: item.isNamed, &resolver) }
    row.carryReferences()
    return try row.finish(call: call, completes: completes, listEnd: nil, &resolver)
  }
}

extension Aggregation {
  /// Adds a call of our own and returns its place in the aggregated row.
  func add(
    _ function: AggregateFunction, _ argument: PlanExpression?, _ field: Field, filter: PlanExpression? = nil,
    uniqueness: Uniqueness? = nil, isSupporting: Bool = false
  ) -> Int {
    calls.append(AggregateCall(function, argument, filter: filter, field: field, uniqueness: uniqueness))
    calls[calls.count - 1].isSupporting = isSupporting
    return place(of: calls.count - 1)
  }
}

extension Aggregation {
  /// The rows that have a figure which refers to a column, such as that of its unit; nil for all rows.
  fileprivate func measured(_ reference: KeyPath<Field, Field.ID?>, _ id: Field.ID) -> PlanExpression? {
    let arguments = calls.filter { $0.field[keyPath: reference] == id }.compactMap(\.argument)
    return arguments.isEmpty ? nil : .or(arguments.map { .not(.isMissing($0)) })
  }
}

/// The columns of a result that is aggregated by keys: the keys, then what is computed, then what goes along unseen.
struct AggregatedRow {
  let relation: Relation
  let aggregation: Aggregation
  private(set) var fields: [Field] = []
  private(set) var values: [PlanExpression] = []
  var watches: [Plan.Watch] = []

  init(relation: Relation, aggregation: Aggregation) {
    self.relation = relation
    self.aggregation = aggregation
  }

  mutating func addKey(_ place: Int) {
    values.append(.column(fields.count))
    fields.append(relation.fields[place].asShown)
  }

  /// A column of the input, at a place of the aggregated row.
  mutating func carry(_ field: Field, _ place: Int) {
    fields.append(field)
    values.append(.column(place))
  }

  /// A guard column, with the value that the measured rows of each group have.
  mutating func carry(_ carried: Guards.Carried) {
    let field = relation.fields[carried.place]
    carry(
      field.asShown,
      aggregation.add(.firstPresent, .column(carried.place), field, filter: carried.measured, isSupporting: true))
  }

  mutating func add(_ field: Field, _ value: PlanExpression) {
    fields.append(field)
    values.append(value)
  }

  mutating func add(_ typed: Typed, name: BilingualName, at span: Span, isNamed: Bool, _ resolver: inout Resolver)
    throws(Diagnostic)
  {
    if fields.contains(where: { $0.clashes(with: name) }) { throw .twoColumns(name, span, isName: isNamed) }
    var field = Field.holding(typed, id: resolver.newID(), name: name)
    field.follows = nil
    // Guards that are no longer columns of the result are settled.
    let kept = fields.map(\.id)
    field.guards = field.guards.filter { kept.contains($0) }
    fields.append(field)
    values.append(typed.value)
  }

  /// Units, directions and orders that columns of the result refer to and that are no columns of it.
  mutating func carryReferences() {
    for index in fields.indices {
      if let id = fields[index].unitFrom { carryHidden(id, .firstPresent, where: aggregation.measured(\.unitFrom, id)) }
      if let id = fields[index].betterFrom {
        carryHidden(id, .firstPresent, where: aggregation.measured(\.betterFrom, id))
      }
      if let id = fields[index].follows {
        carryHidden(id, leaderFunction(id), sharedByKey: index < aggregation.keys.count ? index : nil)
      }
    }
  }

  /// What stands for a group's leader: the smallest, of levels the first in the legend.
  private func leaderFunction(_ id: Field.ID) -> AggregateFunction {
    relation.place(of: id).map { relation.fields[$0].type.scale != nil } == true ? .firstLevel : .smallest
  }

  private mutating func carryHidden(
    _ id: Field.ID, _ function: AggregateFunction, where filter: PlanExpression? = nil, sharedByKey: Int? = nil
  ) {
    guard !fields.contains(where: { $0.id == id }), let place = relation.place(of: id) else { return }
    var field = relation.fields[place]
    field.visibility = .carried
    carry(field, aggregation.add(function, .column(place), field, filter: filter, isSupporting: true))
    aggregation.calls[aggregation.calls.count - 1].sharedByKey = sharedByKey
  }

  /// The aggregate, the projection and the sort.
  func finish(
    call: VerbCall, completes: Bool, input: Plan? = nil, listEnd: Int?, _ resolver: inout Resolver
  ) throws(Diagnostic) -> Relation {
    try call.checkNames(fields)
    let keys = aggregation.keys
    let raw = keys.map { relation.fields[$0] } + aggregation.calls.map(\.field)
    let aggregate = Plan.Aggregate(
      input: input ?? relation.plan, keys: keys, calls: aggregation.calls, fields: raw, completes: completes)
    let project = Plan.Project(input: .aggregate(aggregate), fields: fields, values: values, watches: watches)
    var next = relation.with(.project(project))
    next.primaryKey = keys.map { relation.fields[$0].id }
    if !relation.isCataloged, !aggregation.measures.isEmpty { next.hasGuardsOff = true }
    next.pinned = relation.pinned
    next.drop(from: relation, verb: call.name.text, listEnd: listEnd)
    if keys.isEmpty { return next }
    var order: [Plan.Sort.Key] = []
    for place in keys.indices {
      if let follows = fields[place].follows, let leader = fields.firstIndex(where: { $0.id == follows }) {
        order.append(Plan.Sort.Key(.column(leader)))
      }
      order.append(Plan.Sort.Key(.column(place)))
    }
    return next.with(.sort(Plan.Sort(input: next.plan, keys: order)))
  }
}

extension VerbCall {
  /// E35 where two columns of the result would have one name: a key called like a column that the verb makes.
  func checkNames(_ fields: [Field]) throws(Diagnostic) {
    let shown = fields.indices.filter { fields[$0].isShown }
    for later in shown {
      for earlier in shown where earlier < later && fields[earlier].clashes(with: fields[later].name) {
        let names = columns("keys") ?? []
        throw .nameTaken(
          fields[earlier].name, fields[later].name, key: earlier < names.count ? names[earlier].span : nil, self)
      }
    }
  }
}

extension Diagnostic {
  /// E35 for a key whose name the result needs for itself; renaming it before helps.
  ///
  /// - Parameter span: where the key is named, if it is.
  fileprivate static func nameTaken(
    _ key: BilingualName, _ made: BilingualName, key span: Span?, _ call: VerbCall
  ) -> Diagnostic {
    let old = key.typed
    let new = BilingualName(ja: key.ja + "2", en: key.en + "2").typed
    let rename = Message(ja: "改名 \(new.ja) = \(old.ja) | ", en: "rename \(new.en) = \(old.en) | ")
    return Diagnostic(
      "E35", Message(ja: "「\(made.ja)」という列が2つになります", en: "There would be two columns named \(made.en)"),
      at: span ?? call.name.span,
      fixes: [
        FixIt(
          Message(ja: rename.ja + "…", en: rename.en + "…"),
          edits: [FixIt.Edit(Span(call.span.start, call.span.start), rename)]
            + (span.map { [FixIt.Edit($0, new)] } ?? []))
      ])
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// Collects the columns of a projection: those chosen, and those that go along unseen.
struct ProjectionBuilder {
  private let relation: Relation
  private(set) var fields: [Field] = []
  private var values: [PlanExpression] = []

  init(_ relation: Relation) { self.relation = relation }

  func node(_ input: Plan) -> Plan.Project { Plan.Project(input: input, fields: fields, values: values) }

  /// Keeps a column of the input as it is.
  mutating func keep(_ place: Int) {
    fields.append(relation.fields[place])
    values.append(.column(place))
  }

  /// Adds a value under a name; a second column of that name is E35.
  mutating func add(_ typed: Typed, name: BilingualName, at span: Span, isNamed: Bool, _ resolver: inout Resolver)
    throws(Diagnostic)
  {
    if fields.contains(where: { $0.clashes(with: name) }) { throw .twoColumns(name, span, isName: isNamed) }
    if case .column(let place) = typed.value, typed.field != nil,
      !fields.contains(where: { $0.id == relation.fields[place].id })
    {
      var field = relation.fields[place].asShown
      field.name = name
      fields.append(field)
    } else {
      var made = Field.holding(typed, id: resolver.newID(), name: name)
      if let unit = relation.differenceUnit(of: typed, &resolver) {
        made.unitFrom = unit.field.id
        fields.append(unit.field)
        values.append(unit.value)
      }
      fields.append(made)
    }
    values.append(typed.value)
  }

  /// Adds provenance, and the columns that chosen ones refer to: units, directions, orders.
  mutating func carryHidden() {
    var wanted: Set<Field.ID> = []
    for field in fields {
      wanted.formUnion([field.unitFrom, field.betterFrom, field.follows].compactMap { $0 })
      // A measure that is kept as it is keeps its guards, seen or not; a computed one those that are still columns.
      if relation.place(of: field.id) != nil { wanted.formUnion(field.guards) }
    }
    for place in relation.fields.indices {
      var field = relation.fields[place]
      if fields.contains(where: { $0.id == field.id }) { continue }
      if field.visibility == .provenance {
        keep(place)
      } else if wanted.contains(field.id) {
        field.visibility = .carried
        fields.append(field)
        values.append(.column(place))
      }
    }
  }
}

extension Relation {
  /// The unit of each row for a difference of figures with a unit per row, as a column nobody sees.
  func differenceUnit(of typed: Typed, _ resolver: inout Resolver) -> (field: Field, value: PlanExpression)? {
    guard typed.isRowUnitDifference, let place = typed.unitFrom.flatMap({ self.place(of: $0) }) else { return nil }
    let field = Field(
      id: resolver.newID(), name: BilingualName(ja: "差の単位", en: "diff_unit"), type: .text, visibility: .carried)
    return (field, .call(.differenceUnit(fields[place].type), [.column(place)]))
  }
}

extension Field {
  /// The same column as one that a result shows.
  var asShown: Field {
    var field = self
    field.visibility = .shown
    return field
  }
}

extension Field {
  /// The same column as one that goes along unseen.
  var asCarried: Field {
    var field = self
    field.visibility = .carried
    return field
  }
}

extension Relation {
  /// Remembers which columns of an earlier relation can no longer be named, and by which verb.
  ///
  /// - Parameters:
  ///   - start: where that verb begins in the statement.
  ///   - listEnd: where its list of columns ends, if naming a column there would bring it back.
  mutating func drop(from earlier: Relation, verb: String, start: Int? = nil, listEnd: Int?) {
    isWhole = false
    for place in earlier.nameable {
      let field = earlier.fields[place]
      for name in [field.name.ja, field.name.en] where places(named: name).isEmpty {
        dropped[name] = Dropped(verb: verb, start: start, listEnd: listEnd)
      }
    }
    for place in nameable {
      dropped[fields[place].name.ja] = nil
      dropped[fields[place].name.en] = nil
    }
    primaryKey = primaryKey.filter { id in self.place(of: id) != nil }
  }
}

extension Resolver {
  /// `take` and `last`.
  mutating func limit(_ call: VerbCall, _ relation: Relation, fromEnd: Bool) throws(Diagnostic) -> Relation {
    guard var expression = call.expression("count") else { return relation }
    // 5件 as the argument of a macro.
    if case .number(var literal) = expression.kind, let unit = literal.unit, Keyword.rows.spellings.ja.contains(unit) {
      literal.unit = nil
      expression.kind = .number(literal)
    }
    let typed = try value(expression, RowScope(relation, verb: call.verb))
    guard let count = typed.bareNumber?.wholeNumber, count >= 0 else { throw .constantNeeded(expression.span) }
    let keys = try keys(call.columns("keys") ?? [], relation, call)
    return relation.with(
      .limit(Plan.Limit(input: relation.plan, count: count, fromEnd: fromEnd, keys: keys)))
  }
}

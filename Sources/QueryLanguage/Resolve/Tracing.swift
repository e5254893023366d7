internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// Builds `trace`: the source rows behind a result as a relation like any other.
struct Tracing {
  private let relation: Relation
  private let tables: [Plan.Scan]
  private let traced: TracedColumns

  init(_ relation: Relation) {
    self.relation = relation
    tables = relation.plan.sourcesBehind
    traced = TracedColumns(tables)
  }

  func build(verb: String, _ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    var keys: [Int] = []
    var keyFields: [Field] = []
    for place in relation.plan.leadingColumns {
      let field = relation.fields[place]
      if !field.isShown || keyFields.contains(where: { $0.clashes(with: field.name) }) { continue }
      keys.append(place)
      keyFields.append(field)
    }
    var made = sourceFields(&resolver)
    let renumbered = renumbered(made)
    let replaced = Self.replaced(made, by: keyFields, renumbered)
    for index in made.indices {
      made[index].refer(to: replaced)
      // A key stands in place of the table's column of that name.
      if keyFields.contains(where: { $0.clashes(with: made[index].name) }) { made[index].visibility = .carried }
    }
    addReferences(of: &keyFields, to: &keys, renumbered)

    var fields = keyFields
    let table = tables.count > 1 ? tableField(keyFields + made, &resolver) : nil
    if let table { fields.append(table) }
    fields += made
    let node = Plan.Trace(
      input: relation.plan, keys: keys, sources: tables.map(\.source), namesSource: table != nil,
      columns: traced.columns.map { Plan.Trace.Column($0.cells) }, fields: fields)

    var next = relation.with(.trace(node))
    next.isCataloged = tables.allSatisfy { $0.source.entry.isCataloged }
    next.hasGuardsOff = false
    next.pinned = []
    next.sides = sides(made, replaced)
    next.twins = []
    next.primaryKey = primaryKey(made, keyFields).map { replaced[$0] ?? $0 }.withoutRepetition
    next = try withComputed(next, keyCount: keyFields.count, &resolver)
    next.drop(from: relation, verb: verb, listEnd: nil)
    return next
  }

  // MARK: Columns

  /// A field for each traced column, with references among themselves.
  private func sourceFields(_ resolver: inout Resolver) -> [Field] {
    let ids = traced.columns.map { _ in resolver.newID() }
    return traced.columns.indices.map { index in
      let column = traced.columns[index]
      func id(_ name: String?) -> Field.ID? {
        name.flatMap { traced.index(of: $0, in: column.table) }.map { ids[$0] }
      }
      var field = Field(id: ids[index], name: column.entry.name, type: column.entry.type, unit: column.entry.unit)
      field.unitFrom = id(column.entry.unitFrom)
      field.better = column.entry.better
      field.betterFrom = id(column.entry.betterFrom)
      field.guards = column.entry.guards.compactMap { id($0) }
      field.totals = column.entry.totals
      field.follows = id(column.entry.of)
      field.role = column.entry.role
      field.isPlainInteger = column.entry.isPlainInteger
      return field
    }
  }

  /// Which traced column a column of the tables has become, by the number it had when it was scanned.
  private func renumbered(_ made: [Field]) -> [Field.ID: Field.ID] {
    var found: [Field.ID: Field.ID] = [:]
    for (table, scan) in tables.enumerated() {
      for (field, place) in zip(scan.fields, scan.columns) {
        guard let index = traced.columns.firstIndex(where: { $0.cells[table] == .column(place) }) else { continue }
        found[field.id] = made[index].id
      }
    }
    return found
  }

  /// What the tables' columns are reached by, 経費.金額, where there are several tables.
  private func sides(_ made: [Field], _ replaced: [Field.ID: Field.ID]) -> [Relation.Side] {
    if tables.count < 2 { return [] }
    return tables.enumerated().map { table, scan in
      let columns = traced.columns.indices.compactMap { index -> Relation.Side.Column? in
        guard case .column(let place) = traced.columns[index].cells[table] else { return nil }
        let id = made[index].id
        return Relation.Side.Column(name: scan.source.entry.columns[place].name, id: replaced[id] ?? id)
      }
      return Relation.Side(name: scan.name, columns: columns)
    }
  }

  /// Traced columns in whose place a key stands that is the same column: guards and units are then found in the key.
  private static func replaced(
    _ made: [Field], by keys: [Field], _ renumbered: [Field.ID: Field.ID]
  ) -> [Field.ID: Field.ID] {
    var found: [Field.ID: Field.ID] = [:]
    for key in keys {
      guard let id = renumbered[key.id], let field = made.first(where: { $0.id == id }) else { continue }
      if field.type == key.type, key.clashes(with: field.name) { found[id] = key.id }
    }
    return found
  }

  /// Lets keys refer to traced columns where those are what they referred to; carries other columns along unseen.
  private func addReferences(of fields: inout [Field], to keys: inout [Int], _ renumbered: [Field.ID: Field.ID]) {
    var carried: [Field] = []
    func settled(_ id: Field.ID?) -> Field.ID? {
      guard let id, !fields.contains(where: { $0.id == id }) else { return id }
      if let known = renumbered[id] { return known }
      guard let place = relation.place(of: id) else { return nil }
      if !carried.contains(where: { $0.id == id }) {
        var field = relation.fields[place]
        field.visibility = .carried
        carried.append(field)
        keys.append(place)
      }
      return id
    }
    for index in fields.indices {
      fields[index].unitFrom = settled(fields[index].unitFrom)
      fields[index].betterFrom = settled(fields[index].betterFrom)
      fields[index].follows = settled(fields[index].follows)
      fields[index].guards = fields[index].guards.compactMap { renumbered[$0] ?? $0 }
    }
    fields += carried
  }

  /// The column that tells which table a row is of.
  private func tableField(_ others: [Field], _ resolver: inout Resolver) -> Field {
    var levels: [String] = []
    var labels: [String: Message] = [:]
    var spellings: [String: String] = [:]
    for table in tables {
      var level = table.name.en
      // A file that was loaded again may stand behind a result beside its older self.
      for number in 2...max(2, tables.count) where levels.contains(level) { level = "\(table.name.en)\(number)" }
      levels.append(level)
      let suffix = level.dropFirst(table.name.en.count)
      labels[level] = Message(ja: table.name.ja + suffix, en: level)
      spellings[table.name.ja + suffix] = level
    }
    let (meanings, words) = (labels, spellings)
    let scale = Scale(
      name: "表", levels: levels, isRanked: false, labels: meanings, spellings: words, isLocalized: true)
    var name = BilingualName(ja: "表", en: "table")
    if others.contains(where: { $0.clashes(with: name) }) { name = BilingualName(ja: "元の表", en: "source_table") }
    return Field(id: resolver.newID(), name: name, type: .level(scale))
  }

  private func primaryKey(_ made: [Field], _ keys: [Field]) -> [Field.ID] {
    guard tables.count == 1, let table = tables.first else { return [] }
    let own = table.source.entry.primaryKey.compactMap { traced.index(of: $0, in: 0) }.map { made[$0].id }
    return keys.filter(\.isShown).map(\.id) + own
  }

  // MARK: Computed columns

  /// With the table's computed columns behind its own; of several tables there are none.
  private func withComputed(
    _ relation: Relation, keyCount: Int, _ resolver: inout Resolver
  ) throws(Diagnostic) -> Relation {
    guard tables.count == 1, let entry = tables.first?.source.entry else { return relation }
    // Computed from the table's own columns, also where a key has taken the name of one.
    var own = relation
    for place in own.fields.indices { own.fields[place].visibility = place < keyCount ? .carried : .shown }
    var fields = relation.fields
    var values = relation.fields.indices.map { PlanExpression.column($0) }
    for column in entry.columns where column.expression != nil {
      if fields.contains(where: { $0.clashes(with: column.name) }) { continue }
      let typed = try resolver.virtualColumn(column, own)
      fields.append(Field.holding(typed, id: resolver.newID(), name: column.name))
      values.append(typed.value)
    }
    if fields.count == relation.fields.count { return relation }
    return relation.with(.project(Plan.Project(input: relation.plan, fields: fields, values: values)))
  }
}

extension Field {
  /// Lets it refer to other columns instead of some.
  fileprivate mutating func refer(to others: [ID: ID]) {
    unitFrom = unitFrom.map { others[$0] ?? $0 }
    betterFrom = betterFrom.map { others[$0] ?? $0 }
    follows = follows.map { others[$0] ?? $0 }
    guards = guards.map { others[$0] ?? $0 }
  }
}

extension [Field.ID] {
  fileprivate var withoutRepetition: [Field.ID] {
    var found: [Field.ID] = []
    for id in self where !found.contains(id) { found.append(id) }
    return found
  }
}

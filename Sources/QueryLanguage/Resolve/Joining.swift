internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// Builds `join TABLE on KEYS`: the left's columns, then the right's without keys and provenance.
struct Joining {
  enum Form {
    case lookup, many, only, without

    var kind: Plan.Join.Kind {
      switch self {
      case .lookup, .many: .lookup
      case .only: .only
      case .without: .without
      }
    }
  }

  private let tables: JoinedTables
  private let form: Form
  private let keys: [JoinedKey]
  private var left: Relation { tables.left }
  private var right: Relation { tables.right }

  init(_ call: VerbCall, _ left: Relation, _ resolver: inout Resolver) throws(Diagnostic) {
    guard case .query(let query, let alias)? = call.arguments["table"],
      case .joinKeys(let names)? = call.arguments["keys"]
    else { throw .constantNeeded(call.span) }
    form =
      switch call.arguments["kind"] {
      case .keyword(.many, _)?: .many
      case .keyword(.only, _)?: .only
      case .keyword(.without, _)?: .without
      default: .lookup
      }
    let right = try resolver.resolve(query)
    tables = JoinedTables(
      left: left, right: right, rightName: try left.nameBeside(right, alias, isReached: form != .without), query: query,
      call: call)
    keys = try tables.keys(names, resolver)
  }

  func build(_ resolver: inout Resolver) -> Relation {
    if form == .without { return left.with(.join(node([], fields: left.fields))) }
    let ids = RenumberedColumns(
      right, beside: left, knownAs: keys.map { ($0.right, $0.left) }, &resolver)
    let keyPlaces = Set(keys.map(\.right))
    let brought = right.fields.indices.filter { !keyPlaces.contains($0) && right.fields[$0].visibility != .provenance }
    var fields = left.fields
    var twins: [Twins] = []
    for place in brought {
      var field = ids.field(right.fields[place])
      let name = field.name
      if field.visibility != .carried, let other = left.nameable.first(where: { left.fields[$0].name.overlaps(name) }) {
        field.name = field.name.qualified(by: tables.rightName)
        twins.append(
          Twins(left: left.fields[other].id, right: field.id, agreement: agreement(other, place)))
      }
      fields.append(field)
    }
    var join = node(brought, fields: fields)
    if form != .many { join.severalMatches = SeveralMatchesHint(tables, keys, join).severalMatches(resolver.probe) }
    join.unmatched = UnmatchedNotice(tables).notice

    var next = left.with(.join(join))
    next.sides = sides(ids)
    next.twins = left.twins + right.twins.map(ids.twins) + twins
    next.primaryKey = primaryKey(ids, next)
    next.pinned.formUnion(right.pinned.map { ids[$0] }.filter { form == .only || left.place(of: $0) == nil })
    next.dropped.merge(right.dropped) { own, _ in own }
    for place in next.nameable {
      next.dropped[fields[place].name.ja] = nil
      next.dropped[fields[place].name.en] = nil
    }
    next.isCataloged = left.isCataloged && right.isCataloged
    next.hasGuardsOff = left.hasGuardsOff || right.hasGuardsOff
    next.isWhole = false
    return next
  }

  private func node(_ rightColumns: [Int], fields: [Field]) -> Plan.Join {
    Plan.Join(
      left: left.plan, right: right.plan, leftKeys: keys.map(\.left), rightKeys: keys.map(\.right), kind: form.kind,
      rightColumns: rightColumns, fields: fields, rightName: right.name)
  }

  /// Whether two columns agree in the rows with a match.
  private func agreement(_ leftPlace: Int, _ rightPlace: Int) -> Twins.Agreement {
    var join = node([rightPlace], fields: left.fields + [right.fields[rightPlace]])
    join.left = left.plan.withoutEffects
    join.right = right.plan.withoutEffects
    join.kind = .only
    return Twins.Agreement(.join(join), left: leftPlace, right: left.fields.count)
  }

  /// The left's tables, then the right, then the tables that it was itself joined from, as far as their names are free.
  private func sides(_ ids: RenumberedColumns) -> [Relation.Side] {
    var sides = left.sides.isEmpty ? [left.whole] : left.sides
    let inner = [Relation.Side(name: tables.rightName, columns: right.reachable)] + right.sides
    for side in inner where !sides.contains(where: { $0.name.overlaps(side.name) }) {
      let columns = side.columns.map { Relation.Side.Column(name: $0.name, id: ids[$0.id]) }
      sides.append(Relation.Side(name: side.name, columns: columns))
    }
    return sides
  }

  /// What tells rows apart: the left's key, and where rows are multiplied the right's with it.
  private func primaryKey(_ ids: RenumberedColumns, _ next: Relation) -> [Field.ID] {
    guard form == .many else { return left.primaryKey }
    if left.primaryKey.isEmpty || right.primaryKey.isEmpty { return [] }
    let added = right.primaryKey.map { ids[$0] }.filter { !left.primaryKey.contains($0) }
    return left.primaryKey + added.filter { next.place(of: $0) != nil }
  }
}

extension Relation {
  /// What the right side of a join is called beside this one: its `as` name, its own, or that with a number.
  fileprivate func nameBeside(_ right: Relation, _ alias: Name?, isReached: Bool) throws(Diagnostic) -> BilingualName {
    let wanted = alias.map { BilingualName($0.text) } ?? right.name
    func isTaken(_ name: BilingualName) -> Bool { isReached && sideNames.contains { $0.overlaps(name) } }
    if !isTaken(wanted) { return wanted }
    var number = 2
    while isTaken(wanted.numbered(number)) { number += 1 }
    if let alias { throw .tableNameTaken(alias, wanted.numbered(number)) }
    return wanted.numbered(number)
  }

  /// The columns that can be named, provenance that goes along unseen left out.
  fileprivate var reachable: [Side.Column] {
    whole.columns.filter { column in place(of: column.id).map { fields[$0].visibility == .shown } ?? false }
  }
}

extension Diagnostic {
  fileprivate static func tableNameTaken(_ alias: Name, _ free: BilingualName) -> Diagnostic {
    return Diagnostic(
      "E35",
      Message(ja: "「\(alias.text)」という表が2つになります", en: "There would be two tables named \(alias.text)"), at: alias.span,
      fixes: [FixIt(replace: alias.span, with: free.typed)])
  }
}

internal import PolicyModel
internal import QueryPlan

/// The columns of a second table under numbers that no column of the first has: a `let` table or an earlier result may
/// stand on both sides. Those that are one with a column of the first have its number.
struct RenumberedColumns {
  private var ids: [Field.ID: Field.ID] = [:]

  /// - Parameter known: places in the second table's fields with the places in the first's that they are one with.
  init(_ second: Relation, beside first: Relation, knownAs known: [(Int, Int)], _ resolver: inout Resolver) {
    let taken = Set(first.fields.map(\.id))
    for field in second.fields where taken.contains(field.id) { ids[field.id] = resolver.newID() }
    for (place, other) in known { ids[second.fields[place].id] = first.fields[other].id }
  }

  subscript(id: Field.ID) -> Field.ID { ids[id] ?? id }

  func field(_ field: Field) -> Field {
    var field = field
    field.id = self[field.id]
    field.unitFrom = field.unitFrom.map { self[$0] }
    field.betterFrom = field.betterFrom.map { self[$0] }
    field.follows = field.follows.map { self[$0] }
    field.originalOf = field.originalOf.map { self[$0] }
    field.guards = field.guards.map { self[$0] }
    return field
  }

  func twins(_ twins: Twins) -> Twins {
    var twins = twins
    twins.left = self[twins.left]
    twins.right = self[twins.right]
    return twins
  }
}

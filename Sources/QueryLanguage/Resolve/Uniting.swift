internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// Builds `union TABLE`: the rows of both tables, columns of one name in one column, columns that one of them lacks
/// missing there.
struct Uniting {
  private let left: Relation
  private let right: Relation
  /// The right side as it was typed.
  private let query: Query
  /// For each column of the right the place of the left's column that it continues.
  private var partners: [Int?]
  /// Columns that nobody sees, for what columns of both tables refer to.
  private var references: [Column] = []

  /// A column of the result and where the two tables have it.
  private struct Column {
    var field: Field
    var left: Int?
    var right: Int?
  }

  init(_ call: VerbCall, _ left: Relation, _ resolver: inout Resolver) throws(Diagnostic) {
    guard case .query(let query, _)? = call.arguments["table"] else { throw .constantNeeded(call.span) }
    self.left = left
    self.query = query
    right = try resolver.resolve(query)
    partners = [Int?](repeating: nil, count: right.fields.count)
    pairNames()
    pairReferences()
  }

  mutating func build(_ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let known = right.fields.indices.compactMap { place in partners[place].map { (place, $0) } }
    let ids = RenumberedColumns(right, beside: left, knownAs: known, &resolver)
    var columns: [Column] = []
    for place in left.fields.indices {
      let other = partners.firstIndex(of: place)
      var field = left.fields[place]
      if let other { field = try united(field, right.fields[other], ids, &resolver) }
      // The text that a file has is asked for anew, of both.
      field.originalOf = nil
      columns.append(Column(field: field, left: place, right: other))
    }
    for place in right.fields.indices where partners[place] == nil {
      var field = ids.field(right.fields[place])
      field.originalOf = nil
      // Behind the columns of its kind: what is shown before what goes along unseen.
      let at = field.isShown ? (columns.lastIndex { $0.field.isShown } ?? -1) + 1 : columns.count
      columns.insert(Column(field: field, left: nil, right: place), at: at)
    }
    columns += references
    var next = left.with(.union(node(columns)))
    next.primaryKey = primaryKey(ids)
    next.pinned = []
    next.twins = left.twins + right.twins.map(ids.twins)
    next.dropped.merge(right.dropped) { own, _ in own }
    for place in next.nameable {
      next.dropped[next.fields[place].name.ja] = nil
      next.dropped[next.fields[place].name.en] = nil
    }
    next.isCataloged = left.isCataloged && right.isCataloged
    next.hasGuardsOff = left.hasGuardsOff || right.hasGuardsOff
    next.isWhole = left.isWhole && right.isWhole
    return next
  }

  /// One node for `a | union b | union c`.
  private func node(_ columns: [Column]) -> Plan.Union {
    let fields = columns.map(\.field)
    guard case .union(let before) = left.plan else {
      return Plan.Union(
        inputs: [left.plan, right.plan], places: [columns.map(\.left), columns.map(\.right)], fields: fields)
    }
    let earlier = before.places.map { own in columns.map { $0.left.flatMap { own[$0] } } }
    return Plan.Union(inputs: before.inputs + [right.plan], places: earlier + [columns.map(\.right)], fields: fields)
  }

  // MARK: Which columns belong together

  /// By name: in both languages first, then in either.
  private mutating func pairNames() {
    for isExact in [true, false] {
      for place in right.nameable where partners[place] == nil {
        let name = right.fields[place].name
        let found = left.nameable.first { candidate in
          let own = left.fields[candidate].name
          return !partners.contains(candidate) && (isExact ? own == name : own.overlaps(name))
        }
        if let found { partners[place] = found }
      }
    }
  }

  /// Columns that nobody sees belong together when columns that belong together refer to them.
  private mutating func pairReferences() {
    for place in right.fields.indices {
      guard let partner = partners[place] else { continue }
      for (own, other) in references(of: left.fields[partner], right.fields[place]) {
        guard let own = left.place(of: own), let other = right.place(of: other), partners[other] == nil,
          !partners.contains(own), left.fields[own].visibility == .carried, right.fields[other].visibility == .carried
        else { continue }
        partners[other] = own
      }
    }
  }

  /// What one column refers to on the left, with what its partner refers to for the same on the right.
  private func references(of a: Field, _ b: Field) -> [(Field.ID, Field.ID)] {
    var pairs: [(Field.ID, Field.ID)] = []
    for (own, other) in [(a.unitFrom, b.unitFrom), (a.betterFrom, b.betterFrom), (a.follows, b.follows)] {
      if let own, let other { pairs.append((own, other)) }
    }
    return pairs + a.guards.compactMap { own in guardLike(own, of: b).map { (own, $0) } }
  }

  /// The guard of a column of the right that is called like one of the left's.
  private func guardLike(_ id: Field.ID, of b: Field) -> Field.ID? {
    guard let name = left.place(of: id).map({ left.fields[$0].name }) else { return nil }
    return b.guards.first { other in right.place(of: other).map { right.fields[$0].name.overlaps(name) } ?? false }
  }

  // MARK: One column from two

  private mutating func united(
    _ a: Field, _ b: Field, _ ids: RenumberedColumns, _ resolver: inout Resolver
  ) throws(Diagnostic) -> Field {
    var field = a
    field.type = try type(a, b)
    if a.type == .number, a.unit?.dimension != b.unit?.dimension || (a.unitFrom == nil) != (b.unitFrom == nil) {
      throw unlike(.unitedUnits(a, b, query.span), b)
    }
    field.unitFrom = try reference(a.unitFrom, b.unitFrom, &resolver)
    field.betterFrom = try reference(a.betterFrom, b.betterFrom, &resolver)
    // An order that the two tables do not share is none.
    field.follows = (try? reference(a.follows, b.follows, &resolver)) ?? nil
    field.guards = try guards(a, b, ids, &resolver)
    field.totals = a.totals.merging(b.totals) { own, _ in own }
    if a.better != b.better { field.better = nil }
    if a.isShown || b.isShown { field.visibility = .shown }
    field.isPlainInteger = a.isPlainInteger && b.isPlainInteger
    field.isCount = a.isCount && b.isCount
    field.isApproximate = a.isApproximate || b.isApproximate
    if a.remark != b.remark { field.remark = nil }
    return field
  }

  /// What holds for the rows of both: the column that is one of the two already, or one that nobody sees. What one table
  /// shows and the other only carries must not come to light in the rows of the other.
  private mutating func reference(
    _ own: Field.ID?, _ other: Field.ID?, _ resolver: inout Resolver
  ) throws(Diagnostic) -> Field.ID? {
    guard let own = own.flatMap({ left.place(of: $0) }), let other = other.flatMap({ right.place(of: $0) }) else {
      return nil
    }
    if partners[other] == own { return left.fields[own].id }
    if let known = references.first(where: { $0.left == own && $0.right == other }) { return known.field.id }
    var field = left.fields[own]
    field.type = try type(field, right.fields[other])
    field.id = resolver.newID()
    field.visibility = .carried
    references.append(Column(field: field, left: own, right: other))
    return field.id
  }

  /// The guards of both. One that a filter has settled in the one table, and that the other does not know, is settled.
  private mutating func guards(
    _ a: Field, _ b: Field, _ ids: RenumberedColumns, _ resolver: inout Resolver
  ) throws(Diagnostic) -> [Field.ID] {
    var guards: [Field.ID] = []
    var rest = b.guards
    for own in a.guards {
      if let other = guardLike(own, of: b) {
        rest.removeAll { $0 == other }
        if let both = try reference(own, other, &resolver) { guards.append(both) }
      } else if !left.pinned.contains(own) {
        guards.append(own)
      }
    }
    return guards + rest.filter { !right.pinned.contains($0) }.map { ids[$0] }
  }

  /// The common type: of categories with different legends one with both, of levels and text the words.
  private func type(_ a: Field, _ b: Field) throws(Diagnostic) -> ColumnType {
    switch (a.type, b.type) {
    case (.number, .number), (.year, .year), (.text, .text), (.bool, .bool): return a.type
    case (.level(let scale), .level(let other)): return .level(try legend(scale, other, a, b))
    case (.level, .text), (.text, .level): return .text
    case (.list(.level(let scale)), .list(.level(let other))): return .list(.level(try legend(scale, other, a, b)))
    case (.list, .list): return a.type == b.type ? a.type : .list(.text)
    default: throw unlike(.unitedKinds(a, b, query.span), b)
    }
  }

  private func legend(_ a: Scale, _ b: Scale, _ left: Field, _ right: Field) throws(Diagnostic) -> Scale {
    if a == b { return a }
    if a.isRanked || b.isRanked || a.isLocalized != b.isLocalized {
      let span = query.span
      throw unlike(.twoScales(a, b, span, Typed(left, span), Typed(right, span)), right)
    }
    return Scale(
      name: a.name, levels: a.levels + b.levels.filter { a.index(of: $0) == nil }, isRanked: false,
      labels: a.labels.merging(b.labels) { own, _ in own }, isLocalized: a.isLocalized)
  }

  /// The error with the way out that always remains: the right column under another name.
  private func unlike(_ error: Diagnostic, _ column: Field) -> Diagnostic {
    var number = 2
    while [left, right].contains(where: { !$0.places(named: column.name.numbered(number).en).isEmpty }) { number += 1 }
    let other = column.name.numbered(number)
    var error = error
    error.notes.append(
      Message(
        ja: "別の内容の列なら、右の表で名前を変えると別の列になります。",
        en: "If they are different things, another name on the right makes a column of its own."))
    let verb = Message(ja: "改名 ", en: "rename ") + other.typed.with("", " = ") + column.name.typed
    error.fixes.append(FixIt(verb.with("(… | ", ")"), edits: query.edits(adding: verb)))
    return error
  }

  /// What tells rows apart in either table.
  private func primaryKey(_ ids: RenumberedColumns) -> [Field.ID] {
    if left.primaryKey.isEmpty || right.primaryKey.isEmpty { return [] }
    return left.primaryKey + right.primaryKey.map { ids[$0] }.filter { !left.primaryKey.contains($0) }
  }
}

extension Diagnostic {
  fileprivate static func unitedKinds(_ a: Field, _ b: Field, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E34",
      Message(
        ja: "「\(a.name.ja)」の種類が左右の表で違います（\(a.type.word.ja)、\(b.type.word.ja)）",
        en: "\(a.name.en) is of different kinds on the two sides (\(a.type.word.en), \(b.type.word.en))"), at: span)
  }

  fileprivate static func unitedUnits(_ a: Field, _ b: Field, _ span: Span) -> Diagnostic {
    func unit(_ field: Field) -> Message {
      if field.unitFrom != nil { return Message(ja: "行ごとの単位", en: "a unit per row") }
      return field.unit.map { Message(same: $0.symbol) } ?? Message(ja: "単位なし", en: "no unit")
    }
    return Diagnostic(
      "E21",
      Message(
        ja: "「\(a.name.ja)」の単位が左右の表で違います（\(unit(a).ja)、\(unit(b).ja)）",
        en: "\(a.name.en) has different units on the two sides (\(unit(a).en), \(unit(b).en))"), at: span)
  }
}

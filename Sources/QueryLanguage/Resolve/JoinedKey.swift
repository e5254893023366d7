internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

/// One pair of `on a = b`: the places of the two columns.
struct JoinedKey {
  var left: Int
  var right: Int
}

/// The two tables that `join` brings together, while its keys are read.
struct JoinedTables {
  var left: Relation
  var right: Relation
  /// What its columns are reached by.
  var rightName: BilingualName
  /// The right side as it was typed.
  var query: Query
  var call: VerbCall

  /// What the right side is called in messages: its `as` name, or the table's own, also where that needs a number.
  var tableName: BilingualName {
    if case .query(_, _?)? = call.arguments["table"] { return rightName }
    return right.name
  }

  /// The keys, each pair once: columns that both tables have, of one kind.
  func keys(_ names: [JoinKey], _ resolver: Resolver) throws(Diagnostic) -> [JoinedKey] {
    var keys: [JoinedKey] = []
    for name in names {
      let key: JoinedKey
      if let other = name.right {
        key = try pair(name.left, other, resolver)
      } else {
        key = try shared(name.left, resolver)
      }
      let span = name.right.map { name.left.span.joined($0.span) } ?? name.left.span
      try check(left.fields[key.left], right.fields[key.right], name, span)
      if !keys.contains(where: { $0.left == key.left && $0.right == key.right }) { keys.append(key) }
    }
    return keys
  }

  // MARK: Names

  /// `on 事業名 = 名称`; with the tables' names the sides may stand in either order.
  private func pair(_ first: ColumnName, _ second: ColumnName, _ resolver: Resolver) throws(Diagnostic) -> JoinedKey {
    if let table = first.table?.text, rightName.matches(table), !left.hasSide(table) {
      return JoinedKey(left: try resolver.column(second, left), right: try rightColumn(first, resolver))
    }
    let isReversed =
      left.place(of: first) == nil && rightPlace(first) != nil && left.place(of: second) != nil
    if isReversed { throw .reversed(first, second, left) }
    return JoinedKey(left: try resolver.column(first, left), right: try rightColumn(second, resolver))
  }

  private func rightPlace(_ name: ColumnName) -> Int? {
    if let table = name.table?.text, rightName.matches(table) { return right.places(named: name.name.text).first }
    return right.place(of: name)
  }

  private func rightColumn(_ name: ColumnName, _ resolver: Resolver) throws(Diagnostic) -> Int {
    var name = name
    if let table = name.table?.text, rightName.matches(table) { name.table = nil }
    return try resolver.column(name, right.named(rightName))
  }

  /// `on 事業名`: a column that both have, by one of its names.
  private func shared(_ name: ColumnName, _ resolver: Resolver) throws(Diagnostic) -> JoinedKey {
    guard left.place(of: name) != nil else {
      if name.table != nil || left.dropped[name.name.text] != nil { _ = try resolver.column(name, left) }
      throw missing(
        name.name, in: left, beside: right.places(named: name.name.text).isEmpty ? nil : name.name.text, resolver)
    }
    let place = try resolver.column(name, left)
    let names = left.fields[place].name
    for word in [name.name.text, names.en, names.ja] {
      guard let other = right.places(named: word).first else { continue }
      try resolver.checkTwins(of: other, name.name, right)
      return JoinedKey(left: place, right: other)
    }
    if right.dropped[name.name.text] != nil { throw resolver.unknown(name.name, right.named(rightName)) }
    throw missing(name.name, in: right.named(rightName), beside: nil, isRight: true, resolver)
  }

  /// E01 for a key that one table lacks, with the near names of that table beside the other's.
  private func missing(
    _ name: Name, in relation: Relation, beside other: String?, isRight: Bool = false, _ resolver: Resolver
  ) -> Diagnostic {
    var error = resolver.unknown(name, relation)
    if error.code != "E01" { return error }
    let own = relation.nameable.flatMap { [relation.fields[$0].name.ja, relation.fields[$0].name.en] }
    let near = NearNames.nearest(to: name.text, among: own, care: .strict)
    let typed = BilingualName(name.text).typed
    let names = near.map { BilingualName($0).typed }
    if isRight {
      error.fixes = names.map { FixIt(replace: name.span, with: typed.with("", " = ") + $0) }
    } else if other != nil {
      error.fixes = names.map { FixIt(replace: name.span, with: $0.with("", " = ") + typed) }
    } else {
      error.fixes = near.filter { !right.places(named: $0).isEmpty }.map {
        FixIt(replace: name.span, with: BilingualName($0).typed)
      }
    }
    return error
  }

  // MARK: Kinds

  private func check(_ a: Field, _ b: Field, _ name: JoinKey, _ span: Span) throws(Diagnostic) {
    if a.type.isList { throw .listAsKey(a, name.left.span, call) }
    if b.type.isList { throw .listAsKey(b, (name.right ?? name.left).span, query) }
    switch (a.type, b.type) {
    case (.level(let scale), .level(let other)):
      if !scale.canMeet(other) { throw .twoScales(scale, other, span, Typed(a, span), Typed(b, span)) }
    case (.number, .number):
      if a.unit?.dimension != b.unit?.dimension || (a.unitFrom == nil) != (b.unitFrom == nil) {
        throw .keyUnits(a, b, span)
      }
    case (.level, .text), (.text, .level), (.text, .text), (.year, .year), (.bool, .bool): return
    default: throw .keyKinds(a, b, span)
    }
  }
}

extension Relation {
  /// The same relation, called otherwise in messages.
  func named(_ name: BilingualName) -> Relation {
    var next = self
    next.name = name
    return next
  }

  func hasSide(_ word: String) -> Bool { sideNames.contains { $0.matches(word) } }
}

extension Query {
  /// What adds a verb to the table or query behind `join` or `union`.
  func edits(adding verb: Message) -> [FixIt.Edit] {
    let end = Span(span.end, span.end)
    guard verbs.isEmpty, case .table = source else { return [FixIt.Edit(end, verb.with(" | "))] }
    return [FixIt.Edit(Span(span.start, span.start), "("), FixIt.Edit(end, verb.with(" | ", ")"))]
  }
}

extension Scale {
  /// Whether levels of the two can be set beside each other by their words: of one scale, or of categories whose legends
  /// share a word. Each table's legend lists the cities that occur in it; grades of two scales never mean the same.
  func canMeet(_ other: Scale) -> Bool {
    if self == other { return true }
    return !isRanked && !other.isRanked && levels.contains { other.levels.contains($0) }
  }
}

extension Typed {
  /// A column, for messages.
  init(_ field: Field, _ span: Span) {
    self.init(.constant(.missing(.blank), field.type), field.type, span: span)
    self.field = field
    unit = field.unit
  }
}

extension Diagnostic {
  fileprivate static func reversed(_ first: ColumnName, _ second: ColumnName, _ left: Relation) -> Diagnostic {
    func text(_ name: ColumnName) -> Message {
      (name.table.map { BilingualName($0.text).typed.with("", ".") } ?? Message(same: ""))
        + BilingualName(name.name.text).typed
    }
    return Diagnostic(
      "E01",
      Message(
        ja: "「\(first.name.text)」という列は「\(left.name.ja)」にありません",
        en: "\"\(left.name.en)\" has no column \(first.name.text)"), at: first.span,
      notes: [
        Message(ja: "等号の左には左の表の列、右には右の表の列を書きます。", en: "The left table's column stands left of the equals sign.")
      ],
      fixes: [FixIt(replace: first.span.joined(second.span), with: text(second).with("", " = ") + text(first))])
  }

  /// E36 for a key of the right side, which has to be unnested there.
  fileprivate static func listAsKey(_ field: Field, _ span: Span, _ query: Query) -> Diagnostic {
    var error = Diagnostic(
      "E36",
      Message(
        ja: "\(field.name.ja)は複数の値が入る列なので、まとめる単位にできません",
        en: "\(field.name.en) holds several values and cannot be a key"), at: span)
    let verb = Message(ja: "展開 ", en: "unnest ") + field.name.typed
    error.fixes = [FixIt(verb.with("(… | ", ")"), edits: query.edits(adding: verb))]
    return error
  }

  fileprivate static func keyKinds(_ a: Field, _ b: Field, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E34",
      Message(
        ja: "種類の違う列はキーにできません（\(a.name.ja): \(a.type.word.ja)、\(b.name.ja): \(b.type.word.ja)）",
        en: "Keys of different kinds (\(a.name.en): \(a.type.word.en), \(b.name.en): \(b.type.word.en))"),
      at: span,
      notes: [
        Message(
          ja: "先に「追加」で種類をそろえます: 数値(…)、年度へ(…)、文字(…)。",
          en: "Make them alike first, with derive and number(…), fy(…) or text(…).")
      ])
  }

  fileprivate static func keyUnits(_ a: Field, _ b: Field, _ span: Span) -> Diagnostic {
    func unit(_ field: Field) -> Message {
      if field.unitFrom != nil { return Message(ja: "行ごとの単位", en: "a unit per row") }
      return field.unit.map { Message(same: $0.symbol) } ?? Message(ja: "単位なし", en: "no unit")
    }
    return Diagnostic(
      "E21",
      Message(
        ja: "単位の違う列はキーにできません（\(a.name.ja): \(unit(a).ja)、\(b.name.ja): \(unit(b).ja)）",
        en: "Keys of different units (\(a.name.en): \(unit(a).en), \(b.name.en): \(unit(b).en))"), at: span)
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let unnest = Verb(
    Spelling("unnest", "展開"), [.column("column")],
    summary: Message(ja: "複数の値の列を、1行に1つずつに分ける", en: "one row per value of a column that holds several"),
    details: Message(
      ja: "同じ行が何度か出るので、その後で金額などを合計すると二重に数えることがあります（通知 N5）。",
      en: "A row may then stand several times, so that adding up amounts may count it twice (notice N5)."),
    examples: [
      Example(
        "t | unnest l | count by l", "t ｜ 展開 l ｜ 件数 ごと l", Message(ja: "値ごとの件数", en: "how often each value occurs"),
        result: "l,count\np,3\nq,3\n,1")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    guard let name = call.columns("column")?.first else { return relation }
    let place = try resolver.column(name, relation)
    guard case .list(let element) = relation.fields[place].type else {
      throw .notAList(relation.fields[place], name.span, relation)
    }
    var fields = relation.fields
    fields[place].type = element
    var next = relation.with(.unnest(Plan.Unnest(input: relation.plan, column: place, fields: fields)))
    if !next.primaryKey.isEmpty { next.primaryKey.append(fields[place].id) }
    return next
  }
}

extension Diagnostic {
  fileprivate static func notAList(_ field: Field, _ span: Span, _ relation: Relation) -> Diagnostic {
    let lists = relation.nameable.map { relation.fields[$0] }.filter { $0.type.isList }
    return Diagnostic(
      "E18",
      Message(
        ja: "\(field.name.ja)は1つの値の列なので展開できません", en: "\(field.name.en) holds one value and cannot be unnested"),
      at: span,
      notes: lists.isEmpty
        ? []
        : [
          Message(
            ja: "複数の値の列: " + lists.map(\.name.ja).joined(separator: "、"),
            en: "Columns with several values: " + lists.map(\.name.en).joined(separator: ", "))
        ])
  }
}

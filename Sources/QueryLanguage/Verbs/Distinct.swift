internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let distinct = Verb(
    Spelling("distinct", "重複除去"), [.optional([.columns("columns")])],
    summary: Message(ja: "違う値だけを並べる", en: "the distinct values of some columns, or distinct rows"),
    details: Message(
      ja: "「重複除去 列」はその列だけの表になり、最初に出た順です。行ごとほしいときは「先頭 1 ごと 列」です。",
      en: "distinct COLUMNS gives only those columns, in the order of first appearance. For whole rows use take 1 by."),
    examples: [
      Example(
        "t | distinct g", "t ｜ 重複除去 g", Message(ja: "出てくる評価", en: "the grades that occur"), result: "g\nA\nB\nC\n\"\"")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    if let names = call.columns("columns") {
      let keys = try resolver.keys(names, relation, call)
      var next = relation.with(
        .aggregate(
          Plan.Aggregate(input: relation.plan, keys: keys, calls: [], fields: keys.map { relation.fields[$0].asShown }))
      )
      next.primaryKey = keys.map { relation.fields[$0].id }
      next.drop(from: relation, verb: call.name.text, listEnd: names.last?.span.end)
      return next
    }
    // Whole rows: what is shown tells rows apart, the rest goes with the first.
    let keys = relation.fields.indices.filter { relation.fields[$0].isShown }
    for place in keys where relation.fields[place].type.isList {
      throw .listAsKey(relation.fields[place], call.name.span, call)
    }
    let rest = relation.fields.indices.filter { !relation.fields[$0].isShown }
    let calls = rest.map { place in
      var call = AggregateCall(.only, .column(place), field: relation.fields[place])
      call.isSupporting = true
      return call
    }
    return relation.with(
      .aggregate(
        Plan.Aggregate(
          input: relation.plan, keys: keys, calls: calls, fields: (keys + rest).map { relation.fields[$0] })))
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let count = Verb(
    Spelling("count", "件数"), [.by("keys")],
    summary: Message(ja: "行を数える", en: "count the rows"),
    details: Message(ja: "「件数 ごと 列」で列の値ごとに数えます。", en: "count by KEYS counts for each value of the keys."),
    examples: [
      Example(
        "t | count by g", "t ｜ 件数 ごと g", Message(ja: "評価ごとの件数", en: "how many of each grade"),
        result: "g,count\nA,2\nB,1\nC,1\n,1"),
      Example("t | count", "t ｜ 件数", Message(ja: "全部の件数", en: "how many rows"), result: "count\n5"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    let names = call.columns("keys") ?? []
    let keys = try resolver.keys(names, relation, call)
    let grouping = Grouping(relation: relation, keys: keys, call: call, keysEnd: nil, completes: false)
    let item = Item(name: nil, value: Expression(.call(Name("count", call.name.span), []), call.name.span))
    return try grouping.build([item], &resolver)
  }
}

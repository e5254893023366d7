internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let group = Verb(
    Spelling("group", "集計"), [.flagBeforeName("every", .every), .groupKeys("keys"), .colon, .items("items")],
    summary: Message(ja: "列の値ごとにまとめて計算する", en: "one row per key, with totals, counts, averages"),
    details: Message(
      ja: "「集計 列: 名前 = 合計(…)」の形です。「全区分」を付けると、行のない段階や年度も 0 件として出ます。結果は列の順に並びます。",
      en:
        "group KEYS: name = sum(…). With every, levels and years without rows appear too, with count 0. The result is in the order of the keys."
    ),
    examples: [
      Example(
        "t | group g: n = count(), s = sum(x)", "t ｜ 集計 g： n ＝ 件数（）、 s ＝ 合計（x）",
        Message(ja: "評価ごとの件数と合計", en: "count and total for each grade"),
        result: "g,n,s\nA,2,10\nB,1,20\nC,1,5\n,1,7"),
      Example(
        "t | group every g: count()", "t ｜ 集計 全区分 g： 件数（）", Message(ja: "件数0の段階も出す", en: "levels without rows as well"),
        result: "g,count\nA,2\nB,1\nC,1\nD,0\nE,0\n,1"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    let names = call.columns("keys") ?? []
    let keys = try resolver.keys(names, relation, call)
    let grouping = Grouping(
      relation: relation, keys: keys, call: call, keysEnd: names.last?.span.end, completes: call.flag("every"))
    return try grouping.build(call.items("items"), &resolver)
  }
}

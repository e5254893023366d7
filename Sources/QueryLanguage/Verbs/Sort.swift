internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let sort = Verb(
    Spelling("sort", "並替", "並べ替え"), [.sortKeys("keys")],
    summary: Message(ja: "並べ替える（−列 または 降順 で大きい順）", en: "put the rows in order (-column or desc for largest first)"),
    details: Message(
      ja: "欠測はいつも最後です。評価は凡例の順（良い方が先）、同じ値の行は今の順のままです。",
      en: "Missing values come last either way. Grades follow their legend, best first. Rows that tie keep their order."
    ),
    examples: [
      Example(
        "t | sort -x | select k, x", "t ｜ 並替 −x ｜ 選択 k、 x", Message(ja: "大きい順", en: "largest first"),
        result: "k,x\nc,20\na,10\ne,7\nd,5\nb,")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    var keys: [Plan.Sort.Key] = []
    for key in call.sortKeys("keys") {
      let scope = RowScope(relation, verb: "sort")
      try resolver.checkQuotes(key.value, scope)
      let typed = try resolver.value(key.value, scope)
      if typed.type.isList, let field = typed.field { throw .listAsKey(field, key.value.span, call) }
      if let follows = typed.field?.follows, let place = relation.place(of: follows) {
        keys.append(Plan.Sort.Key(.column(place), isDescending: key.isDescending))
      }
      keys.append(Plan.Sort.Key(typed.value, isDescending: key.isDescending))
    }
    return relation.with(.sort(Plan.Sort(input: relation.plan, keys: keys)))
  }
}

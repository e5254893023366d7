internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let select = Verb(
    Spelling("select", "選択"), [.items("items")],
    summary: Message(ja: "列を選ぶ（計算した列も置ける）", en: "choose columns, or compute new ones"),
    details: Message(
      ja: "「名前 = 式」で計算した列になります。文書・行・読取・注記は選ばなくても行について行き、出典を調べられます。",
      en:
        "name = expression makes a column. Document, line, reading and note stay with the rows even when they are not chosen."
    ),
    examples: [
      Example(
        "t | take 2 | select k, half = x / 2", "t ｜ 先頭 2 ｜ 選択 k、 half ＝ x ÷ 2",
        Message(ja: "列と計算", en: "a column and a computed one"),
        result: "k,half\na,5\nb,")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    var builder = ProjectionBuilder(relation)
    for item in call.items("items") {
      let scope = RowScope(relation, verb: "select")
      if item.name == nil { try resolver.checkQuotes(item.value, scope) }
      let typed = try resolver.value(item.value, scope)
      let name = item.name.map { BilingualName($0.text) } ?? ResultName.item(item.value, scope)
      try builder.add(typed, name: name, at: item.name?.span ?? item.value.span, isNamed: item.name != nil, &resolver)
    }
    builder.carryHidden()
    var next = relation.with(.project(builder.node(relation.plan)))
    next.drop(from: relation, verb: call.name.text, start: call.span.start, listEnd: call.span.end)
    return next
  }
}

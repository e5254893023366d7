internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let derive = Verb(
    Spelling("derive", "追加"), [.items("items"), .by("keys")],
    summary: Message(ja: "計算した列を加える（同じ名前なら置き換える）", en: "add computed columns, or replace one of the same name"),
    details: Message(
      ja: "後の式では、先に加えた列も使えます。金額どうしは足し引きでき、違う単位は割り算だけができます（金額 ÷ 人数 は 円/人）。",
      en:
        "Later items see the columns made by earlier ones. Money adds to money; different units only divide (money / people is 円/人)."
    ),
    examples: [
      Example(
        "t | take 3 | derive d = x * 2, e = d + 1 | select k, d, e", "t ｜ 先頭 3 ｜ 追加 d ＝ x × 2、 e ＝ d + 1 ｜ 選択 k、 d、 e",
        Message(ja: "先に作った列を使う", en: "using a column made just before"), result: "k,d,e\na,20,21\nb,,\nc,40,41")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    if let keys = call.columns("keys"), let first = keys.first {
      throw .notThereYet(first.name, part: Message(ja: "「追加」の「ごと」", en: "by behind derive"))
    }
    var current = relation
    for item in call.items("items") {
      let scope = RowScope(current, verb: "derive")
      let typed = try resolver.value(item.value, scope)
      let name = item.name.map { BilingualName($0.text) } ?? ResultName.item(item.value, scope)
      current = current.adding(typed, name: name, &resolver)
    }
    return current
  }
}

extension Relation {
  /// With one more column, in place of one of the same name or behind the shown ones.
  func adding(_ typed: Typed, name: BilingualName, _ resolver: inout Resolver) -> Relation {
    var fields = self.fields
    var values: [PlanExpression] = fields.indices.map { .column($0) }
    var made = Field.holding(typed, id: resolver.newID(), name: name)
    if let unit = differenceUnit(of: typed, &resolver) {
      made.unitFrom = unit.field.id
      fields.append(unit.field)
      values.append(unit.value)
    }
    if let place = nameable.first(where: {
      fields[$0].isShown && (fields[$0].name.matches(name.en) || fields[$0].name.matches(name.ja))
    }) {
      made.name = fields[place].name
      fields[place] = made
      values[place] = typed.value
    } else {
      let end = (fields.lastIndex { $0.isShown } ?? -1) + 1
      fields.insert(made, at: end)
      values.insert(typed.value, at: end)
    }
    return with(.project(Plan.Project(input: plan, fields: fields, values: values)))
  }
}

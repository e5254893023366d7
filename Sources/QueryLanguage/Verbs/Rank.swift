internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let rank = Verb(
    Spelling("rank", "順位"),
    [.sortKeys("key"), .by("keys"), .optional([.keyword(.asName), .name("name")])],
    summary: Message(ja: "順位を付ける（−列 で大きいものが1位）", en: "number the rows by rank (-column makes the largest 1)"),
    details: Message(
      ja:
        "同じ値は同じ順位で、次の順位はその数だけ飛びます（1、2、2、4）。欠測には順位が付きません。評価は良いものが1位です。行の並びは変わらず、列「順位」が加わります（「名前 r」で別の名前）。「ごと 列」で列の値ごとに付けます。",
      en:
        "Equal values share a rank, and the next one skips (1, 2, 2, 4). A missing value has no rank. Of grades the best is 1. The rows stay in their order and get a column rank, or as NAME. With by each group has ranks of its own."
    ),
    examples: [
      Example(
        "t | rank -x | select k, x, rank", "t ｜ 順位 −x ｜ 選択 k、 x、 順位",
        Message(ja: "大きい順の順位", en: "the largest is 1"),
        result: "k,x,rank\na,10,2\nb,,\nc,20,1\nd,5,4\ne,7,3"),
      Example(
        "t | rank x by g as r | where r = 1 | select g, k", "t ｜ 順位 x ごと g 名前 r ｜ 絞込 r ＝ 1 ｜ 選択 g、 k",
        Message(ja: "評価ごとに最小の行", en: "the smallest of each grade"), result: "g,k\nA,a\nB,c\nC,d\n,e"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    let sortKeys = call.sortKeys("key")
    guard let key = sortKeys.first else { throw .constantNeeded(call.span) }
    if sortKeys.count > 1 { throw .severalRankKeys(sortKeys, call) }
    let typed = try resolver.value(key.value, RowScope(relation, verb: "rank"))
    if typed.type.isList {
      if let field = typed.field { throw .listAsKey(field, key.value.span, call) }
      throw .notNumbers(typed, typed)
    }
    if case .level(let scale) = typed.type, !scale.isRanked { throw .unranked(typed, scale, nil, typed.span) }
    let keys = try resolver.keys(call.columns("keys") ?? [], relation, call)
    if let unit = typed.unitFrom {
      // Figures of different units have no order.
      let measure = Aggregation.Measure(
        guards: [], unitFrom: unit, columns: [], argument: typed.value, span: typed.span, isAdded: false)
      let keysEnd = call.columns("keys")?.last?.span.end
      let guards = Guards(relation: relation, keys: keys, call: call, keysEnd: keysEnd, byEnd: call.rankEnd)
      _ = try guards.check([measure], &resolver)
    }
    // A column that follows another is in that one's order, as when it is sorted by.
    let leader = typed.field?.follows.flatMap { relation.place(of: $0) }
    let field = Field(
      id: resolver.newID(), name: BilingualName(ja: "順位", en: "rank"), type: .number, visibility: .carried)
    let rank = WindowCall(
      .rank(isDescending: key.isDescending), (leader.map { [.column($0)] } ?? []) + [typed.value], field: field)
    let ranked = relation.with(.window(Plan.Window(input: relation.plan, keys: keys, calls: [rank])))
    var made = Typed(.column(relation.fields.count), .number, span: call.span)
    made.isPlainInteger = true
    if case .name(let name)? = call.arguments["name"] {
      return ranked.adding(made, name: BilingualName(name.text), behind: relation.fields.count, &resolver)
    }
    if relation.fields.contains(where: { $0.clashes(with: field.name) }) { throw .rankTaken(call, relation) }
    return ranked.adding(made, name: field.name, behind: relation.fields.count, &resolver)
  }
}

extension VerbCall {
  /// Where `by` can be added: behind the value, unless a name follows.
  fileprivate var rankEnd: Int? { arguments["name"] == nil ? span.end : nil }
}

extension Diagnostic {
  /// E32: rank takes one value.
  fileprivate static func severalRankKeys(_ keys: [SortKey], _ call: VerbCall) -> Diagnostic {
    let list = Message.list(keys.map { Formatter.both($0.value).with($0.isDescending ? "-" : "") })
    let by = (call.columns("keys") ?? []).map { BilingualName($0.name.text).typed }
    var name = "rank"
    if case .name(let given)? = call.arguments["name"] { name = Formatter.columnText(given.text) }
    let text =
      Message(ja: "並替 ", en: "sort ") + list
      + Message(ja: " | 追加 \(name) = 行番号()", en: " | derive \(name) = row_number()")
      + (by.isEmpty ? Message(same: "") : Message(ja: " ごと ", en: " by ") + .list(by))
    return Diagnostic(
      "E32", Message(ja: "順位に使える値は1つです", en: "rank takes one value"),
      at: keys[1].value.span.joined(keys[keys.count - 1].value.span),
      notes: [
        Message(
          ja: "同じ値の中の順も決めたいときは、並べ替えてから行の番号を付けます。", en: "To decide between equal values, sort and number the rows.")
      ],
      fixes: [FixIt(replace: call.span, with: text)])
  }

  /// E35: there is a column called rank already.
  fileprivate static func rankTaken(_ call: VerbCall, _ relation: Relation) -> Diagnostic {
    let name = relation.freeName("rank")
    return Diagnostic(
      "E35", Message(ja: "「順位」という列が2つになります", en: "There would be two columns named rank"), at: call.name.span,
      fixes: [
        FixIt(
          Message(ja: "名前 \(name)", en: "as \(name)"),
          edits: [FixIt.Edit(Span(call.span.end, call.span.end), Message(ja: " 名前 \(name)", en: " as \(name)"))])
      ])
  }
}

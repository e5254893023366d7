internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let derive = Verb(
    Spelling("derive", "追加"), [.items("items"), .by("keys")],
    summary: Message(ja: "計算した列を加える（同じ名前なら置き換える）", en: "add computed columns, or replace one of the same name"),
    details: Message(
      ja:
        "後の式では、先に加えた列も使えます。金額どうしは足し引きでき、違う単位は割り算だけができます（金額 ÷ 人数 は 円/人）。前の行や全体を見る関数（前、構成比、全体、累計、行番号）は、今の並びの順に、「ごと 列」を付けるとその列の値ごとに計算します。前は最初の行では欠測、累計は欠測の行を飛ばして続きます。",
      en:
        "Later items see the columns made by earlier ones. Money adds to money; different units only divide (money / people is 円/人). The functions that look at other rows (prev, share, total, cumsum, row_number) follow the current order; with by they look only at rows of the same keys. prev is missing in the first row; cumsum goes on over missing values."
    ),
    examples: [
      Example(
        "t | take 3 | derive d = x * 2, e = d + 1 | select k, d, e", "t ｜ 先頭 3 ｜ 追加 d ＝ x × 2、 e ＝ d + 1 ｜ 選択 k、 d、 e",
        Message(ja: "先に作った列を使う", en: "using a column made just before"), result: "k,d,e\na,20,21\nb,,\nc,40,41"),
      Example(
        "t | derive p = share(x) by g | select k, g, p", "t ｜ 追加 p ＝ 構成比（x） gごと ｜ 選択 k、 g、 p",
        Message(ja: "評価ごとの構成比", en: "the share within each grade"),
        result: "k,g,p (％)\na,A,100\nb,A,\nc,B,100\nd,C,100\ne,,100"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    let names = call.columns("keys") ?? []
    let items = call.items("items")
    var current = relation
    for item in items {
      // Keys are columns of the rows at hand, which an earlier item may have made.
      let keys = item.value.calls(\.isWindow) ? try resolver.keys(names, current, call) : []
      let windowing = Windowing(current, keys: keys)
      var scope = RowScope(current, verb: "derive")
      scope.windowing = windowing
      let typed = try resolver.value(item.value, scope)
      let name = item.name.map { BilingualName($0.text) } ?? ResultName.item(item.value, scope)
      let width = current.fields.count
      current = try windowing.rows(naming: name, call, &resolver).adding(typed, name: name, behind: width, &resolver)
    }
    if !names.isEmpty, !items.contains(where: { $0.value.calls(\.isWindow) }) {
      throw .byWithoutUse(names, items, call)
    }
    return current
  }
}

extension Windowing {
  /// The rows with what was collected, each measure checked: what a guard keeps apart is not added up (E08, E09), and a
  /// guard that differs between groups is shown (N10).
  fileprivate func rows(
    naming name: BilingualName, _ call: VerbCall, _ resolver: inout Resolver
  ) throws(Diagnostic) -> Relation {
    var rows = relation(naming: name)
    let guards = Guards(
      relation: rows, keys: keys, call: call, keysEnd: call.columns("keys")?.last?.span.end, byEnd: call.span.end)
    for carried in try guards.check(measures, &resolver) {
      resolver.note(guards.notice(carried))
      rows.fields[carried.place].visibility = .shown
    }
    if !rows.isCataloged, measures.contains(where: \.isAdded) { rows.hasGuardsOff = true }
    return rows
  }
}

extension Relation {
  /// With one more column, in place of one of the same name or behind the shown ones.
  ///
  /// - Parameter width: how many of the columns stay; those behind only served to compute the new one.
  func adding(
    _ typed: Typed, name: BilingualName, behind width: Int? = nil, _ resolver: inout Resolver
  ) -> Relation {
    var fields = Array(self.fields.prefix(width ?? self.fields.count))
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

extension Diagnostic {
  /// E32: keys for functions that are not there.
  fileprivate static func byWithoutUse(_ names: [ColumnName], _ items: [Item], _ call: VerbCall) -> Diagnostic {
    let span = names[0].span.joined(names[names.count - 1].span)
    let ends = items.map(\.value.span.end)
    return Diagnostic(
      "E32",
      Message(ja: "この「追加」には「ごと」の使い道がありません", en: "There is nothing here that by could be for"), at: span,
      notes: [
        Message(
          ja: "「ごと」が効くのは、前・構成比・全体・累計・行番号の関数です。",
          en: "by is for the functions prev, share, total, cumsum and row_number.")
      ],
      fixes: ends.last.map { end in
        [FixIt(Message(ja: "「ごと」を外す", en: "leave out by"), edits: [FixIt.Edit(Span(end, call.span.end), "")])]
      } ?? [])
  }
}

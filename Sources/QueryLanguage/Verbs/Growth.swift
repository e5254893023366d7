internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let growth = Verb(
    Spelling("growth", "増減"),
    [.expression("measure"), .keyword(.over), .column("over"), .flag("any", .any), .by("keys"), .direction("better")],
    summary: Message(
      ja: "年度ごとに前の年度との差と率を出す", en: "each fiscal year against the year before: difference, rate, better or worse"),
    details: Message(
      ja:
        "「増減 値 軸 年度 ごと 列」で、列と年度ごとに1行です。前年値は1つ前の年度の値で、その年度がなければ欠測です。何年かに一度の値は「軸 年度 直近」とすると、値のあるいちばん近い前の年度と比べ、その年度も出ます（前年）。「ごと」がなければ行を見分ける列の全部を使います。",
      en:
        "growth M over YEAR by KEYS gives one row for each of the keys and each year. prev is the value of the year before, missing where that year is not there. For figures that are not taken every year, over YEAR any compares with the latest earlier year that has a value, and shows it (prev_year). Without by, all columns that tell rows apart are the keys."
    ),
    examples: [
      Example(
        "t | growth x over y by g better up", "t ｜ 増減 x 軸 y ごと g 良い方向 増",
        Message(ja: "評価ごとに、前の年度との差", en: "for each grade, the change from the year before"),
        result:
          "g,y,value,prev,diff,rate (％),better\nA,2019,10,,,,unknown\nA,2020,,10,,,unknown\nB,2021,20,,,,unknown\nC,2022,5,,,,unknown\n,2023,7,,,,unknown"
      ),
      Example(
        "t | select x, y | growth sum(x) over y any better down", "t ｜ 選択 x、 y ｜ 増減 合計（x） 軸 y 直近 良い方向 減",
        Message(ja: "値のある直近の年度との差", en: "the change from the latest earlier year with a value"),
        result:
          "y,value,prev,prev_year,diff,rate (％),better\n2019,10,,,,,unknown\n2020,,10,2019,,,unknown\n2021,20,10,2019,10,100,worse\n2022,5,20,2021,-15,-75,improved\n2023,7,5,2022,2,40,worse"
      ),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    let series = try Series(call, relation, &resolver)
    let over = relation.fields[series.over]
    guard over.type == .year else { throw .notOverYears(over, call, relation) }
    return try Growth(rows: try series.rows(&resolver), isAny: call.flag("any"), call: call).build(relation, &resolver)
  }
}

/// The columns of `growth`, made of the rows for each key and year.
private struct Growth {
  let rows: Series.Rows
  let isAny: Bool
  let call: VerbCall

  func build(_ relation: Relation, _ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let input = rows.relation
    let (window, previous, places) = neighbours(&resolver)
    var before = rows.value
    before.value = earlier(.column(previous.value), rows.value.type, previous.year)
    let change = Change(before: before, after: rows.value, direction: rows.direction, unit: rows.unit)

    var made: [Change.Made] = (0...rows.over).map { (input.fields[$0].asShown, .column($0)) }
    for one in rows.carried {
      let field = input.fields[one.place]
      guard one.differsWithinKey, let place = places[one.place] else {
        made.append((field, .column(one.place)))
        continue
      }
      let sides = [earlier(.column(place), field.type, previous.year), .column(one.place)]
      made.append(
        (
          Field(id: resolver.newID(), name: field.name, type: .text),
          .conditional(
            .isMissing(before.value), then: .call(.sideBySide(field), [sides[1], sides[1]]),
            else: .call(.sideBySide(field), sides))
        ))
    }
    made.append((holding(rows.value, "値", "value", &resolver), rows.value.value))
    made.append((holding(before, "前年値", "prev", &resolver), before.value))
    if isAny {
      let year = Field(id: resolver.newID(), name: BilingualName(ja: "前年", en: "prev_year"), type: .year)
      made.append((year, .column(previous.year)))
    }
    made += change.diff(&resolver)
    made += [change.rate(&resolver), change.better(&resolver)]
    for place in rows.references(of: made) { made.append((input.fields[place].asCarried, .column(place))) }
    let watches = [change.noteUnknownDirection(&resolver)].compactMap { $0 }
    return try rows.result(made, over: .window(window), watches: watches, call, relation)
  }

  private func holding(_ typed: Typed, _ ja: String, _ en: String, _ resolver: inout Resolver) -> Field {
    Field.holding(typed, id: resolver.newID(), name: BilingualName(ja: ja, en: en))
  }

  /// What a column has in the year to compare with: the year before, or with `any` the one that was found.
  private func earlier(_ value: PlanExpression, _ type: ColumnType, _ year: Int) -> PlanExpression {
    if isAny { return value }
    let yearBefore = PlanExpression.sum(
      .column(rows.over), [SumTerm(isMinus: true, value: .constant(.number(ExactDecimal(1)), .number))], result: .year)
    return .conditional(
      .compare(.equal, .column(year), yearBefore), then: value, else: .constant(.missing(.unmatched), type))
  }

  /// The rows with, behind their own columns, those of the row before of the same key (the latest one with a value).
  private func neighbours(
    _ resolver: inout Resolver
  ) -> (window: Plan.Window, previous: (value: Int, year: Int), guards: [Int: Int]) {
    let input = rows.relation
    var calls: [WindowCall] = []
    func add(_ value: PlanExpression, _ field: Field) -> Int {
      var field = field
      field.id = resolver.newID()
      field.visibility = .carried
      calls.append(
        isAny
          ? WindowCall(.function(.lastPresent), [rows.value.value, value], field: field)
          : WindowCall(.function(.neighbour), [value], field: field))
      return input.fields.count + calls.count - 1
    }
    let value = add(rows.value.value, Field.holding(rows.value, id: 0, name: BilingualName("prev")))
    let year = add(.column(rows.over), input.fields[rows.over])
    var guards: [Int: Int] = [:]
    for one in rows.carried where one.differsWithinKey {
      guards[one.place] = add(.column(one.place), input.fields[one.place])
    }
    return (Plan.Window(input: input.plan, keys: Array(rows.keys), calls: calls), (value, year), guards)
  }
}

extension Diagnostic {
  /// E34: years have a year before, other columns do not.
  fileprivate static func notOverYears(_ over: Field, _ call: VerbCall, _ relation: Relation) -> Diagnostic {
    var fixes: [FixIt] = []
    let span = call.columns("over")?.first?.span ?? call.span
    if let year = relation.nameable.first(where: { relation.fields[$0].type == .year }) {
      let name = relation.fields[year].name.typed
      fixes.append(FixIt(replace: span, with: name, label: Message(ja: "軸 ", en: "over ") + name))
    }
    var edits = [FixIt.Edit(call.name.span, Message(ja: "推移", en: "trend"))]
    if case .flag(let any)? = call.arguments["any"] { edits.append(FixIt.Edit(any, "")) }
    fixes.append(FixIt(Message(ja: "推移 … 軸 \(over.name.ja)", en: "trend … over \(over.name.en)"), edits: edits))
    fixes.append(
      FixIt(Message(ja: "比較 … 軸 \(over.name.ja): 前 → 後", en: "compare … over \(over.name.en): v1 -> v2")))
    return Diagnostic(
      "E34",
      Message(
        ja: "\(over.name.ja)は\(over.type.word.ja)の列なので、前の年度がありません",
        en: "\(over.name.en) is a \(over.type.word.en) and has no year before"), at: span,
      notes: [
        Message(
          ja: "増減は年度どうしを比べます。ほかの列は、推移（初めと終わり）か比較（2つの値）で見られます。",
          en:
            "growth compares fiscal years. Along other columns trend sets the last against the first, compare any two.")
      ], fixes: fixes)
  }
}

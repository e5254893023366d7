internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let trend = Verb(
    Spelling("trend", "推移"),
    [.expression("measure"), .keyword(.over), .column("over"), .by("keys"), .direction("better")],
    summary: Message(
      ja: "何年かの動きを1行にまとめる（初めと終わり、年率、型、図形）", en: "several years in one row: first, last, yearly rate, pattern, sparkline"
    ),
    details: Message(
      ja:
        "「推移 値 軸 年度 ごと 列」で、列ごとに1行です。初値と終値は記入のある最初と最後の値、差と増減率はその間の変化、年率は1年あたりの増減率（おおよその値）です。型は増加・減少・横ばい・増減、図形は1行ごとの最小から最大までを8段で表し、どの行も同じ年度が同じ位置で、値のない年度は・です。軸は年度のほか、並べられる列なら何でも使えます（年率は年度だけ）。",
      en:
        "trend M over YEAR by KEYS gives one row for the keys. first and last are the first and last present values, diff and rate the change between them, annual the rate for one year (approximate). pattern is rising, falling, flat or mixed; spark draws each row from its own lowest to its highest value in eight heights, a year always in the same place, · where there is no value. Any column that can be ordered may stand for the year (annual is for years only)."
    ),
    examples: [
      Example(
        "t | select x, y | trend sum(x) over y better up", "t ｜ 選択 x、 y ｜ 推移 合計（x） 軸 y 良い方向 増",
        Message(ja: "全体の動き", en: "how the total moved"),
        result: "n,first,last,diff,rate (％),annual (％),pattern,spark,better\n4,10,7,-3,-30,-8.53,mixed,▃·█▁▂,worse"),
      Example(
        "t | select g, x | trend sum(x) over g", "t ｜ 選択 g、 x ｜ 推移 合計（x） 軸 g",
        Message(ja: "年度でない列の順に", en: "along a column that is no year"),
        result: "n,first,last,diff,rate (％),pattern,spark,better\n3,10,5,-5,-50,mixed,▃█▁,unknown"
      ),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    let series = try Series(call, relation, &resolver)
    let over = relation.fields[series.over]
    let rows = try series.rows(&resolver) { place, value in
      Plan.Watch(
        condition: .and([.isMissing(place), .not(.isMissing(value))]), notice: { .withoutPlace($0, over.name) })
    }
    return try Trend(rows: rows, over: over, call: call).build(relation, &resolver)
  }
}

/// The columns of `trend`, made of the rows for each key and place along the series.
private struct Trend {
  let rows: Series.Rows
  let over: Field
  let call: VerbCall

  func build(_ relation: Relation, _ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let drawn = drawn(&resolver)
    var group = Regrouping(input: drawn.relation, keys: Array(rows.keys), filter: rows.isPresent)
    let value = rows.value
    var count = Field(id: resolver.newID(), name: BilingualName(ja: "個数", en: "n"), type: .number)
    count.isCount = true
    let n = group.add(.countRows, nil, count)
    let first = group.add(.firstPresent, value.value, holding(value, "初値", "first", &resolver))
    let last = group.add(.lastPresent, value.value, holding(value, "終値", "last", &resolver))

    var made: [Change.Made] = rows.keys.map { (rows.relation.fields[$0].asShown, .column($0)) }
    made += rows.carried.map { carried($0, &group, &resolver) }
    made += [group.made(n), group.made(first), group.made(last)]
    var change = Change(before: value, after: value, direction: rows.direction)
    // A single value has not changed: it has nothing to be compared with.
    change.before.value = .conditional(
      .compare(.less, .column(n), .constant(.number(ExactDecimal(2)), .number)),
      then: .constant(.missing(.incomputable), value.type), else: .column(first))
    change.after.value = .column(last)
    change.unit = rows.unit.map { (group.place(of: $0.place), $0.type) }
    if let column = rows.direction.column { change.direction.column = (group.place(of: column.place), column.scale) }
    made += change.diff(&resolver)
    made.append(change.rate(&resolver))
    if over.type == .year { made.append(annual(change, &group, &resolver)) }
    let pattern = Field(id: resolver.newID(), name: BilingualName(ja: "型", en: "pattern"), type: .level(.pattern))
    made.append(group.column(.pattern, value.value, pattern))
    let spark = Field(id: resolver.newID(), name: BilingualName(ja: "図形", en: "spark"), type: .text)
    made.append(group.column(.only, .column(drawn.spark), spark, isWhole: true))
    made.append(change.better(&resolver))
    for place in rows.references(of: made) {
      made.append((rows.relation.fields[place].asCarried, .column(group.place(of: place))))
    }
    let watches = [change.noteUnknownDirection(&resolver)].compactMap { $0 }
    return try rows.result(made, over: group.plan, watches: watches, call, relation)
  }

  private func holding(_ typed: Typed, _ ja: String, _ en: String, _ resolver: inout Resolver) -> Field {
    Field.holding(typed, id: resolver.newID(), name: BilingualName(ja: ja, en: en))
  }

  /// The rows with a sparkline behind them, the same for all rows of a key.
  ///
  /// What stands where in it is the rank of the place along the series among all rows, so that lines stand one below
  /// the other.
  private func drawn(_ resolver: inout Resolver) -> (relation: Relation, spark: Int) {
    let width = rows.relation.fields.count
    let leader = over.follows.flatMap { rows.relation.place(of: $0) }
    let rank = Field(id: resolver.newID(), name: BilingualName("rank"), type: .number, visibility: .carried)
    let ranked = Plan.window(
      Plan.Window(
        input: rows.relation.plan, keys: [],
        calls: [
          WindowCall(
            .rank(isDescending: false), [leader, rows.over].compactMap { $0 }.map { .column($0) }, field: rank)
        ]))
    let spark = Field(id: resolver.newID(), name: BilingualName("spark"), type: .text, visibility: .carried)
    let plan = Plan.window(
      Plan.Window(
        input: ranked, keys: Array(rows.keys),
        calls: [WindowCall(.function(.spark), [rows.value.value, .column(width)], field: spark)]))
    return (rows.relation.with(plan), width + 1)
  }

  /// A guard column: the one value that a key has, or its values along the series, 決算→予算.
  private func carried(
    _ one: (place: Int, differsWithinKey: Bool), _ group: inout Regrouping, _ resolver: inout Resolver
  ) -> Change.Made {
    let field = rows.relation.fields[one.place]
    if !one.differsWithinKey { return group.column(.firstPresent, .column(one.place), field) }
    let made = Field(id: resolver.newID(), name: field.name, type: .text)
    return group.column(.sequence(of: field), .column(one.place), made)
  }

  /// annual / 年率: the rate that, year after year, leads from the first value to the last.
  private func annual(_ change: Change, _ group: inout Regrouping, _ resolver: inout Resolver) -> Change.Made {
    let start = group.add(.firstPresent, .column(rows.over), over)
    let end = group.add(.lastPresent, .column(rows.over), over)
    var field = Field(
      id: resolver.newID(), name: BilingualName(ja: "年率", en: "annual"), type: .number, unit: .percent)
    field.isApproximate = true
    guard change.after.type == .number else { return (field, .constant(.missing(.incomputable), .number)) }
    let years = PlanExpression.sum(.column(end), [SumTerm(isMinus: true, value: .column(start))], result: .number)
    return (field, .call(.annualRate, [change.before.value, change.after.value, years]))
  }
}

/// Rows grouped once more by some of their keys, in the order in which those come.
private struct Regrouping {
  let input: Relation
  let keys: [Int]
  /// The rows that take part.
  let filter: PlanExpression
  private var calls: [AggregateCall] = []

  init(input: Relation, keys: [Int], filter: PlanExpression) {
    self.input = input
    self.keys = keys
    self.filter = filter
  }

  /// - Parameter isWhole: whether all rows take part.
  /// - Returns: the place in the grouped row.
  mutating func add(
    _ function: AggregateFunction, _ argument: PlanExpression?, _ field: Field, isWhole: Bool = false
  ) -> Int {
    calls.append(AggregateCall(function, argument, filter: isWhole ? nil : filter, field: field))
    return keys.count + calls.count - 1
  }

  /// The same as a column of the result.
  mutating func column(
    _ function: AggregateFunction, _ argument: PlanExpression?, _ field: Field, isWhole: Bool = false
  ) -> Change.Made {
    (field, .column(add(function, argument, field, isWhole: isWhole)))
  }

  /// Where a column of the input stands in the grouped row, with its first present value.
  mutating func place(of column: Int) -> Int {
    keys.firstIndex(of: column) ?? add(.firstPresent, .column(column), input.fields[column], isWhole: true)
  }

  func made(_ place: Int) -> Change.Made { (calls[place - keys.count].field, .column(place)) }

  var plan: Plan {
    .aggregate(
      Plan.Aggregate(
        input: input.plan, keys: keys, calls: calls, fields: keys.map { input.fields[$0] } + calls.map(\.field)))
  }
}

extension Notice {
  /// N2: values that have no place along the series.
  fileprivate static func withoutPlace(_ count: Int, _ over: BilingualName) -> Notice {
    Notice(
      "N2",
      Message(
        ja: "\(over.ja): 欠測 \(count) 件を除きました。",
        en: "\(over.en): \(count) missing \(count == 1 ? "value" : "values") left out."),
      fix: Message(
        ja: "絞込 \(Formatter.columnText(over.ja)) が 欠測", en: "where \(Formatter.columnText(over.en)) is missing"))
  }
}

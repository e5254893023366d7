internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let compare = Verb(
    Spelling("compare", "比較"),
    [
      .expression("measure"),
      .oneOf([
        [.keyword(.over), .column("over"), .colon, .sum("base"), .arrow, .sum("value")],
        [.keyword(.with), .expression("with")],
      ]), .by("keys"), .direction("better"),
    ],
    summary: Message(
      ja: "2つを並べて差と率を出す（年度どうし、予算と決算、実績と目標 …）", en: "set two values side by side: difference, rate, better or worse"),
    details: Message(
      ja:
        "「比較 値 軸 列: 前 → 後」は列の2つの値を、「比較 実績 対 目標」は2つの列を比べます。差は 後 − 前、増減率は 差 ÷ |前| です。評価（↑ ↓）は列の良い方向で決まり、分からなければ「良い方向 増」のように付けます。",
      en:
        "compare M over COLUMN: v1 -> v2 sets two values of a column side by side, compare A with B two columns (B is the base). diff is value - base, rate is diff / |base|. Whether it is better follows the column's direction, or say better up."
    ),
    examples: [
      Example(
        "t | select x, y | compare sum(x) over y: R1 -> R3 better up",
        "t ｜ 選択 x、 y ｜ 比較 合計（x） 軸 y： R1 → R3 良い方向 増",
        Message(ja: "2つの年度", en: "two fiscal years"),
        result: "base,value,diff,rate (％),ratio (％),better\n10,20,10,100,200,improved")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    if call.columns("over") != nil { return try OverComparison(call, relation, &resolver).build(&resolver) }
    return try WithComparison(call, relation, &resolver).build(&resolver)
  }
}

/// What both forms of `compare` share: keys, the columns of the result, the direction.
struct ComparisonColumns {
  var relation: Relation
  var call: VerbCall
  var keys: [Int]

  /// The keys named, or the primary key without the column compared over and what depends on it.
  static func keys(_ call: VerbCall, _ relation: Relation, over: Int?, _ resolver: Resolver) throws(Diagnostic) -> [Int]
  {
    if let names = call.columns("keys") { return try resolver.keys(names, relation, call) }
    let overID = over.map { relation.fields[$0].id }
    var places: [Int] = []
    for id in relation.primaryKey where id != overID {
      guard let place = relation.place(of: id),
        relation.fields[place].isShown || relation.fields[place].visibility == .provenance
      else { continue }
      if let overID, relation.fields[place].follows == overID { continue }
      places.append(place)
    }
    return places
  }

  /// The two sides in the aggregated row, and from what direction they are judged.
  struct Sides {
    var base: Typed
    var value: Typed
    var direction: Direction
    var baseRemark: Message
    var valueRemark: Message
  }

  /// Adds base, value, diff, rate, ratio, (achieve,) better.
  func add(_ sides: Sides, achieve: Bool, to row: inout AggregatedRow, _ resolver: inout Resolver) throws(Diagnostic) {
    let (base, value) = (sides.base, sides.value)
    var baseField = Field.holding(base, id: resolver.newID(), name: BilingualName(ja: "基準", en: "base"))
    baseField.remark = sides.baseRemark
    var valueField = Field.holding(value, id: resolver.newID(), name: BilingualName(ja: "値", en: "value"))
    valueField.remark = sides.valueRemark
    for index in [0, 1] {
      var field = index == 0 ? baseField : valueField
      field.guards = []
      row.add(field, index == 0 ? base.value : value.value)
    }
    let diff = try difference(base, value, to: &row, &resolver)
    let percent = Unit.percent
    let isNumber = value.type == .number
    func ratioField(_ ja: String, _ en: String) -> Field {
      Field(id: resolver.newID(), name: BilingualName(ja: ja, en: en), type: .number, unit: percent)
    }
    let missing = PlanExpression.constant(.missing(.incomputable), .number)
    let zero = PlanExpression.constant(.number(.zero), .number)
    let divisor = PlanExpression.conditional(.compare(.equal, base.value, zero), then: missing, else: base.value)
    let size = PlanExpression.conditional(
      .compare(.less, divisor, zero), then: .negative(divisor), else: divisor)
    row.add(
      ratioField("増減率", "rate"),
      isNumber ? .product(diff, [ProductFactor(isDivision: true, value: size)]) : missing)
    row.add(
      ratioField("比", "ratio"),
      isNumber ? .product(value.value, [ProductFactor(isDivision: true, value: divisor)]) : missing)
    if achieve { row.add(ratioField("達成率", "achieve"), achievement(sides, divisor, missing, zero)) }
    try addBetter(sides, to: &row, &resolver)
  }

  private func difference(
    _ base: Typed, _ value: Typed, to row: inout AggregatedRow, _ resolver: inout Resolver
  ) throws(Diagnostic) -> PlanExpression {
    var field = Field(id: resolver.newID(), name: BilingualName(ja: "差", en: "diff"), type: .number)
    let diff: PlanExpression
    switch value.type {
    case .level:
      // Steps: +1 is one level better, that is one place nearer the head of the legend.
      diff = .sum(
        .call(.place, [base.value]), [SumTerm(isMinus: true, value: .call(.place, [value.value]))], result: .number)
    default:
      diff = .sum(value.value, [SumTerm(isMinus: true, value: base.value)], result: .number)
      field.unit = value.unit.map { $0.dimension == .ratio ? .points : $0 }
      if let id = value.unitFrom, let place = relation.place(of: id) {
        // Per-row units: a difference of percentages is in points.
        let unitField = relation.fields[place]
        let at = keys.firstIndex(of: place) ?? row.aggregation.add(.firstPresent, .column(place), unitField)
        var word = Field(id: resolver.newID(), name: BilingualName("unit of diff"), type: .text, visibility: .carried)
        word.name = BilingualName(ja: "差の単位", en: "diff_unit")
        field.unitFrom = word.id
        row.add(word, .call(.differenceUnit(unitField.type), [.column(at)]))
      }
    }
    row.add(field, diff)
    return diff
  }

  private func achievement(
    _ sides: Sides, _ divisor: PlanExpression, _ missing: PlanExpression, _ zero: PlanExpression
  ) -> PlanExpression {
    let (base, value) = (sides.base.value, sides.value.value)
    guard sides.value.type == .number else { return missing }
    let inverse = PlanExpression.conditional(.compare(.equal, value, zero), then: missing, else: value)
    return sides.direction.choose(
      up: .product(value, [ProductFactor(isDivision: true, value: divisor)]),
      down: .product(base, [ProductFactor(isDivision: true, value: inverse)]), unknown: missing)
  }

  private func addBetter(_ sides: Sides, to row: inout AggregatedRow, _ resolver: inout Resolver) throws(Diagnostic) {
    let scale = Scale.verdict
    let type = ColumnType.level(scale)
    func level(_ place: Int) -> PlanExpression { .constant(.level(place), type) }
    let (base, value) = (sides.base.value, sides.value.value)
    // Levels compare by place: nearer the head of the legend is smaller.
    let isGrade = sides.value.type.scale != nil
    let rises = PlanExpression.compare(isGrade ? .less : .greater, value, base)
    func verdict(_ good: PlanExpression) -> PlanExpression {
      .conditional(
        .compare(.equal, value, base), then: level(1), else: .conditional(good, then: level(0), else: level(2)))
    }
    let falls = PlanExpression.compare(isGrade ? .greater : .less, value, base)
    let known = sides.direction.choose(up: verdict(rises), down: verdict(falls), unknown: level(3))
    let field = Field(id: resolver.newID(), name: BilingualName(ja: "評価", en: "better"), type: type)
    row.add(field, .conditional(.or([.isMissing(base), .isMissing(value)]), then: level(3), else: known))
    if sides.direction.isUnknown {
      resolver.note(.noDirection)
    } else if let unknown = sides.direction.unknownCondition {
      row.watches.append(Plan.Watch(condition: unknown, notice: { _ in .noDirection }))
    }
  }

  /// The direction that a measure has: stated, its column's, its row's, or up for grades.
  func direction(_ measure: Typed, _ aggregation: Aggregation) -> Direction {
    if case .direction(let better, _)? = call.arguments["better"] {
      return Direction(better: better, place: nil, scale: nil)
    }
    if let better = measure.better { return Direction(better: better, place: nil, scale: nil) }
    if let id = measure.betterFrom, let place = relation.place(of: id), let scale = relation.fields[place].type.scale {
      let at = keys.firstIndex(of: place) ?? aggregation.add(.firstPresent, .column(place), relation.fields[place])
      return Direction(better: nil, place: at, scale: scale)
    }
    if measure.type.isGrade { return Direction(better: .up, place: nil, scale: nil) }
    return Direction(better: nil, place: nil, scale: nil)
  }

  /// E12 for keys under which there are several rows.
  func uniqueness(_ measure: Expression, at span: Span, where side: Message?, over: Int? = nil) -> Uniqueness {
    let fields = keys.map { relation.fields[$0] }
    let text = Formatter.text(measure) ?? ""
    let textJa = Formatter.text(measure, .ja) ?? text
    let rest = relation.primaryKey.compactMap { relation.place(of: $0) }.filter { !keys.contains($0) && $0 != over }
      .map { relation.fields[$0] }.filter { $0.isShown && !$0.type.isList }
    return Uniqueness { values, rows in
      func described(_ language: Language) -> String {
        let parts = zip(fields, values).filter { !$1.isMissing }.map {
          "\($0.name[language])=\($1.text(as: $0, language))"
        }
        return parts.joined(separator: language == .ja ? "、" : ", ")
      }
      let whereJa = side.map { " \($0.ja) の" } ?? ""
      let whereEn = side.map { " for \($0.en)" } ?? ""
      let ja = described(.ja)
      let en = described(.en)
      var fixes = [FixIt(replace: span, with: "sum(\(text))", label: Message(ja: "合計(\(textJa))", en: "sum(\(text))"))]
      if let other = rest.last(where: { $0.type == .text }) ?? rest.first {
        fixes.append(FixIt(Message(ja: "ごと … \(other.name.ja)", en: "by … \(other.name.en)")))
      }
      return Diagnostic(
        "E12",
        Message(
          ja: "\(ja.isEmpty ? "" : ja + "に")\(whereJa)行が \(rows) 行あり、どれを比べるか決まりません",
          en: "\(en.isEmpty ? "There are" : en + " has") \(rows) rows\(whereEn)"), at: span, fixes: fixes)
    }
  }

  /// A measure must be a number, a grade or a year.
  func check(_ typed: Typed) throws(Diagnostic) {
    switch typed.type {
    case .number, .year: return
    case .level(let scale):
      if !scale.isRanked { throw .unranked(typed, scale, nil, typed.span) }
    default: throw .notNumbers(typed, typed)
    }
  }
}

extension Scale {
  /// What `better` says: improved, same, worse, unknown; shown as ↑ → ↓ ―.
  static let verdict = Scale(
    name: "better", levels: ["improved", "same", "worse", "unknown"], isRanked: false,
    labels: [
      "improved": Message(ja: "改善", en: "improved"), "same": Message(ja: "同じ", en: "same"),
      "worse": Message(ja: "悪化", en: "worse"), "unknown": Message(ja: "不明", en: "unknown"),
    ],
    spellings: ["改善": "improved", "同じ": "same", "悪化": "worse", "不明": "unknown", "↑": "improved", "↓": "worse"],
    isLocalized: true)
}

extension Function {
  /// The unit of a difference: points for percentages, otherwise the unit itself.
  static func differenceUnit(_ type: ColumnType) -> Function {
    Function(name: "difference_unit", result: .text) { columns, rowCount throws(KernelFailure) in
      let words =
        try type.scale.map { scale throws(KernelFailure) in try Function.levelWord(scale).kernel(columns, rowCount) }
        ?? columns[0]
      return Kernels.texts(words, rowCount) { Unit.named($0)?.dimension == .ratio ? Unit.points.symbol : $0 }
    }
  }
}

extension Notice {
  /// N7.
  fileprivate static let noDirection = Notice(
    "N7",
    Message(ja: "良い方向が分からないため、評価は不明（―）です。", en: "No better direction is known, so better is unknown (―)."),
    fix: Message(ja: "良い方向 増 / 良い方向 減", en: "better up / better down"))
}

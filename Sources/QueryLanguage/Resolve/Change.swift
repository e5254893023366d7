internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// How one value of a row differs from an earlier one: the columns diff, rate, ratio, achieve and better, by whichever
/// verb sets the two side by side.
struct Change {
  /// One column of the result.
  typealias Made = (field: Field, value: PlanExpression)

  var before: Typed
  var after: Typed
  /// From which side the two are judged.
  var direction: Direction
  /// Where figures have a unit per row, the column of the row that names it.
  var unit: (place: Int, type: ColumnType)?

  private var isNumber: Bool { after.type == .number }
  private static let missing = PlanExpression.constant(.missing(.incomputable), .number)
  private static let zero = PlanExpression.constant(.number(.zero), .number)

  /// after − before; of grades the steps, +1 being one better.
  private var distance: PlanExpression {
    switch after.type {
    case .level:
      // One place nearer the head of the legend is one better.
      .sum(
        .call(.place, [before.value]), [SumTerm(isMinus: true, value: .call(.place, [after.value]))], result: .number)
    default: .sum(after.value, [SumTerm(isMinus: true, value: before.value)], result: .number)
    }
  }

  /// before, and missing where it is 0.
  private var divisor: PlanExpression { Self.unlessZero(before.value) }

  private static func unlessZero(_ value: PlanExpression) -> PlanExpression {
    .conditional(.compare(.equal, value, zero), then: missing, else: value)
  }

  private func percentage(_ ja: String, _ en: String, _ resolver: inout Resolver) -> Field {
    Field(id: resolver.newID(), name: BilingualName(ja: ja, en: en), type: .number, unit: .percent)
  }

  /// diff / 差, behind the column with its units where those differ from row to row.
  func diff(_ resolver: inout Resolver) -> [Made] {
    var field = Field(id: resolver.newID(), name: BilingualName(ja: "差", en: "diff"), type: .number)
    var made: [Made] = []
    if case .level = after.type {
    } else {
      field.unit = after.unit.map { $0.dimension == .ratio ? .points : $0 }
      if let unit {
        // A difference of percentages is in points.
        let word = Field(
          id: resolver.newID(), name: BilingualName(ja: "差の単位", en: "diff_unit"), type: .text, visibility: .carried)
        field.unitFrom = word.id
        made.append((word, .call(.differenceUnit(unit.type), [.column(unit.place)])))
      }
    }
    made.append((field, distance))
    return made
  }

  /// rate / 増減率: diff / |before|.
  func rate(_ resolver: inout Resolver) -> Made {
    let size = PlanExpression.conditional(
      .compare(.less, divisor, Self.zero), then: .negative(divisor), else: divisor)
    return (
      percentage("増減率", "rate", &resolver),
      isNumber ? .product(distance, [ProductFactor(isDivision: true, value: size)]) : Self.missing
    )
  }

  /// ratio / 比: after / before.
  func ratio(_ resolver: inout Resolver) -> Made {
    (
      percentage("比", "ratio", &resolver),
      isNumber ? .product(after.value, [ProductFactor(isDivision: true, value: divisor)]) : Self.missing
    )
  }

  /// achieve / 達成率: after / before where more is better, before / after where less is.
  func achieve(_ resolver: inout Resolver) -> Made {
    let field = percentage("達成率", "achieve", &resolver)
    if !isNumber { return (field, Self.missing) }
    let inverse = Self.unlessZero(after.value)
    return (
      field,
      direction.choose(
        up: .product(after.value, [ProductFactor(isDivision: true, value: divisor)]),
        down: .product(before.value, [ProductFactor(isDivision: true, value: inverse)]), unknown: Self.missing)
    )
  }

  /// better / 評価: improved, same, worse, unknown.
  func better(_ resolver: inout Resolver) -> Made {
    let type = ColumnType.level(.verdict)
    func level(_ place: Int) -> PlanExpression { .constant(.level(place), type) }
    let (x, y) = (before.value, after.value)
    // Levels compare by place: nearer the head of the legend is smaller.
    let isGrade = after.type.scale != nil
    let rises = PlanExpression.compare(isGrade ? .less : .greater, y, x)
    let falls = PlanExpression.compare(isGrade ? .greater : .less, y, x)
    func verdict(_ good: PlanExpression) -> PlanExpression {
      .conditional(.compare(.equal, y, x), then: level(1), else: .conditional(good, then: level(0), else: level(2)))
    }
    let known = direction.choose(up: verdict(rises), down: verdict(falls), unknown: level(3))
    let field = Field(id: resolver.newID(), name: BilingualName(ja: "評価", en: "better"), type: type)
    return (field, .conditional(.or([.isMissing(x), .isMissing(y)]), then: level(3), else: known))
  }

  /// N7: says that no direction is known, or gives what asks each row. Where a side is missing the direction does not
  /// matter.
  func noteUnknownDirection(_ resolver: inout Resolver) -> Plan.Watch? {
    // Who says `better none` has nothing left to be told.
    if direction.better == Better.none, direction.isChosen { return nil }
    if direction.isUnknown {
      resolver.note(.noDirection)
      return nil
    }
    return direction.unknownCondition.map { unknown in
      let condition = PlanExpression.and([.not(.isMissing(before.value)), .not(.isMissing(after.value)), unknown])
      return Plan.Watch(condition: condition, notice: { _ in .noDirection })
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

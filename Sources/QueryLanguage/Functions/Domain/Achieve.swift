internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let achieve = FunctionEntry.scalar(
    Spelling("achieve", "達成率"), Message(ja: "(実績, 目標)", en: "(actual, target)"),
    Message(
      ja: "達成率（％）。多い方が良いなら 実績÷目標、少ない方が良いなら 目標÷実績。良い方向が分からなければ欠測",
      en:
        "achievement in percent: actual / target where more is better, target / actual where less is; missing where the direction is unknown"
    ),
    examples: [
      Example(
        "t | where k = 'a' | derive r = achieve(x, 8) | select k, r",
        "t | 絞込 k = 「a」 | 追加 r = 達成率(x, 8) | 選択 k, r",
        Message(ja: "良い方向が分からなければ欠測", en: "missing while the direction is unknown"), result: "k,r (％)\na,")
    ]
  ) { call, resolver throws(Diagnostic) in
    let arguments = try call.arguments(2...2)
    let actual = try call.number(0)
    let target = try call.number(1)
    _ = try resolver.sameUnit(target, as: actual, subject: actual)
    let direction = Direction(
      better: actual.better ?? target.better, from: actual.betterFrom ?? target.betterFrom, call.scope)
    if direction.isUnknown {
      resolver.note(.noAchievement(call.scope.typed(call.expressions[0]), call.scope.typed(call.expressions[1])))
    }
    var result = Typed(
      direction.choose(
        up: .product(actual.value, [ProductFactor(isDivision: true, value: target.value)]),
        down: .product(target.value, [ProductFactor(isDivision: true, value: actual.value)]),
        unknown: .constant(.missing(.incomputable), .number)),
      .number, span: call.span)
    result.unit = .percent
    result.better = .up
    result.guards = Array(Set(arguments.flatMap(\.guards))).sorted()
    return result
  }
}

extension Notice {
  /// N7 for a rate of achievement.
  fileprivate static func noAchievement(_ actual: Message, _ target: Message) -> Notice {
    Notice(
      "N7",
      Message(
        ja: "良い方向が分からないため、達成率は計算できません。",
        en: "No better direction is known, so the achievement cannot be computed."),
      fix: Message(ja: "\(actual.ja) / \(target.ja) 単位 ％", en: "\(actual.en) / \(target.en) as %"))
  }
}

/// Whether more is better, as far as it is known: fixed, or named by a column in each row.
struct Direction {
  var better: Better?
  /// Whether the person has said so.
  var isChosen = false
  /// The place of the column with the words up, down, none, and the type it has.
  var column: (place: Int, scale: Scale)?

  init(better: Better?, from id: Field.ID?, _ scope: RowScope) {
    self.better = better
    if better == nil, let id, let place = scope.relation.place(of: id),
      let scale = scope.relation.fields[place].type.scale
    {
      if let aggregation = scope.aggregation {
        if let key = aggregation.keys.firstIndex(of: place) { column = (key, scale) }
      } else {
        column = (place, scale)
      }
    }
  }

  init(better: Better?, place: Int?, scale: Scale?) {
    self.better = better
    if better == nil, let place, let scale { column = (place, scale) }
  }

  /// Whether nothing is known of any row.
  var isUnknown: Bool { column == nil && (better == nil || better == Better.none) }

  /// One of three values, by the direction of each row.
  func choose(up: PlanExpression, down: PlanExpression, unknown: PlanExpression) -> PlanExpression {
    guard let (place, scale) = column else {
      switch better {
      case .up: return up
      case .down: return down
      default: return unknown
      }
    }
    var choice = unknown
    if let level = scale.index(of: Better.down.rawValue) {
      choice = .conditional(.oneOf(.column(place), [.level(level)]), then: down, else: choice)
    }
    if let level = scale.index(of: Better.up.rawValue) {
      choice = .conditional(.oneOf(.column(place), [.level(level)]), then: up, else: choice)
    }
    return choice
  }

  /// The condition that a row's direction is not known; nil when it is known for all.
  var unknownCondition: PlanExpression? {
    guard let (place, scale) = column else { return isUnknown ? .constant(.bool(true), .bool) : nil }
    let known = [Better.up, .down].compactMap { scale.index(of: $0.rawValue) }.map { Value.level($0) }
    return .not(.oneOf(.column(place), known))
  }
}

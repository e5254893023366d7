internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let `where` = Verb(
    Spelling("where", "絞込", "絞り込み", "抽出"), [.expression("condition")],
    summary: Message(ja: "条件に合う行だけにする", en: "keep the rows for which a condition is true"),
    details: Message(
      ja: "欠測の行は「以外」（!=）には入り、大小の比較には入りません。比べられなかった行の数は通知（N1）に出ます。評価の「B 以上」は B かそれより良い段階です。",
      en:
        "A missing value counts as different (!=) and is neither more nor less than anything; rows that could not be compared are counted in a notice (N1). For grades, >= B means B or better."
    ),
    examples: [
      Example(
        "t | where g >= B | select k, g", "t ｜ 絞込 g が B 以上 ｜ 選択 k、 g",
        Message(ja: "B かそれより良い行", en: "rows graded B or better"),
        result: "k,g\na,A\nb,A\nc,B"),
      Example(
        "t | where x is missing or y = R3 | select k", "t ｜ 絞込 x が 欠測 または y が R3 ｜ 選択 k",
        Message(ja: "欠測か、ある年度", en: "missing, or of one fiscal year"), result: "k\nb\nc"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    guard let expression = call.expression("condition") else { return relation }
    let condition = try resolver.condition(expression, RowScope(relation, verb: "where"))
    var filter = Plan.Filter(input: relation.plan, condition: condition)
    filter.whenEmpty = EmptyResult.hints(expression, condition, relation, resolver)
    var next = relation.with(.filter(filter))
    next.pinned.formUnion(condition.pinnedColumns.map { relation.fields[$0].id })
    return next
  }
}

extension PlanExpression {
  /// The columns that this condition fixes to one value.
  var pinnedColumns: Set<Int> {
    switch self {
    case .and(let parts): parts.reduce(into: []) { $0.formUnion($1.pinnedColumns) }
    case .compare(.equal, .column(let place), .constant), .compare(.equal, .constant, .column(let place)): [place]
    case .oneOf(.column(let place), let values) where values.count == 1: [place]
    default: []
    }
  }
}

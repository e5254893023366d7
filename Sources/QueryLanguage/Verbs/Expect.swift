internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let expect = Verb(
    Spelling("expect", "確認"), [.expression("condition"), .optional([.string("message", isFile: false)])],
    summary: Message(ja: "条件が成り立つことを確かめる（成り立たなければ止まる）", en: "make sure that a condition holds, or stop"),
    details: Message(
      ja: "集計（件数、合計 …）を含む条件は表全体で1回、含まない条件はすべての行で確かめます。欠測のある比較は成り立たないものとします。",
      en:
        "With an aggregate the condition is about the whole table; without one every row must fulfil it. A comparison with a missing value does not hold."
    ),
    examples: [
      Example(
        "t | expect count() = 5", "t ｜ 確認 件数（） ＝ 5", Message(ja: "行の数を確かめる", en: "make sure of the number of rows"))
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    guard let expression = call.expression("condition") else { return relation }
    let message = call.string("message")?.raw
    let text = RowScope(relation).typed(expression)
    if expression.hasAggregate {
      let aggregation = Aggregation(keys: [])
      let condition = try resolver.condition(expression, RowScope(relation, aggregation: aggregation, verb: "expect"))
      let guards = Guards(relation: relation, keys: [], call: call)
      _ = try guards.check(aggregation.measures, &resolver)
      let failure = Diagnostic.expectationFailed(expression, text, message, nil)
      return relation.with(
        .effect(
          Plan.Effect(
            input: relation.plan, kind: .expectWhole(calls: aggregation.calls, condition, failure: { failure }))))
    }
    let condition = try resolver.condition(expression, RowScope(relation, verb: "expect"))
    return relation.with(
      .effect(
        Plan.Effect(
          input: relation.plan,
          kind: .expectRows(condition, failure: { .expectationFailed(expression, text, message, (call.span, $0)) }))))
  }
}

extension Diagnostic {
  /// E27.
  ///
  /// - Parameter failed: the verb and how many rows failed, when the condition is about rows.
  fileprivate static func expectationFailed(
    _ condition: Expression, _ text: Message, _ message: String?, _ failed: (verb: Span, rows: Int)?
  ) -> Diagnostic {
    let what = message.map { Message(same: $0) } ?? text
    var diagnostic = Diagnostic(
      "E27",
      Message(
        ja: "確認できませんでした: \(what.ja)" + (failed.map { "（\($0.rows) 行）" } ?? ""),
        en: "Check failed: \(what.en)" + (failed.map { $0.rows == 1 ? " (1 row)" : " (\($0.rows) rows)" } ?? "")),
      at: condition.span,
      fixes: failed.map {
        [FixIt(replace: $0.verb, with: Message(ja: "絞込 否 (\(text.ja))", en: "where not (\(text.en))"))]
      } ?? [])
    diagnostic.isFailedExpectation = true
    return diagnostic
  }
}

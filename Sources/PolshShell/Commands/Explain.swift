internal import Diagnostics
internal import PolshText
internal import Presentation
internal import QueryLanguage
internal import QueryPlan
internal import QuerySyntax

extension Command {
  static let explain = Command(
    Spelling("explain", "説明"), [.wholeQuery("query")],
    summary: Message(
      ja: "問い合わせをどう計算するかを、手順で見る", en: "the steps in which a query is answered"),
    details: Message(
      ja: "実際には計算せず、絞り込みやまとめ方の順と、行数の見込みを示します。",
      en:
        "Nothing is computed: the order of filtering and grouping is shown, with how many rows each step is likely to give."
    ),
    examples: [
      HelpExample("explain t | where g >= B | count by y", "説明 t | 絞込 g が B 以上 | 件数 yごと", outcome: .isOnlyShown)
    ]
  ) { call, session throws(Diagnostic) in
    guard case .query(let query, _)? = call.arguments["query"] else { return }
    try session.explain(query)
  }
}

extension Session {
  /// Writes the steps of a query; nothing is computed but what resolving it asks of the data, and nothing exported.
  fileprivate func explain(_ query: Query) throws(Diagnostic) {
    var resolver = Resolver(environment: environment, language: language, probe: EngineProbe())
    let relation = try resolver.resolve(query)
    environment.keep(resolver)
    let plan = try PlanSteps(relation.plan, language, Estimator(EngineProbe()))
    try beginResult()
    try output.write(rendered(plan).joined(separator: "\n") + "\n")
  }

  private func rendered(_ plan: PlanSteps) -> [String] {
    var lines: [String] = []
    let digits = String(plan.steps.count).utf8.count
    for (index, step) in plan.steps.enumerated() {
      let number = String(index + 1)
      let margin = String(repeating: " ", count: digits - number.utf8.count) + number + "  "
      let indent = String(repeating: " ", count: digits + 2)
      let unit = language == .ja ? " 行" : (step.rows.text.hasSuffix(" 1") || step.rows.text == "1" ? " row" : " rows")
      lines += folded(step.action + "  → " + step.rows.text + unit, margin, indent)
      for detail in step.details { lines += folded(detail, indent + "  ", indent + "    ") }
    }
    return lines
  }

  /// A text behind its margin; what does not fit the window stands below, further in.
  private func folded(_ text: String, _ margin: String, _ indent: String) -> [String] {
    let safe = SafeText.oneLine(text)
    guard let width = settings.width else { return [margin + safe] }
    let parts = TextColumns.wrapped(safe, width: max(16, width - indent.utf8.count))
    return parts.enumerated().map { ($0 == 0 ? margin : indent) + $1 }
  }
}

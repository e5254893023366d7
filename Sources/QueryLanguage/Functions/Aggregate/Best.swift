internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let best = gradeEdge(
    Spelling("best", "最高"), Message(ja: "いちばん良い評価", en: "the best grade"), first: true,
    examples: [
      Example(
        "t | group : b = best(g)", "t | 集計 : b = 最高(g)", Message(ja: "いちばん良い評価", en: "the best grade of all rows"),
        result: "b\nA")
    ])
}

extension FunctionEntry {
  static func gradeEdge(
    _ spelling: Spelling, _ summary: Message, first: Bool, examples: [Example]
  ) -> FunctionEntry {
    FunctionEntry.aggregate(spelling, Message(same: "(x)"), summary, examples: examples) {
      request, resolver throws(Diagnostic) in
      let typed = try resolver.value(try request.single(), request.rows)
      guard case .level(let scale) = typed.type else { throw .wrongArgument(request.entry, typed) }
      if !scale.isRanked { throw .unranked(typed, scale, nil, typed.span) }
      let function = AggregateFunction(name: spelling.en, skipsMissing: true) { input throws(KernelFailure) in
        AggregateKernels.extremeLevel(input, first: first)
      }
      return AggregateAnswer(function: function, argument: typed.value, result: typed)
    }
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let first = rowEdge(
    Spelling("first", "最初"), Message(ja: "今の順でいちばん前の記入のある値", en: "the first present value in the current order"),
    last: false,
    examples: [
      Example(
        "t | group g: f = first(k)", "t | 集計 g: f = 最初(k)",
        Message(ja: "評価ごとの最初の名前", en: "the first name of each grade"),
        result: "g,f\nA,a\nB,c\nC,d\n,e")
    ])
}

extension FunctionEntry {
  static func rowEdge(
    _ spelling: Spelling, _ summary: Message, last: Bool, examples: [Example]
  ) -> FunctionEntry {
    FunctionEntry.aggregate(spelling, Message(same: "(x)"), summary, examples: examples) {
      request, resolver throws(Diagnostic) in
      let typed = try resolver.value(try request.single(), request.rows)
      let function = AggregateFunction(name: spelling.en, skipsMissing: true) { input throws(KernelFailure) in
        AggregateKernels.edge(input, last: last)
      }
      return AggregateAnswer(function: function, argument: typed.value, result: typed)
    }
  }
}

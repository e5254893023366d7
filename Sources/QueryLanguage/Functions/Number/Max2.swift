internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let max2 = FunctionEntry.scalar(
    Spelling("max2", "大きい方"), Message(same: "(a, b)"),
    Message(ja: "2つのうち大きい方（どちらかが欠測なら欠測）", en: "the larger of two; missing if either is"),
    examples: [
      Example(
        "t | select k, d = max2(x, 9)", "t | 選択 k, d = 大きい方(x, 9)", Message(ja: "9と比べて", en: "compared with 9"),
        result: "k,d\na,10\nb,\nc,20\nd,9\ne,9")
    ]
  ) { call, resolver throws(Diagnostic) in
    try call.ofTwo(
      &resolver,
      Function(name: "max2", result: .number) { columns, rowCount throws(KernelFailure) in
        try Kernels.pairs(columns[0], columns[1], rowCount) { a, b in a > b ? a : b }
      })
  }
}

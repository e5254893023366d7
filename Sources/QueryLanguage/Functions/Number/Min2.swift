internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let min2 = FunctionEntry.scalar(
    Spelling("min2", "小さい方"), Message(same: "(a, b)"),
    Message(ja: "2つのうち小さい方（どちらかが欠測なら欠測）", en: "the smaller of two; missing if either is"),
    examples: [
      Example(
        "t | select k, d = min2(x, 9)", "t | 選択 k, d = 小さい方(x, 9)", Message(ja: "9と比べて", en: "compared with 9"),
        result: "k,d\na,9\nb,\nc,9\nd,5\ne,7")
    ]
  ) { call, resolver throws(Diagnostic) in
    try call.ofTwo(
      &resolver,
      Function(name: "min2", result: .number) { columns, rowCount throws(KernelFailure) in
        try Kernels.pairs(columns[0], columns[1], rowCount) { a, b in a < b ? a : b }
      })
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let floor = FunctionEntry.scalar(
    Spelling("floor", "切捨"), Message(same: "(x)"), Message(ja: "小数を切り捨てた値（負の数は下へ）", en: "the whole number at or below"),
    examples: [
      Example(
        "t | select k, d = floor(x / 4)", "t | 選択 k, d = 切捨(x ÷ 4)",
        Message(ja: "4で割って切り捨て", en: "a quarter, rounded down"),
        result: "k,d\na,2\nb,\nc,5\nd,1\ne,1")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    _ = try call.number(0)
    let function = Function(name: "floor", result: .number) { columns, rowCount throws(KernelFailure) in
      try Kernels.numbers(columns[0], rowCount) { $0.roundedDown }
    }
    return call.result(.number, function, like: x)
  }
}

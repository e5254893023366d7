internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let ceil = FunctionEntry.scalar(
    Spelling("ceil", "切上"), Message(same: "(x)"), Message(ja: "小数を切り上げた値", en: "the whole number at or above"),
    examples: [
      Example(
        "t | select k, d = ceil(x / 4)", "t | 選択 k, d = 切上(x ÷ 4)",
        Message(ja: "4で割って切り上げ", en: "a quarter, rounded up"),
        result: "k,d\na,3\nb,\nc,5\nd,2\ne,2")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    _ = try call.number(0)
    let function = Function(name: "ceil", result: .number) { columns, rowCount throws(KernelFailure) in
      try Kernels.numbers(columns[0], rowCount) { $0.roundedUp }
    }
    return call.result(.number, function, like: x)
  }
}

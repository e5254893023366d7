internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let abs = FunctionEntry.scalar(
    Spelling("abs", "絶対値"), Message(same: "(x)"), Message(ja: "符号を取った値", en: "the value without its sign"),
    examples: [
      Example(
        "t | select k, d = abs(x - 10)", "t | 選択 k, d = 絶対値(x - 10)",
        Message(ja: "10との隔たり", en: "the distance from 10"),
        result: "k,d\na,0\nb,\nc,10\nd,5\ne,3")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    _ = try call.number(0)
    let function = Function(name: "abs", result: .number) { columns, rowCount throws(KernelFailure) in
      try Kernels.numbers(columns[0], rowCount) { $0.magnitude }
    }
    return call.result(.number, function, like: x)
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let step = FunctionEntry.scalar(
    Spelling("step", "段"), Message(ja: "(評価)", en: "(grade)"),
    Message(ja: "いちばん悪い段階から数えた段の数（0から）", en: "the number of steps above the worst level, from 0"),
    examples: [
      Example(
        "t | select k, s = step(g)", "t | 選択 k, s = 段(g)", Message(ja: "A が4、E が0", en: "A is 4, E is 0"),
        result: "k,s\na,4\nb,4\nc,3\nd,2\ne,")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    guard case .level(let scale) = x.type else { throw .wrongArgument(call.entry, x) }
    if !scale.isRanked { throw .unranked(x, scale, nil, x.span) }
    let last = Int64(scale.levels.count - 1)
    return call.result(
      .number,
      Function(name: "step", result: .number) { columns, rowCount throws(KernelFailure) in
        guard case .codes(let codes, _) = columns[0].storage else {
          return Kernels.allIncomputable(columns[0], rowCount, .number)
        }
        return Column(.numbers(.narrow(codes.map { last - Int64($0) }, scale: 0)), missing: columns[0].missing)
      })
  }
}

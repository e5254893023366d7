internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let len = FunctionEntry.scalar(
    Spelling("len", "長さ"), Message(same: "(x)"),
    Message(ja: "文字なら文字数、複数の値の列ならその数", en: "characters of a text, elements of a list"),
    examples: [
      Example(
        "t | select k, n = len(l)", "t | 選択 k, n = 長さ(l)", Message(ja: "値の数", en: "how many elements"),
        result: "k,n\na,2\nb,1\nc,\nd,1\ne,2")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    var result: Typed
    switch x.type {
    case .list:
      result = call.result(
        .number,
        Function(name: "len", result: .number) { columns, rowCount throws(KernelFailure) in
          guard case .lists(let offsets, _, _) = columns[0].storage else {
            return Kernels.allIncomputable(columns[0], rowCount, .number)
          }
          let lengths = (0..<rowCount).map { Int64(offsets[$0 + 1] - offsets[$0]) }
          return Column(.numbers(.narrow(lengths, scale: 0)), missing: columns[0].missing)
        })
    case .text, .level:
      result = call.result(
        .number,
        Function(name: "len", result: .number) { columns, rowCount throws(KernelFailure) in
          try Kernels.numbers(ofTexts: columns[0], rowCount) { ExactDecimal($0.count) }
        })
    default: throw .wrongArgument(call.entry, x)
    }
    result.isCount = true
    return result
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let label = FunctionEntry.scalar(
    Spelling("label", "意味"), Message(ja: "(評価)", en: "(grade)"),
    Message(ja: "段階の意味（凡例の言葉）", en: "what a level means, in the words of its legend"),
    examples: [
      Example(
        "t | where k = 'a' | select s = label(g)", "t | 絞込 k = 「a」 | 選択 s = 意味(g)",
        Message(ja: "A の意味", en: "the meaning of A"), result: "s\n達成")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    guard case .level(let scale) = x.type else { throw .wrongArgument(call.entry, x) }
    let words = scale.levels.map { scale.labels[$0]?.ja ?? $0 }
    return call.result(
      .text,
      Function(name: "label", result: .text) { columns, rowCount throws(KernelFailure) in
        let named = Function.levelWord(scale)
        let column = try named.kernel(columns, rowCount)
        guard case .codes(let codes, _) = column.storage else { return column }
        return Kernels.texts(Column(.codes(codes, TextDictionary(words)), missing: column.missing), rowCount) { $0 }
      })
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let text = FunctionEntry.scalar(
    Spelling("text", "文字"), Message(same: "(x)"), Message(ja: "値を文字にする", en: "a value as text"),
    examples: [
      Example(
        "t | where k = 'a' | select s = text(y)", "t | 絞込 k = 「a」 | 選択 s = 文字(y)",
        Message(ja: "年度を文字に", en: "a year as text"), result: "s\n2019")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    if x.type == .text { return x }
    if case .level(let scale) = x.type { return call.result(.text, .levelWord(scale)) }
    let model = Field.holding(x, id: -1, name: BilingualName(""))
    let isLevel = x.type.scale != nil
    return call.result(
      .text,
      Function(name: "text", result: .text) { columns, rowCount throws(KernelFailure) in
        try Kernels.values(columns[0], isLevel: isLevel, rowCount, result: .text) { .text($0.text(as: model, .en)) }
      })
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let lower = FunctionEntry.scalar(
    Spelling("lower", "小文字"), Message(ja: "(文字)", en: "(text)"), Message(ja: "英字を小文字にする", en: "letters in lower case"),
    examples: [
      Example(
        "t | where k = 'a' | select s = lower('NPO')", "t | 絞込 k = 「a」 | 選択 s = 小文字(「NPO」)",
        Message(ja: "小文字に", en: "lower case"), result: "s\nnpo")
    ]
  ) { call, _ throws(Diagnostic) in
    _ = try call.arguments(1...1)
    _ = try call.text(0)
    return call.result(
      .text,
      Function(name: "lower", result: .text) { columns, rowCount throws(KernelFailure) in
        Kernels.texts(columns[0], rowCount) { $0.lowercased() }
      })
  }
}

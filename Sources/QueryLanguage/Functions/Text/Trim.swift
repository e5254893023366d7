internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let trim = FunctionEntry.scalar(
    Spelling("trim", "余白除去"), Message(ja: "(文字)", en: "(text)"),
    Message(ja: "両端の空白を取る", en: "without blanks at its ends"),
    examples: [
      Example(
        "t | where k = 'a' | select s = trim(' x ')", "t | 絞込 k = 「a」 | 選択 s = 余白除去(「 x 」)",
        Message(ja: "空白を除く", en: "no blanks"), result: "s\nx")
    ]
  ) { call, _ throws(Diagnostic) in
    _ = try call.arguments(1...1)
    _ = try call.text(0)
    return call.result(
      .text,
      Function(name: "trim", result: .text) { columns, rowCount throws(KernelFailure) in
        Kernels.texts(columns[0], rowCount) { TextFolding.cell($0) }
      })
  }
}

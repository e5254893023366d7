internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let reason = FunctionEntry.scalar(
    Spelling("reason", "理由"), Message(ja: "(列)", en: "(column)"),
    Message(ja: "欠測の理由（未記入、該当なし、読取不能、計算不能、対応なし）", en: "why a value is missing; missing where there is a value"),
    examples: [
      Example(
        "t | where x is missing | select k, r = reason(x)", "t | 絞込 x が欠測 | 選択 k, r = 理由(x)",
        Message(ja: "欠測の理由", en: "the reason"), result: "k,r\nb,該当なし")
    ]
  ) { call, _ throws(Diagnostic) in
    _ = try call.arguments(1...1)
    return call.result(
      .text,
      Function(name: "reason", result: .text) { columns, rowCount throws(KernelFailure) in
        var builder = ColumnBuilder(.text)
        for row in 0..<rowCount {
          if let reason = columns[0].missing.reason(row) {
            builder.append(.text(reason.word))
          } else {
            builder.append(missing: .notApplicable)
          }
        }
        return try Kernels.finish(builder)
      })
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let replace = FunctionEntry.scalar(
    Spelling("replace", "置換"), Message(ja: "(文字, 前, 後)", en: "(text, old, new)"),
    Message(ja: "文字の一部を置き換える", en: "a text with one part replaced by another"),
    examples: [
      Example(
        "t | where k = 'a' | select s = replace('abab', 'b', 'x')", "t | 絞込 k = 「a」 | 選択 s = 置換(「abab」, 「b」, 「x」)",
        Message(ja: "すべて置き換わる", en: "every occurrence"), result: "s\naxax")
    ]
  ) { call, _ throws(Diagnostic) in
    let arguments = try call.arguments(3...3)
    _ = try call.text(0)
    guard let old = arguments[1].literalText else { throw .constantNeeded(arguments[1].span) }
    guard let new = arguments[2].literalText else { throw .constantNeeded(arguments[2].span) }
    var result = call.result(
      .text,
      Function(name: "replace", result: .text) { columns, rowCount throws(KernelFailure) in
        Kernels.texts(columns[0], rowCount) {
          old.isEmpty ? $0 : $0.split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
        }
      })
    if case .call(let function, let values) = result.value { result.value = .call(function, [values[0]]) }
    return result
  }
}

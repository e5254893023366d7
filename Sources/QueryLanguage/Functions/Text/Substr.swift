internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let substr = FunctionEntry.scalar(
    Spelling("substr", "部分"), Message(ja: "(文字, 始め, 長さ)", en: "(text, start, length)"),
    Message(ja: "文字の一部（始めは1から）", en: "a part of a text, the first character being 1"),
    examples: [
      Example(
        "t | where k = 'a' | select s = substr('市民活動', 3, 2)", "t | 絞込 k = 「a」 | 選択 s = 部分(「市民活動」, 3, 2)",
        Message(ja: "3文字目から2文字", en: "two characters from the third"), result: "s\n活動")
    ]
  ) { call, _ throws(Diagnostic) in
    let arguments = try call.arguments(2...3)
    _ = try call.text(0)
    let start = Swift.max(1, try call.wholeNumber(1))
    let length = arguments.count == 3 ? Swift.max(0, try call.wholeNumber(2)) : Int.max
    var result = call.result(
      .text,
      Function(name: "substr", result: .text) { columns, rowCount throws(KernelFailure) in
        Kernels.texts(columns[0], rowCount) { String($0.dropFirst(start - 1).prefix(length)) }
      })
    if case .call(let function, let values) = result.value { result.value = .call(function, [values[0]]) }
    return result
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let era = FunctionEntry.scalar(
    Spelling("era", "和暦"), Message(ja: "(年度)", en: "(year)"),
    Message(ja: "年度を和暦の文字にする", en: "a fiscal year written with its era"),
    examples: [
      Example(
        "t | where k = 'a' | select s = era(y)", "t | 絞込 k = 「a」 | 選択 s = 和暦(y)", Message(ja: "2019年度", en: "2019"),
        result: "s\n令和元年度")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    guard x.type == .year else { throw .wrongArgument(call.entry, x) }
    return call.result(
      .text,
      Function(name: "era", result: .text) { columns, rowCount throws(KernelFailure) in
        try Kernels.values(columns[0], rowCount, result: .text) { value in
          if case .year(let number) = value, let year = FiscalYear(number) { return .text(year.japanese) }
          return .missing(.incomputable)
        }
      })
  }
}

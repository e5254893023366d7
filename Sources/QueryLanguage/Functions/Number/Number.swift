internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let number = FunctionEntry.scalar(
    Spelling("number", "数値"), Message(ja: "(文字)", en: "(text)"),
    Message(ja: "文字を数として読む（読めなければ欠測）", en: "a text read as a number, missing if it is none"),
    examples: [
      Example(
        "t | where k = 'a' | select n = number('1,200')", "t | 絞込 k = 「a」 | 選択 n = 数値(「1,200」)",
        Message(ja: "桁区切りのある数", en: "a number with a comma"),
        result: "n\n1200")
    ]
  ) { call, _ throws(Diagnostic) in
    let x = try call.arguments(1...1)[0]
    switch x.type {
    case .number: return x
    case .year:
      return call.result(
        .number,
        Function(name: "number", result: .number) { columns, rowCount throws(KernelFailure) in
          try Kernels.values(columns[0], rowCount, result: .number) { value in
            if case .year(let year) = value { return .number(ExactDecimal(year)) }
            return .missing(.incomputable)
          }
        })
    case .text, .level:
      return call.result(
        .number,
        Function(name: "number", result: .number) { columns, rowCount throws(KernelFailure) in
          try Kernels.numbers(ofTexts: columns[0], rowCount) { ExactDecimal($0.filter { $0 != "," }) }
        })
    default: throw .wrongArgument(call.entry, x)
    }
  }
}

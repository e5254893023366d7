internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let round = FunctionEntry.scalar(
    Spelling("round", "四捨五入"), Message(ja: "(x), (x, 桁)", en: "(x), (x, digits)"),
    Message(
      ja: "四捨五入（桁は小数の桁数、負なら十や百の位）。単位のある値は表示の単位で丸める",
      en: "rounded half away from zero, in the unit shown; digits behind the point, negative for tens and hundreds"),
    examples: [
      Example(
        "t | select k, d = round(x / 3, 1)", "t | 選択 k, d = 四捨五入(x ÷ 3, 1)", Message(ja: "小数1桁に", en: "to one decimal"),
        result: "k,d\na,3.3\nb,\nc,6.7\nd,1.7\ne,2.3")
    ]
  ) { call, _ throws(Diagnostic) in
    let arguments = try call.arguments(1...2)
    let x = try call.number(0)
    var digits = 0
    if arguments.count == 2 {
      guard arguments[1].bareNumber != nil else { throw .constantNeeded(arguments[1].span) }
      digits = Swift.max(-38, Swift.min(6, try call.wholeNumber(1)))
    }
    let decimals = digits
    let unit = x.unit
    let function = Function(name: "round", result: .number) { columns, rowCount throws(KernelFailure) in
      try Kernels.numbers(columns[0], rowCount) { value throws(DecimalOverflow) in
        guard let unit else { return value.rounded(to: decimals) }
        return try unit.toBase(unit.fromBase(value).rounded(to: decimals))
      }
    }
    var result = call.result(.number, function, like: x)
    if case .call(let function, let values) = result.value { result.value = .call(function, [values[0]]) }
    return result
  }
}

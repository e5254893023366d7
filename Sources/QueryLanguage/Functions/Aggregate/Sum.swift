internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let sum = FunctionEntry.aggregate(
    Spelling("sum", "合計"), Message(same: "(x)"), Message(ja: "記入のある値の合計", en: "the total of the present values"),
    examples: [
      Example(
        "t | group g: s = sum(x)", "t | 集計 g: s = 合計(x)", Message(ja: "段階ごとの合計", en: "a total for each level"),
        result: "g,s\nA,10\nB,20\nC,5\n,7")
    ]
  ) { request, resolver throws(Diagnostic) in
    try .measure(request, &resolver, .sum)
  }
}

extension AggregateFunction {
  static let sum = AggregateFunction(
    name: "sum", skipsMissing: true, addsUp: true,
    fold: .sum { sums, counts, scale throws(KernelFailure) in
      try AggregateKernels.checkDigits(sums)
      return AggregateKernels.column(sums, scale: scale, present: counts)
    }
  ) { input throws(KernelFailure) in
    let (sums, counts, scale) = try AggregateKernels.sums(input)
    return AggregateKernels.column(sums, scale: scale, present: counts)
  }
}

extension AggregateAnswer {
  /// An aggregate of numbers that keeps their unit; grades and years are refused with what can be asked instead.
  static func measure(
    _ request: AggregateRequest, _ resolver: inout Resolver, _ function: AggregateFunction
  ) throws(Diagnostic) -> AggregateAnswer {
    let argument = try request.single()
    let typed = try resolver.value(argument, request.rows)
    if typed.isBool { throw .conditionAdded(typed, request, argument) }
    try typed.checkAddable(request.entry, request.name, request.span)
    var result = typed
    result.isCount = false
    result.isPlainInteger = false
    return AggregateAnswer(
      function: function, argument: typed.value, result: result, measure: typed)
  }
}

extension Diagnostic {
  fileprivate static func conditionAdded(_ typed: Typed, _ request: AggregateRequest, _ argument: Expression)
    -> Diagnostic
  {
    let text = request.rows.typed(argument)
    return Diagnostic(
      "E34",
      Message(
        ja: "\(request.name.text) に条件は渡せません", en: "\(request.name.text) cannot take a condition"), at: typed.span,
      fixes: [
        FixIt(replace: request.span, with: Message(ja: "件数(\(text.ja))", en: "count(\(text.en))"))
      ])
  }
}

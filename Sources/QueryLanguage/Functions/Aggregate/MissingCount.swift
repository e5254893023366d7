internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let missingCount = FunctionEntry.aggregate(
    Spelling("missing_count", "欠測数"), Message(same: "(x)"), Message(ja: "欠測の数", en: "how many values are missing"),
    examples: [
      Example(
        "t | group : n = missing_count(x)", "t | 集計 : n = 欠測数(x)", Message(ja: "欠測の数", en: "the missing values"),
        result: "n\n1")
    ]
  ) { request, resolver throws(Diagnostic) in
    let typed = try resolver.value(try request.single(), request.rows)
    var result = Typed(.constant(.number(.zero), .number), .number, span: request.span)
    result.isCount = true
    return AggregateAnswer(function: .missingCount, argument: typed.value, result: result)
  }
}

extension AggregateFunction {
  static let missingCount = AggregateFunction(name: "missing_count", skipsMissing: false, counts: true) {
    input throws(KernelFailure) in
    var counts = [Int64](repeating: 0, count: input.groupCount)
    if let column = input.column {
      for row in input.groupOf.indices {
        let group = Int(input.groupOf[row])
        if group >= 0, column.missing[row] { counts[group] &+= 1 }
      }
    }
    return AggregateKernels.counts(counts)
  }
}

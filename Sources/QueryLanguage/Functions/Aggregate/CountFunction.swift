internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let count = FunctionEntry.aggregate(
    Spelling("count", "件数"), Message(ja: "(), (x), (条件)", en: "(), (x), (condition)"),
    Message(
      ja: "行の数。列なら記入のある行、条件なら当てはまる行の数",
      en: "how many rows; of a column the present ones, of a condition those that fulfil it"),
    examples: [
      Example(
        "t | group g: n = count(), good = count(g >= B), filled = count(x)",
        "t | 集計 g: n = 件数(), good = 件数(g が B 以上), filled = 件数(x)",
        Message(ja: "3通りの数え方", en: "three ways to count"),
        result: "g,n,good,filled\nA,2,2,1\nB,1,1,1\nC,1,0,1\n,1,0,1")
    ]
  ) { request, resolver throws(Diagnostic) in
    var result = Typed(.constant(.number(.zero), .number), .number, span: request.span)
    result.isCount = true
    if request.arguments.isEmpty { return AggregateAnswer(function: .countRows, result: result) }
    let argument = try request.single()
    if case .name(let name) = argument.kind, resolver.column(name, request.scope.relation) == nil {
      throw resolver.unknown(name, request.scope.relation, isCondition: true)
    }
    let typed = try resolver.value(argument, request.rows)
    if typed.isBool, typed.field == nil {
      return AggregateAnswer(function: .countRows, filter: typed.value, result: result)
    }
    return AggregateAnswer(function: .countPresent, argument: typed.value, result: result)
  }
}

extension AggregateFunction {
  /// `count(x)`: the present cells of each group.
  static let countPresent = AggregateFunction(name: "count", skipsMissing: false, counts: true, fold: .present) {
    input throws(KernelFailure) in
    var counts = [Int64](repeating: 0, count: input.groupCount)
    guard let column = input.column else { return AggregateKernels.counts(counts) }
    for row in input.groupOf.indices {
      let group = Int(input.groupOf[row])
      if group >= 0, !column.missing[row] { counts[group] &+= 1 }
    }
    return AggregateKernels.counts(counts)
  }
}

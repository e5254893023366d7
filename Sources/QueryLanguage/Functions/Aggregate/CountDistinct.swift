internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let countDistinct = FunctionEntry.aggregate(
    Spelling("count_distinct", "種類数"), Message(same: "(x)"),
    Message(ja: "異なる値の数（欠測は数えない）", en: "how many different values, missing ones not counted"),
    examples: [
      Example(
        "t | group : n = count_distinct(g)", "t | 集計 : n = 種類数(g)",
        Message(ja: "出てくる評価の数", en: "how many grades occur"),
        result: "n\n3")
    ]
  ) { request, resolver throws(Diagnostic) in
    let typed = try resolver.value(try request.single(), request.rows)
    if typed.type.isList { throw .listCounted(typed, request.span) }
    var result = Typed(.constant(.number(.zero), .number), .number, span: request.span)
    result.isCount = true
    return AggregateAnswer(function: .countDistinct, argument: typed.value, result: result)
  }
}

extension AggregateFunction {
  static let countDistinct = AggregateFunction(
    name: "count_distinct", skipsMissing: true, counts: true, fold: .distinct
  ) {
    input throws(KernelFailure) in
    var counts = [Int64](repeating: 0, count: input.groupCount)
    guard let column = input.column else { return AggregateKernels.counts(counts) }
    struct Pair: Hashable {
      var group: Int32
      var value: Int64
    }
    let identities = AggregateKernels.identities(column)
    var seen: Set<Pair> = []
    for row in input.groupOf.indices {
      let group = input.groupOf[row]
      if group < 0 || column.missing[row] { continue }
      if seen.insert(Pair(group: group, value: identities[row])).inserted { counts[Int(group)] &+= 1 }
    }
    return AggregateKernels.counts(counts)
  }
}

extension Diagnostic {
  /// E36 for a list that should be counted.
  fileprivate static func listCounted(_ typed: Typed, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E36",
      Message(
        ja: "\(typed.label(.ja))は複数の値が入る列なので、そのままでは種類を数えられません",
        en: "\(typed.label(.en)) holds several values and cannot be counted as it is"), at: typed.span,
      fixes: [FixIt(Message(ja: "展開 \(typed.label(.ja)) | …", en: "unnest \(typed.label(.en)) | …"))])
  }
}

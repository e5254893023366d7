internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let shareOf = FunctionEntry.aggregate(
    Spelling("share_of", "割合"), Message(ja: "(条件)", en: "(condition)"),
    Message(ja: "条件に当てはまる行の割合（％）", en: "the share of rows that fulfil a condition, in percent"),
    examples: [
      Example(
        "t | group : r = share_of(g >= B)", "t | 集計 : r = 割合(g が B 以上)",
        Message(ja: "B以上の割合", en: "the share of B or better"),
        result: "r (％)\n60")
    ]
  ) { request, resolver throws(Diagnostic) in
    let condition = try resolver.condition(try request.single(), request.rows)
    var result = Typed(.constant(.number(.zero), .number), .number, span: request.span)
    result.unit = .percent
    return AggregateAnswer(function: .shareOfTrue, argument: condition, result: result)
  }
}

extension AggregateFunction {
  static let shareOfTrue = AggregateFunction(name: "share_of", skipsMissing: false) { input throws(KernelFailure) in
    var rows = [Int](repeating: 0, count: input.groupCount)
    var hits = [Int](repeating: 0, count: input.groupCount)
    if let column = input.column, case .bools(let values) = column.storage {
      for row in input.groupOf.indices {
        let group = Int(input.groupOf[row])
        if group < 0 { continue }
        rows[group] += 1
        if values[row] { hits[group] += 1 }
      }
    }
    var builder = ColumnBuilder(.number)
    for group in 0..<input.groupCount {
      do {
        if let share = try ExactDecimal(hits[group]).divided(by: ExactDecimal(rows[group])) {
          builder.append(.number(share))
        } else {
          builder.append(missing: .blank)
        }
      } catch { throw .overflow }
    }
    return try Kernels.finish(builder)
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let median = FunctionEntry.aggregate(
    Spelling("median", "中央値"), Message(same: "(x)"),
    Message(ja: "真ん中の値（偶数個なら中の2つの平均）", en: "the middle value; of an even number the mean of the two in the middle"),
    examples: [
      Example(
        "t | group : m = median(x)", "t | 集計 : m = 中央値(x)", Message(ja: "全体の中央値", en: "the median of all rows"),
        result: "m\n8.5")
    ]
  ) { request, resolver throws(Diagnostic) in try .measure(request, &resolver, .median) }
}

extension AggregateFunction {
  static let median = AggregateFunction(name: "median", skipsMissing: true) { input throws(KernelFailure) in
    var members = [[Int128]](repeating: [], count: input.groupCount)
    guard let column = input.column, case .numbers(let vector) = column.storage else {
      return .allMissing(input.groupCount, type: .number, reason: .blank)
    }
    for row in input.groupOf.indices {
      let group = Int(input.groupOf[row])
      if group >= 0, !column.missing[row] { members[group].append(vector.mantissa(row)) }
    }
    var builder = ColumnBuilder(.number)
    for values in members {
      if values.isEmpty {
        builder.append(missing: .blank)
        continue
      }
      let sorted = values.sorted()
      let middle = sorted.count / 2
      if sorted.count % 2 == 1 {
        builder.append(.number(ExactDecimal(mantissa: sorted[middle], scale: vector.scale)))
        continue
      }
      do {
        let sum =
          try ExactDecimal(mantissa: sorted[middle - 1], scale: vector.scale)
          + ExactDecimal(mantissa: sorted[middle], scale: vector.scale)
        if let half = try sum.divided(by: ExactDecimal(2)) { builder.append(.number(half)) }
      } catch { throw .overflow }
    }
    return try Kernels.finish(builder)
  }
}

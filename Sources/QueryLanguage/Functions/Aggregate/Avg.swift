internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let avg = FunctionEntry.aggregate(
    Spelling("avg", "平均"), Message(same: "(x)"),
    Message(ja: "記入のある値の平均（小数6桁に四捨五入）", en: "the mean of the present values, rounded to six decimals"),
    examples: [
      Example(
        "t | group : m = avg(x)", "t | 集計 : m = 平均(x)", Message(ja: "全体の平均", en: "the mean of all rows"),
        result: "m\n10.5")
    ]
  ) { request, resolver throws(Diagnostic) in try .measure(request, &resolver, .avg) }
}

extension AggregateFunction {
  static let avg = AggregateFunction(
    name: "avg", skipsMissing: true,
    fold: .sum { sums, counts, scale throws(KernelFailure) in
      try AggregateKernels.checkDigits(sums)
      return try AggregateKernels.means(sums, counts, scale)
    }
  ) { input throws(KernelFailure) in
    let (sums, counts, scale) = try AggregateKernels.sums(input)
    return try AggregateKernels.means(sums, counts, scale)
  }
}

extension AggregateKernels {
  /// Each sum divided by its count; missing (未記入) where nothing was counted.
  static func means(_ sums: [Int128], _ counts: [Int64], _ scale: Int) throws(KernelFailure) -> Column {
    var builder = ColumnBuilder(.number)
    for group in sums.indices {
      let sum = ExactDecimal(mantissa: sums[group], scale: scale)
      do {
        if let mean = try sum.divided(by: ExactDecimal(Int(counts[group]))) {
          builder.append(.number(mean))
        } else {
          builder.append(missing: .blank)
        }
      } catch { throw .overflow }
    }
    return try Kernels.finish(builder)
  }
}

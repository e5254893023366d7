internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let min = extreme(
    Spelling("min", "最小"), Message(ja: "いちばん小さい値（文字は文字コード順）", en: "the smallest value (text by code point)"),
    largest: false,
    examples: [
      Example(
        "t | group : m = min(x)", "t | 集計 : m = 最小(x)", Message(ja: "いちばん小さい値", en: "the smallest value"),
        result: "m\n5")
    ])
}

extension FunctionEntry {
  static func extreme(
    _ spelling: Spelling, _ summary: Message, largest: Bool, examples: [Example]
  ) -> FunctionEntry {
    FunctionEntry.aggregate(spelling, Message(same: "(x)"), summary, examples: examples) {
      request, resolver throws(Diagnostic) in
      let typed = try resolver.value(try request.single(), request.rows)
      switch typed.type {
      case .number, .year, .text: break
      case .level(let scale) where scale.isRanked: throw .gradeExtreme(typed, request)
      default: throw .wrongArgument(request.entry, typed)
      }
      let function = AggregateFunction(
        name: spelling.en, skipsMissing: true, fold: typed.type == .text ? nil : (largest ? .largest : .smallest)
      ) { input throws(KernelFailure) in AggregateKernels.extreme(input, largest: largest) }
      // The extreme of a measure is one of its cells: mixed units matter, double counting does not arise.
      var measure = typed
      measure.guards = []
      return AggregateAnswer(
        function: function, argument: typed.value, result: typed, measure: typed.unitFrom == nil ? nil : measure)
    }
  }
}

extension Diagnostic {
  /// E10.
  fileprivate static func gradeExtreme(_ typed: Typed, _ request: AggregateRequest) -> Diagnostic {
    let scale = typed.type.scale
    let first = scale?.levels.first ?? ""
    let last = scale?.levels.last ?? ""
    let word = request.entry.spelling.en == "max" ? (ja: "最大", en: "max") : (ja: "最小", en: "min")
    return Diagnostic(
      "E10",
      Message(
        ja: "評価の「\(word.ja)」は、良い方か \(first)→\(last) の後ろか決まりません", en: "\"\(word.en)\" of a grade is unclear"),
      at: request.name.span,
      fixes: [
        FixIt(
          replace: request.name.span, with: Message(ja: "最高", en: "best"), label: Message(ja: "最高(…)", en: "best(…)")),
        FixIt(
          replace: request.name.span, with: Message(ja: "最低", en: "worst"), label: Message(ja: "最低(…)", en: "worst(…)")),
      ])
  }
}

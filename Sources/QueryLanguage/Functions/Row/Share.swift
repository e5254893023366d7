internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let share = FunctionEntry.window(
    Spelling("share", "構成比"), Message(same: "(x)"),
    Message(
      ja: "全体か「ごと」の中での割合（％、追加の中だけ）", en: "the share of the whole, or with by of its group, in percent (in derive)"),
    examples: [
      Example(
        "t | group g: n = count() | derive p = share(n)", "t | 集計 g: n = 件数() | 追加 p = 構成比(n)",
        Message(ja: "件数の構成比", en: "what part of all rows each level has"),
        result: "g,n,p (％)\nA,2,40\nB,1,20\nC,1,20\n,1,20")
    ]
  ) { request, resolver throws(Diagnostic) in
    let x = try request.measure(&resolver)
    // As x / total(x): a total of 0 is then counted like any divisor of 0 (N4).
    var result = request.result(.total, like: x, &resolver)
    result.value = .product(x.value, [ProductFactor(isDivision: true, value: result.value)])
    result.unit = .percent
    result.unitFrom = nil
    result.unitTest = nil
    result.better = nil
    result.betterFrom = nil
    result.isCount = false
    result.hasChosenUnit = false
    return result
  }
}

internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let last = rowEdge(
    Spelling("last", "最後"), Message(ja: "今の順でいちばん後の記入のある値", en: "the last present value in the current order"),
    last: true,
    examples: [
      Example(
        "t | group g: f = last(k)", "t | 集計 g: f = 最後(k)", Message(ja: "評価ごとの最後の名前", en: "the last name of each grade"),
        result: "g,f\nA,b\nB,c\nC,d\n,e")
    ])
}

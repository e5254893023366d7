internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let total = FunctionEntry.window(
    Spelling("total", "全体"), Message(same: "(x)"),
    Message(
      ja: "全体か「ごと」の中の合計を、どの行にも（追加の中だけ）", en: "the total of all rows, or with by of the group, in every row (in derive)"),
    examples: [
      Example(
        "t | derive rest = total(x) - x by g | select k, g, rest", "t | 追加 rest = 全体(x) - x ごと g | 選択 k, g, rest",
        Message(ja: "同じ評価のほかの行の合計", en: "what the other rows of the same grade come to"),
        result: "k,g,rest\na,A,0\nb,A,\nc,B,0\nd,C,0\ne,,0")
    ]
  ) { request, resolver throws(Diagnostic) in
    request.result(.total, like: try request.measure(&resolver), &resolver)
  }
}

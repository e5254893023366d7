internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let total = FunctionEntry.window(
    Spelling("total", "全体"), Message(same: "(x)"),
    Message(
      ja: "全部の行（「ごと 列」ならその中）の合計を、どの行にも。「追加」の中だけで使える",
      en: "the total over all rows, or with by over the row's group, in every row; only in derive"),
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

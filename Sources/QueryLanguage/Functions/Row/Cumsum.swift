internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let cumsum = FunctionEntry.window(
    Spelling("cumsum", "累計"), Message(same: "(x)"),
    Message(ja: "今の順で上から足した累計（追加の中だけ）", en: "the running total in the current order (in derive)"),
    examples: [
      Example(
        "t | sort y | derive s = cumsum(x) | select y, x, s", "t | 並替 y | 追加 s = 累計(x) | 選択 y, x, s",
        Message(ja: "年度の順に足していく", en: "added up year after year"),
        result: "y,x,s\n2019,10,10\n2020,,\n2021,20,30\n2022,5,35\n2023,7,42")
    ]
  ) { request, resolver throws(Diagnostic) in
    request.result(.cumsum, like: try request.measure(&resolver), &resolver)
  }
}

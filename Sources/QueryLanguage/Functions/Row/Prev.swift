internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let prev = FunctionEntry.window(
    Spelling("prev", "前"), Message(same: "(x)"),
    Message(ja: "今の順で前の行の値（追加の中だけ）", en: "the value of the row before, in the current order (in derive)"),
    examples: [
      Example(
        "t | sort y | derive d = x - prev(x) | select y, x, d", "t | 並替 y | 追加 d = x - 前(x) | 選択 y, x, d",
        Message(ja: "前の行との差", en: "the difference from the row before"),
        result: "y,x,d\n2019,10,\n2020,,\n2021,20,\n2022,5,-15\n2023,7,2")
    ]
  ) { request, resolver throws(Diagnostic) in
    request.result(.prev, like: try request.neighbour(&resolver), &resolver)
  }
}

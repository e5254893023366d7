internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let rowNumber = FunctionEntry.window(
    Spelling("row_number", "行番号"), Message(same: "()"),
    Message(ja: "今の順の番号、1から（追加の中だけ）", en: "the number of the row in the current order, from 1 (in derive)"),
    examples: [
      Example(
        "t | sort -x | derive n = row_number() by g | select k, g, n", "t | 並替 −x | 追加 n = 行番号() ごと g | 選択 k, g, n",
        Message(ja: "評価ごとに大きい順の番号", en: "numbered from the largest within each grade"),
        result: "k,g,n\nc,B,1\na,A,1\ne,,1\nd,C,1\nb,A,2")
    ]
  ) { request, resolver throws(Diagnostic) in
    guard request.arguments.isEmpty else {
      throw .wrongCount(request.entry, request.name, request.arguments.count, request.span)
    }
    var result = Typed(.constant(.number(.zero), .number), .number, span: request.span)
    result.isPlainInteger = true
    result.value = request.windowing.add(.rowNumber, [], result, &resolver)
    return result
  }
}

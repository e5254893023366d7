internal import Diagnostics
internal import QuerySyntax

extension Verb {
  static let union = Verb(
    Spelling("union", "追記"),
    [.query("table")],
    summary: Message(ja: "別の表の行を下に続ける", en: "add the rows of another table below"),
    details: Message(
      ja: "同じ名前の列が1つの列になります（並びは問いません）。片方にしかない列は、もう片方の行では欠測（対応なし）です。単位と尺度は同じでなければなりません（千円と円は直して続けます）。",
      en:
        "Columns of one name become one column, wherever they stand; a column that only one of the tables has is missing in the rows of the other. Units and scales must agree (千円 and 円 do)."
    ),
    examples: [
      Example(
        "t | where x > 10 | select k, x | union (t | where x < 6 | select x, k, g)",
        "t ｜ 絞込 x が 10 超 ｜ 選択 k、 x ｜ 追記 （t ｜ 絞込 x が 6 未満 ｜ 選択 x、 k、 g）",
        Message(ja: "列は名前で合わせる", en: "columns meet by name"), result: "k,x,g\nc,20,\nd,5,C"),
      Example(
        "t | select k | union (t | select k) | count by k | take 2",
        "t ｜ 選択 k ｜ 追記 （t ｜ 選択 k） ｜ 件数 ごと k ｜ 先頭 2",
        Message(ja: "同じ行も2度出る", en: "equal rows stay apart"), result: "k,count\na,2\nb,2"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    var uniting = try Uniting(call, relation, &resolver)
    return try uniting.build(&resolver)
  }
}

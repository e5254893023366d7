internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let compare = Verb(
    Spelling("compare", "比較"),
    [
      .expression("measure"),
      .oneOf([
        [.keyword(.over), .column("over"), .colon, .sum("base"), .arrow, .sum("value")],
        [.keyword(.with), .expression("with")],
      ]), .by("keys"), .direction("better"),
    ],
    summary: Message(
      ja: "2つを並べて差と率を出す（年度どうし、予算と決算、実績と目標 …）", en: "set two values side by side: difference, rate, better or worse"),
    details: Message(
      ja:
        "「比較 値 軸 列: 前 → 後」は列の2つの値を、「比較 実績 対 目標」は2つの列を比べます。差は 後 − 前、増減率は 差 ÷ |前| です。評価（↑ ↓）は列の良い方向で決まり、分からなければ「良い方向 増」のように付けます。",
      en:
        "compare M over COLUMN: v1 -> v2 sets two values of a column side by side, compare A with B two columns (B is the base). diff is value - base, rate is diff / |base|. Whether it is better follows the column's direction, or say better up."
    ),
    examples: [
      Example(
        "t | select x, y | compare sum(x) over y: R1 -> R3 better up",
        "t ｜ 選択 x、 y ｜ 比較 合計（x） 軸 y： R1 → R3 良い方向 増",
        Message(ja: "2つの年度", en: "two fiscal years"),
        result: "base,value,diff,rate (％),ratio (％),better\n10,20,10,100,200,improved")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    if call.columns("over") != nil { return try OverComparison(call, relation, &resolver).build(&resolver) }
    return try WithComparison(call, relation, &resolver).build(&resolver)
  }
}

internal import Diagnostics
internal import QuerySyntax

extension Verb {
  static let chart = Verb(
    Spelling("chart", "図"),
    [
      .choice("kind", [.bar, .line, .stack]), .expression("measure"), .optional([.keyword(.over), .column("over")]),
      .by("keys"),
    ],
    summary: Message(ja: "図にする（棒、折線、積上）", en: "draw a chart: bar, line, stack"),
    details: Message(
      ja:
        "「図 棒 値」は行ごとに1本、「図 棒 合計(…) 軸 列」は列の値ごとに1本の棒です。「図 折線 値 軸 年度 ごと 列」は列の値ごとに1本の線、「図 積上 値 軸 年度 ごと 列」は内訳を積んだ棒を描きます。図はその場に描き、行はそのまま次の命令に渡します。",
      en:
        "chart bar M draws one bar a row, chart bar sum(…) over COLUMN one for each value of the column. chart line M over year by COLUMN draws a line for each value of COLUMN, chart stack M over year by COLUMN bars made of parts. The chart stands where the verb stands; the rows go on to the next verb."
    ),
    examples: [
      Example(
        "t | count by g | chart bar count", "t ｜ 件数 ごと g ｜ 図 棒 件数",
        Message(ja: "評価ごとの件数を棒に", en: "a bar for each grade")),
      Example(
        "t | chart line sum(x) over y | count", "t ｜ 図 折線 合計（x） 軸 y ｜ 件数",
        Message(ja: "年度ごとの合計を線に。続けて行を数える", en: "a line over the years, and then how many rows there were")),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    try Charting(call, relation, resolver).build(&resolver)
  }
}

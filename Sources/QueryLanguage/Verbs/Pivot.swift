internal import Diagnostics
internal import QuerySyntax

extension Verb {
  static let pivot = Verb(
    Spelling("pivot", "クロス集計", "クロス"),
    [
      .columns("rows"), .cross, .column("column"), .colon, .expression("measure"), .flag("totals", .totals),
      .optional([.keyword(.percent), .choice("percent", [.row, .column])]),
    ],
    summary: Message(ja: "2つの列で縦横に集計する（クロス集計）", en: "a table of two columns against each other"),
    details: Message(
      ja:
        "「クロス集計 行の列 × 列の列： 件数()」の形です。尺度のある列はすべての段階が並び、行のないセルは件数なら 0、ほかは欠測です。「合計付き」で計の行と列が付き（元の行から計算し、後でほかの行と足されることはありません）、「割合 行」「割合 列」で件数や合計を行・列の計に対する％にします。",
      en:
        "pivot ROWS by COLUMN: count(). Of a scale all levels appear; a cell without rows is 0 for a count, missing otherwise. totals adds a row and a column of totals, computed from the rows and never added up with them later; percent row or percent column shows a count or sum as a share of its row's or column's total."
    ),
    examples: [
      Example(
        "t | where y <= R3 | pivot g by y: count() totals", "t ｜ 絞込 y が R3 以下 ｜ クロス集計 g × y： 件数（） 合計付き",
        Message(ja: "評価と年度の件数、計も", en: "grades against years, with totals"),
        result: "g,2019,2020,2021,total\nA,1,1,0,2\nB,0,0,1,1\ntotal,1,1,1,3"),
      Example(
        "t | where y <= R3 | pivot g by y: count() percent row", "t ｜ 絞込 y が R3 以下 ｜ クロス集計 g × y： 件数（） 割合 行",
        Message(ja: "行ごとの割合", en: "as a share of each row"),
        result: "g,2019 (％),2020 (％),2021 (％)\nA,50,50,0\nB,0,0,100"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    try Pivoting(call, relation, resolver).build(&resolver)
  }
}

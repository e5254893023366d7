internal import Diagnostics

extension Topic {
  /// Comparing, adding up, calculating.
  static let comparing: [Topic] = [
    Topic(
      en: ["comparisons", "comparison", "conditions", "operators"], ja: ["比較の記号", "条件", "条件の書き方", "演算子"],
      Message(ja: "条件に使う言葉と記号の一覧", en: "the words and signs of conditions"),
      [
        .list(
          nil, WordPage.comparisons.filter { $0.kind == .comparison }.map { .init(Message(same: $0.title), $0.summary) }
        ),
        .text(
          Message(
            ja: "日本語では「列 が 値 以上」のように、比べる言葉を値の後に置きます。記号は 列 >= 値 の順です。条件は「かつ」「または」でつなぎ、「否」で打ち消します。",
            en: "Conditions are joined with and, or, and turned round with not.")),
        .examples(
          nil,
          [
            HelpExample("t | where g >= B and x > 8 | select k", "t | 絞込 g が B 以上 かつ x が 8 超 | 選択 k")
          ]),
      ]),
    Topic(
      en: ["calculating", "arithmetic", "calculation"], ja: ["計算", "計算の書き方", "四則"],
      Message(ja: "+ − × ÷、欠測の代わり、場合分け、単位", en: "+ - * /, a value for missing ones, choices, units"),
      [
        .text(
          Message(
            ja: "数は正確な十進数で計算し、割り算は小数6桁までで四捨五入します。0 で割ると欠測です。もし 条件 ならば 値 でなければ 値 で場合分け、?? で欠測の代わりの値、単位 で表す単位を決めます。",
            en:
              "Numbers are exact decimals; quotients are rounded to six decimals. Dividing by zero gives missing. if … then … else … chooses, ?? gives a value for a missing one, as sets the unit shown."
          )),
        .examples(
          nil,
          [
            HelpExample("t | select k, z = round(x / 3, 1)", "t | 選択 k、 z = 四捨五入(x ÷ 3, 1)"),
            HelpExample(
              "t | select k, z = if x >= 10 then 'large' else 'small'", "t | 選択 k、 z = もし x が 10 以上 ならば 「大」 でなければ 「小」"),
          ]),
        .seeAlso([Message(ja: "関数", en: "functions"), Message(ja: "単位", en: "units"), Message(same: "N4")]),
      ]),
    Topic(
      en: ["double counting", "totals and parts", "guards"], ja: ["二重計上", "合計と内訳"],
      Message(ja: "合計と内訳、予定と実績などを一緒に足さないための仕組み", en: "what keeps totals and their parts from being added together"),
      [
        .text(
          Message(
            ja:
              "合計の行と内訳の行が同じ表にあると、そのまま足せば二重になります。データの説明に「この値を足すときは、この列を1つの値にそろえる」と決められていれば、混ざる集計は E09 で止め、どの値が混ざるかを示します。絞り込むか、まとめる列に加えれば計算できます。性質の違う値が行ごとに分かれているだけなら、止めずに並べ、通知 N10 で知らせます。自分で読み込んだ CSV にはこの説明がないので、確かめられません（結果の下にそう出ます）。",
            en:
              "Where a table has totals beside their parts, adding everything counts twice. If the data's description says which columns must have one value, such a sum is refused (E09), naming what is mixed: filter it, or group by it. Where different kinds merely stand in different rows, they are shown side by side with notice N10. A CSV file of your own has no such description; the result says so."
          )),
        .examples(
          nil,
          [
            HelpExample(
              "loan | where genre = 全部 and edition = 確定 | group year: s = sum(books)",
              "貸出 | 絞込 分野 = 全部 かつ 版 = 確定 | 集計 年度： s = 合計(冊数)"),
            HelpExample(
              "loan | where edition = 確定 | group year, genre: s = sum(books)", "貸出 | 絞込 版 = 確定 | 集計 年度、 分野： s = 合計(冊数)"),
          ]),
        .seeAlso([Message(same: "E09"), Message(same: "N10"), Message(same: "N5")]),
      ]),
    Topic(
      en: ["results of compare", "base", "value", "diff", "rate", "ratio", "improved", "same", "worse", "unknown"],
      ja: ["比較の結果の列", "基準", "値", "差", "増減率", "比", "評価", "改善", "同じ", "悪化", "不明"],
      Message(ja: "比較・増減・推移の結果の列: 基準、値、差、増減率、比、評価", en: "the columns that compare, growth and trend make"),
      [
        .list(
          nil,
          [
            .init(
              Message(ja: "基準・値", en: "base, value"),
              Message(
                ja: "「前 → 後」の前と後。対 では 対 の後が基準",
                en: "what is compared: the first and the second; behind with stands the base")),
            .init(
              Message(ja: "差", en: "diff"),
              Message(
                ja: "値 − 基準。％の差はポイント、評価の差は段数（+1 は1段良い）",
                en: "value - base; of percentages in points, of grades in steps (+1 is one better)")),
            .init(
              Message(ja: "増減率", en: "rate"), Message(ja: "差 ÷ 基準の大きさ（％）", en: "diff / size of the base, in percent")),
            .init(Message(ja: "比", en: "ratio"), Message(ja: "値 ÷ 基準（％）", en: "value / base, in percent")),
            .init(
              Message(ja: "達成率", en: "achieve"),
              Message(
                ja: "多い方が良ければ 値 ÷ 基準、少ない方が良ければ 基準 ÷ 値",
                en: "value / base where more is better, base / value where less is")),
            .init(
              Message(ja: "評価", en: "better"),
              Message(
                ja: "↑ 改善、→ 同じ、↓ 悪化、― 不明（良い方向が分からない）", en: "↑ improved, → same, ↓ worse, ― unknown (no direction known)"
              )),
          ]),
        .examples(
          nil,
          [
            HelpExample(
              "t | derive aim = 10 | compare x with aim by k better up", "t | 追加 aim = 10 | 比較 x 対 aim ごと k 良い方向 増"),
            HelpExample(
              "t | derive aim = 10 | compare x with aim by k better up | where better = worse",
              "t | 追加 aim = 10 | 比較 x 対 aim ごと k 良い方向 増 | 絞込 評価 = 悪化"),
          ]),
        .seeAlso([Message(ja: "比較", en: "compare"), Message(ja: "良い方向", en: "better"), Message(same: "N7")]),
      ]),
    Topic(
      en: ["order", "ties"], ja: ["並び順", "順番", "同順"],
      Message(ja: "結果の並び順は決まっている", en: "the order of a result is always fixed"),
      [
        .text(
          Message(
            ja:
              "何もしなければファイルの順です。集計の結果は、まとめた列の順（数は小さい順、年度は古い順、評価と区分は凡例の順、文字は文字コード順）に並び、欠測は最後です。並替で同じ値の行は、それまでの順のままです。先頭は、いまの順の先頭です。",
            en:
              "Without a sort it is the file's. A grouped result is in the order of its keys (numbers up, years from the oldest, levels as their legend has them, text by code point), missing last. sort keeps the order of equal rows. take takes from the order that is."
          )),
        .examples(nil, [HelpExample("t | sort g, -x | select k, g, x", "t | 並替 g、 -x | 選択 k、 g、 x")]),
      ]),
  ]
}

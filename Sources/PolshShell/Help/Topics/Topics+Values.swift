internal import Diagnostics

extension Topic {
  /// What values are.
  static let values: [Topic] = [
    Topic(
      en: ["fiscal years", "fiscal year", "years", "year"], ja: ["年度", "年度の書き方", "元号", "和暦と西暦"],
      Message(ja: "年度は4月から翌年3月まで。R5、令和5年度、2023 は同じ", en: "April to March; R5, 令和5年度 and 2023 are the same"),
      [
        .list(
          nil,
          [
            .init(
              Message(same: "R5"),
              Message(ja: "令和5年度 = 2023年度（2023年4月〜2024年3月）", en: "令和5年度, fiscal 2023 (April 2023 to March 2024)")),
            .init(Message(same: "H31 = R1"), Message(ja: "2019年度。元年も読める（令和元年度）", en: "fiscal 2019; 令和元年度 too")),
            .init(Message(same: "FY2023"), Message(ja: "2023年度", en: "fiscal 2023")),
            .init(Message(same: "2023"), Message(ja: "年度の列の隣では年度", en: "a year beside a column of years")),
            .init(Message(same: "R3..R5"), Message(ja: "令和3年度から5年度まで（両端を含む）", en: "from R3 to R5, both included")),
          ]),
        .text(
          Message(
            ja:
              "年度 + 1 は翌年度、年度どうしの差は年数です。日付の文字を年度にするのは 年度へ(列)、和暦の文字にするのは 和暦(列) です。平成32年度のような、改元で無くなった年度は令和2年度と読み、通知 N6 で知らせます。",
            en:
              "A year + 1 is the next one; the difference of two is a number. fy(text) makes a fiscal year of a date, era(year) writes it with its era. 平成32年度 and the like, printed before the era changed, are read as 令和2年度 with notice N6."
          )),
        .examples(
          nil,
          [
            HelpExample("t | where y in R2..R4 | select k, y", "t | 絞込 y が R2〜R4 の範囲 | 選択 k、 y"),
            HelpExample("t | select k, era(y), next = y + 1 | take 2", "t | 選択 k、 和暦(y)、 next = y + 1 | 先頭 2"),
          ]),
        .seeAlso([Message(same: "E06"), Message(same: "N6"), Message(ja: "増減", en: "growth")]),
      ]),
    Topic(
      en: ["missing values", "missing value", "missing", "null", "blank"], ja: ["欠測", "欠測値", "空欄", "空白", "未記入"],
      Message(ja: "値がないことを表す ― の扱い", en: "how a value that is not there behaves"),
      [
        .list(
          nil,
          [
            .init(
              Message(ja: "比べる", en: "comparing"),
              Message(
                ja: "大小の比較は成り立たない（数は通知 N1）。「以外」と「否」には入る",
                en: "never more or less than anything (N1 counts them); different from everything")),
            .init(
              Message(ja: "計算する", en: "calculating"),
              Message(ja: "欠測との計算は欠測", en: "with a missing part the result is missing")),
            .init(
              Message(ja: "集計する", en: "adding up"),
              Message(
                ja: "除いて計算する（数は通知 N2）。全部欠測なら欠測、件数は 0",
                en: "left out (N2 counts them); of none the result is missing, a count 0")),
            .init(
              Message(ja: "まとめる", en: "grouping"),
              Message(ja: "欠測で1つのまとまりになり、最後に出る", en: "missing keys make one group, the last")),
            .init(Message(ja: "並べる", en: "sorting"), Message(ja: "どちら向きでも最後", en: "last, in either direction")),
          ]),
        .examples(
          nil,
          [
            HelpExample("t | where x is missing | select k", "t | 絞込 x が欠測 | 選択 k"),
            HelpExample(
              "t | select k, z = x ?? 0", "t | 選択 k、 z = x ?? 0",
              Message(ja: "欠測のとき 0 を使う", en: "0 where it is missing")),
            HelpExample(
              "t | where x is missing | select k, why = reason(x)", "t | 絞込 x が欠測 | 選択 k、 why = 理由(x)",
              Message(ja: "欠測の理由", en: "the reason")),
          ]),
        .text(
          Message(
            ja: "理由には、未記入、該当なし（―）、読取不能、計算不能（0 で割ったなど）、対応なし（結合や比較の相手がない）があります。",
            en:
              "The reasons: left blank (未記入), does not apply (該当なし), illegible (読取不能), cannot be computed (計算不能), no counterpart (対応なし)."
          )),
        .seeAlso([Message(same: "N1"), Message(same: "N2"), Message(same: "??")]),
      ]),
    Topic(
      en: ["units", "unit", "money"], ja: ["単位", "単位の書き方", "金額の単位"],
      Message(ja: "数には単位があり、違う単位は足せない", en: "numbers have units, and different ones are not added"),
      [
        .list(
          nil,
          [
            .init(
              Message(ja: "金額", en: "money"),
              Message(ja: "円、千円、万円、百万円、億円（互いに換算される）", en: "円, 千円, 万円, 百万円, 億円, converted into one another")),
            .init(Message(ja: "人数", en: "people"), Message(ja: "人、名、千人、万人", en: "人, 名, 千人, 万人")),
            .init(Message(ja: "割合", en: "ratios"), Message(ja: "％。その差はポイント", en: "％; a difference of two is in ポイント")),
            .init(
              Message(ja: "数え方", en: "counts"),
              Message(ja: "件、回、団体、箇所 … それぞれ別の単位", en: "件, 回, 団体, 箇所 …, each of its own kind")),
          ]),
        .text(
          Message(
            ja:
              "単位のある列と比べる数には単位を書きます（費用 が 300千円 超）。0 には要りません。書かないと E07 で、候補を示します。表示の単位を変えるには「単位」を続けます（費用 単位 円）。単位の違うものを割ると、円/冊 のような単位になります。",
            en:
              "A number compared with such a column needs its unit (fee > 300千円); 0 needs none. Without it E07 offers some. as shows a value in another unit (fee as 円). Dividing different units gives one like 円/冊."
          )),
        .examples(
          nil,
          [
            HelpExample("loan | where fee > 300千円 | select branch, year, fee", "貸出 | 絞込 費用 が 300千円 超 | 選択 館名、 年度、 費用"),
            HelpExample("loan | select branch, each = fee / books | take 2", "貸出 | 選択 館名、 each = 費用 ÷ 冊数 | 先頭 2"),
          ]),
        .seeAlso([Message(same: "E07"), Message(same: "E08"), Message(same: "E21"), Message(same: "E29")]),
      ]),
    Topic(
      en: ["scales", "scale", "grades", "categories", "levels"], ja: ["尺度", "評価", "区分", "段階"],
      Message(
        ja: "段階のある列: 順位のある「評価」と、順位のない「区分」", en: "columns with levels: grades, which rank, and categories, which do not"),
      [
        .text(
          Message(
            ja:
              "評価は凡例の前の段階ほど良く、「B 以上」は B とそれより良い段階です。並替では良い順に並びます。評価は数ではないので、平均や最大の代わりに、件数、最高・最低、段(列)（いちばん悪い段階からの段数）を使います。区分には上下がなく、「と同じ」「のどれか」で選びます。",
            en:
              "Of grades the earlier level of the legend is the better one: >= B means B or better, and sort puts the best first. Grades are no numbers: instead of a mean or maximum use count, best and worst, or step(COLUMN). Categories have no order: choose with = and in."
          )),
        .examples(
          nil,
          [
            HelpExample("t | count by g", "t | 件数 gごと"),
            HelpExample("t | group : best(g), worst(g), share_of(g >= B)", "t | 集計 ： 最高(g)、 最低(g)、 割合(g が B 以上)"),
            HelpExample("describe scale g", "概要 尺度 g", Message(ja: "段階とその意味", en: "the levels and what they mean")),
          ]),
        .seeAlso([
          Message(ja: "一覧 尺度", en: "show scales"), Message(same: "E10"), Message(same: "E11"), Message(same: "E14"),
        ]),
      ]),
    Topic(
      en: ["lists", "several values"], ja: ["複数の値", "複数値"],
      Message(ja: "1つの欄に値がいくつも入る列", en: "columns whose cells hold several values"),
      [
        .text(
          Message(
            ja: "「、」で並んで表示されます。その値があるかどうかは「に … あり」で調べ、値ごとに数えるときは先に「展開」で1値1行にします。展開すると同じ行が何度も出るので、合計は重なることがあります（N5）。",
            en:
              "They are shown side by side. has asks for one of them; to count by value, unnest first: one row for each value. A row then occurs several times, so sums may count it more than once (N5)."
          )),
        .examples(
          nil,
          [
            HelpExample("t | where l has q | select k, l", "t | 絞込 l に q あり | 選択 k、 l"),
            HelpExample("t | unnest l | count by l", "t | 展開 l | 件数 lごと"),
          ]),
        .seeAlso([Message(same: "E18"), Message(same: "E36"), Message(same: "N5")]),
      ]),
  ]
}

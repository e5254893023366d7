internal import Diagnostics

extension CodePage {
  /// Grades, categories and lists.
  static let grades: [CodePage] = [
    CodePage(
      "E10", Message(ja: "評価の最大・最小は決まらない", en: "the largest grade is unclear"),
      Message(
        ja: "評価の「最大」は、いちばん良い段階とも、凡例の最後の段階とも取れます。最高（いちばん良い）か最低（いちばん悪い）を使ってください。",
        en: "The maximum of a grade could be the best level or the last of the legend. Ask for best or worst."),
      wrong: ("t | group : m = max(g)", "t | 集計 ： m = 最大(g)"), right: ("t | group : m = best(g)", "t | 集計 ： m = 最高(g)")),
    CodePage(
      "E11", Message(ja: "評価や年度は数ではない", en: "grades and years are no numbers"),
      Message(
        ja: "A や B を足したり平均したりはできません。段階を数にするなら 段(g)（いちばん悪い段階から数えた段数）を使います。分布を見るなら件数が向いています。",
        en:
          "Levels cannot be added or averaged. step(g) makes numbers of them, counted from the worst; a count by level often says more."
      ),
      wrong: ("t | group : m = avg(g)", "t | 集計 ： m = 平均(g)"),
      right: ("t | group : m = avg(step(g))", "t | 集計 ： m = 平均(段(g))")),
    CodePage(
      "E14", Message(ja: "順位のない区分", en: "a category without ranking"),
      Message(
        ja: "段階に上下のない列です。以上・以下では比べられないので、当てはまるものを並べてください。",
        en: "The levels of this column do not rank, so they cannot be compared by order. List those that are meant."),
      wrong: ("loan | where genre >= 一般書", "貸出 | 絞込 分野 が 一般書 以上"),
      right: ("loan | where genre in [児童書, 一般書] | count", "貸出 | 絞込 分野 が [児童書、 一般書] のどれか | 件数")),
    CodePage(
      "E18", Message(ja: "複数の値が入る列", en: "a column with several values"),
      Message(
        ja: "1つの欄に値がいくつも入る列なので、1つの値と「等しい」とは言えません。その中にあるかどうかは「に … あり」で調べます。",
        en: "A cell of this column holds several values and is not equal to one. Ask whether it has that one."),
      wrong: ("t | where l = p", "t | 絞込 l が p と同じ"), right: ("t | where l has p | count", "t | 絞込 l に p あり | 件数")),
    CodePage(
      "E25", Message(ja: "その段階はない", en: "no such level"),
      Message(
        ja: "列の段階にない値と比べています。使える段階を示します。意味は「概要 尺度 列」で見られます。",
        en: "The column has no such level; those that it has are listed. describe scale COLUMN says what they mean."),
      wrong: ("t | where g = F", "t | 絞込 g が F と同じ"), right: ("t | where g = E | count", "t | 絞込 g が E と同じ | 件数")),
    CodePage(
      "E28", Message(ja: "違う尺度どうしは比べられない", en: "two different scales"),
      Message(
        ja: "段階の違う評価は、そのままでは比べられません。段数にすると比べられますが、意味があるかどうかは凡例で確かめてください。",
        en:
          "Grades of different legends cannot be compared. As steps they can; whether that makes sense only the legends tell."
      ),
      wrong: ("loan | where comfort = crowding", "貸出 | 絞込 居心地 = 混み具合"),
      right: ("loan | where step(comfort) = step(crowding) | count", "貸出 | 絞込 段(居心地) = 段(混み具合) | 件数")),
    CodePage(
      "E36", Message(ja: "複数の値が入る列はまとめる単位にできない", en: "a column with several values as a key"),
      Message(
        ja: "1つの欄に値がいくつも入る列ごとに数えると、組み合わせごとの件数になってしまいます。先に「展開」で1値1行にします。",
        en:
          "Counting by cells that hold several values would count combinations. Unnest the column first: one row for each value."
      ),
      wrong: ("t | count by l", "t | 件数 lごと"), right: ("t | unnest l | count by l", "t | 展開 l | 件数 lごと")),
  ]
}

internal import Diagnostics

extension CodePage {
  /// Adding up, comparing, joining.
  static let grouping: [CodePage] = [
    CodePage(
      "E09", Message(ja: "二重に数えることになる", en: "it would count twice"),
      Message(
        ja: "合計と内訳、見込と確定のように、一緒に足してはいけない値が混ざります。どれを足すのかを絞り込むか、まとめる列に加えてください。",
        en:
          "Totals and their parts, or expected and final figures, are mixed and must not be added together. Keep one of them, or group by the column that tells them apart."
      ),
      wrong: ("loan | group year: s = sum(books)", "貸出 | 集計 年度： s = 合計(冊数)"),
      right: (
        "loan | where genre = 全部 and edition = 確定 | group year: s = sum(books)",
        "貸出 | 絞込 分野 = 全部 かつ 版 = 確定 | 集計 年度： s = 合計(冊数)"
      )),
    CodePage(
      "E12", Message(ja: "比べる行が1つに決まらない", en: "several rows to compare"),
      Message(
        ja: "比べる単位ごとに1行のはずが、複数の行があります。合計などでまとめるか、単位の列を増やしてください。",
        en: "There should be one row for each key, and there are several. Add them up, or name more keys."),
      wrong: (
        "loan | where genre = 全部 | compare books over year: R4 -> R5 by edition",
        "貸出 | 絞込 分野 = 全部 | 比較 冊数 軸 年度： R4 → R5 ごと 版"
      ),
      right: (
        "loan | where genre = 全部 | compare books over year: R4 -> R5 by branch, edition",
        "貸出 | 絞込 分野 = 全部 | 比較 冊数 軸 年度： R4 → R5 ごと 館名、 版"
      )),
    CodePage(
      "E15", Message(ja: "結合で行が増える", en: "a join would multiply rows"),
      Message(
        ja: "相手の表に、同じキーの行が2つ以上あります。行が増えると合計が二重になるので止めています。キーを増やす、相手を絞り込む、増えてよければ「複数」を付けます。",
        en:
          "The other table has several rows for a key. More rows would make sums count twice. Name more keys, filter the other table, or write many if that is meant."
      ),
      wrong: ("loan | join survey on year", "貸出 | 結合 調べ キー 年度"),
      right: (
        "loan | join (survey | where unit = 人) on year | count", "貸出 | 結合 （調べ | 絞込 単位 = 人） キー 年度 | 件数"
      )),
    CodePage(
      "E16", Message(ja: "列が多くなりすぎる", en: "too many columns"),
      Message(
        ja: "クロス集計の列は50までです。行と列を入れ替えるか、件数でまとめてください。",
        en: "A pivot has at most 50 columns. Exchange rows and columns, or count by the column."),
      wrong: ("day | pivot visitors by date: count()", "開館日 | クロス集計 来館者 × 日付： 件数()"),
      right: ("day | count by visitors | take 3", "開館日 | 件数 来館者ごと | 先頭 3")),
    CodePage(
      "E23", Message(ja: "集計の関数を集計の外で使った", en: "an aggregate outside group"),
      Message(
        ja: "合計や平均は、行をまとめる「集計」の中で使います。集計した結果を絞り込むときは、集計の後に「絞込」を続けます。",
        en:
          "sum, avg and the like work where rows are put together: in group. To filter by a sum, group first and filter behind it."
      ),
      wrong: ("t | where sum(x) > 8", "t | 絞込 合計(x) が 8 超"),
      right: ("t | group g: s = sum(x) | where s > 8", "t | 集計 g： s = 合計(x) | 絞込 s が 8 超")),
    CodePage(
      "E24", Message(ja: "集計されていない列", en: "a column that is not aggregated"),
      Message(
        ja: "まとめた1行に値がいくつもあるので、どれを出すか決まりません。まとめる列に加えるか、列挙・合計などの関数に入れてください。",
        en:
          "A group has several values of this column, and only one can stand there. Make it a key, or put it into a function such as list or sum."
      ),
      wrong: ("t | group g: x", "t | 集計 g： x"), right: ("t | group g: xs = list(x)", "t | 集計 g： xs = 列挙(x)")),
  ]

  /// Scripts and checks.
  static let scripts: [CodePage] = [
    CodePage(
      "E26", Message(ja: "その名前の引数や値がない", en: "no argument or value of that name"),
      Message(
        ja: "$ の付く名前は「引数」か「変数」で決めておきます。台本に渡せるのは、台本の「引数」の行にある名前だけで、値の種類も合わせます。",
        en:
          "Names with $ are set by param or let. A script takes only the arguments that its param lines declare, with values of their kind."
      ),
      wrong: ("t | take $n", "t | 先頭 $n"), right: ("let n = 2; t | take $n | count", "変数 n = 2; t | 先頭 $n | 件数")),
    CodePage(
      "E27", Message(ja: "確認に失敗した", en: "a check failed"),
      Message(
        ja: "「確認」の条件が成り立ちませんでした。成り立たない行を5行まで示します。台本はここで止まり、終了状態は 3 です。",
        en:
          "The condition of expect does not hold; up to five rows that fail are shown. A script stops here, with exit status 3."
      ),
      wrong: ("t | expect x > 8 'too small'", "t | 確認 x が 8 超 「小さすぎます」"),
      right: ("t | where not (x > 8) | select k, x", "t | 絞込 否 (x が 8 超) | 選択 k、 x")),
  ]
}

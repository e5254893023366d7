internal import Diagnostics
internal import QuerySyntax

extension WordPage {
  /// The words that lead a part of a verb.
  static let clauses: [WordPage] = [
    WordPage(
      [.by, .each],
      Message(ja: "まとめる単位の列。「ごと 列」とも「列ごと」とも書ける", en: "the columns to group by, or to do it within"),
      Message(
        ja: "別・毎も同じ意味です（g別、g毎）。列が複数あるときは 、で並べます。",
        en: "Several columns are separated by commas. In Japanese the ending ごと may stand behind the columns."),
      examples: [
        HelpExample("t | count by g", "t | 件数 gごと"),
        HelpExample("t | take 1 by g | select k, g", "t | 先頭 1 gごと | 選択 k、 g"),
      ]),
    WordPage(
      [.every],
      Message(ja: "データに出てこない段階や年度も 0 件として出す", en: "show levels and years that do not occur, with a count of 0"),
      examples: [HelpExample("t | group every g: n = count()", "t | 集計 全区分 g： n = 件数()")]),
    WordPage(
      [.desc, .asc],
      Message(
        ja: "大きい順（降順）・小さい順（昇順）。- を前に付けても降順になる",
        en: "largest first (desc) or smallest first (asc); a minus before it is desc too"),
      Message(
        ja: "評価の昇順は凡例の順（良い段階が先）です。欠測はどちらでも最後です。",
        en: "Grades ascend in the order of their legend, the best first. Missing values are last either way."),
      examples: [HelpExample("t | sort x desc | select k, x", "t | 並替 x 降順 | 選択 k、 x")]),
    WordPage(
      [.over],
      Message(ja: "比べる軸の列", en: "the column to compare over"),
      examples: [
        HelpExample(
          "loan | where genre = 全部 | compare books over year: R4 -> R5 by branch, edition",
          "貸出 | 絞込 分野 = 全部 | 比較 冊数 軸 年度： R4 → R5 ごと 館名、 版")
      ]),
    WordPage(
      [.with],
      Message(ja: "比べる相手（基準になる方）", en: "what to compare with: the base"),
      examples: [
        HelpExample(
          "t | derive aim = 10 | compare x with aim by k better up", "t | 追加 aim = 10 | 比較 x 対 aim ごと k 良い方向 増")
      ]),
    WordPage(
      [.better, .up, .down, .none],
      Message(
        ja: "良い方向: 増（多い方が良い）、減（少ない方が良い）、なし（どちらでもない）",
        en: "which way is better: up (more is better), down (less is), none"),
      Message(
        ja: "列に良い方向が決まっていれば書かなくても構いません。金額には方向がないので、評価（↑ →  ↓）が要るときに付けます。",
        en:
          "Where the column has a direction of its own it need not be written. Money has none: add it when improved or worse is asked for."
      ),
      examples: [
        HelpExample(
          "t | derive aim = 10 | compare x with aim by k better down", "t | 追加 aim = 10 | 比較 x 対 aim ごと k 良い方向 減")
      ]),
    WordPage(
      [.on], Message(ja: "結合のキーになる列。両方の表にあるもの", en: "the columns by which a join finds the other table's row"),
      Message(
        ja: "名前が違うときは 左の列 = 右の列 と書きます。", en: "Where the names differ, write LEFT = RIGHT."),
      examples: [
        HelpExample(
          "loan | where genre = 全部 | join (survey | where unit = 人) on year | select branch, year, books, figure",
          "貸出 | 絞込 分野 = 全部 | 結合 （調べ | 絞込 単位 = 人） キー 年度 | 選択 館名、 年度、 冊数、 数")
      ]),
    WordPage(
      [.many, .only, .without],
      Message(
        ja: "結合のしかた: 複数（相手の行がいくつでもよい）、一致のみ、一致なし",
        en: "how to join: many (several matches), only (those that match), without (those that do not)"),
      examples: [
        HelpExample(
          "loan | join without (survey | where year = R5) on year | count",
          "貸出 | 結合 一致なし （調べ | 絞込 年度 = R5） キー 年度 | 件数")
      ]),
    WordPage(
      [.totals], Message(ja: "クロス集計に合計の行と列を付ける", en: "add a row and a column of totals to a pivot"),
      examples: [
        HelpExample("t | pivot g by y: count() totals", "t | クロス集計 g × y： 件数() 合計付き")
      ]),
    WordPage(
      [.percent, .row, .column],
      Message(
        ja: "クロス集計を割合にする: 割合 行（行の合計に対して）、割合 列",
        en: "a pivot in percent: percent row (of each row's total), percent column"),
      examples: [
        HelpExample("t | pivot g by y: count() percent row", "t | クロス集計 g × y： 件数() 割合 行")
      ]),
    WordPage(
      [.any],
      Message(
        ja: "増減で、前年度がなければ直近の記入のある年度と比べる",
        en: "in growth: where the year before is missing, the latest one that is there"),
      examples: [HelpExample("t | growth sum(x) over y any", "t | 増減 合計(x) 軸 y 直近")]),
    WordPage(
      [.bar, .line, .stack], Message(ja: "図の種類: 棒、折線、積上", en: "the kind of chart: bars, lines, stacked bars"),
      examples: [HelpExample("t | chart bar x over k", "t | 図 棒 x 軸 k")]),
    WordPage(
      [.asName], Message(ja: "名前を付ける: 読み込む表、結合する表、順位の列", en: "give a name: to a loaded table, a joined one, a rank"),
      examples: [HelpExample("load 'budget.csv' as budget", "読込 'budget.csv' 名前 budget", outcome: .isOnlyShown)]),
    WordPage(
      [.asUnit], signs: ["as %", "単位 ％"],
      Message(ja: "値を別の単位で表す。単位のない数なら単位を付ける", en: "show a value in another unit; give a plain number one"),
      Message(
        ja: "積や商の全体に付きます: n ÷ m 単位 ％。大きさは変わらず、表し方だけが変わります。",
        en: "It belongs to the whole product: a / b as %. The value stays what it is; only how it is shown changes."),
      examples: [
        HelpExample(
          "t | group : good = count(g >= B), n = count() | derive rate = good / n as %",
          "t | 集計 ： good = 件数(g が B 以上)、 n = 件数() | 追加 rate = good ÷ n 単位 ％"),
        HelpExample("loan | select branch, fee as 円 | take 1", "貸出 | 選択 館名、 費用 単位 円 | 先頭 1"),
      ]),
    WordPage(
      [.from],
      Message(
        ja: "表の名前であることをはっきりさせる（操作と同じ名前の表など）", en: "says that a table follows, where its name is also a command's"),
      examples: [HelpExample("from t | count", "表 t | 件数")]),
    WordPage(
      [.rows], Message(ja: "行の数に付けてもよい言葉: 先頭 3件、先頭 3行", en: "may stand behind a number of rows in Japanese"),
      examples: [HelpExample("t | take 3 | count", "t | 先頭 3件 | 件数")]),
  ]
}

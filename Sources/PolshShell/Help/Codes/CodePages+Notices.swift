internal import Diagnostics

extension CodePage {
  /// The notices below a result; the wrong question gives the notice, the right one changes or shows it.
  static let notices: [CodePage] = [
    CodePage(
      "N1", Message(ja: "比べられなかった行がある", en: "rows that could not be compared"),
      Message(
        ja: "値が欠測か、単位が違うために、大小などを比べられなかった行の数です。そうした行は条件に合わないものとして扱います。「直し方」の問い合わせで、その行を見られます。",
        en:
          "How many rows could not be compared, because a value is missing or of another unit. They count as not fulfilling the condition. The question offered shows them."
      ),
      wrong: ("t | where x > 8 | select k", "t | 絞込 x が 8 超 | 選択 k"),
      right: ("t | where x is missing | select k", "t | 絞込 x が欠測 | 選択 k")),
    CodePage(
      "N2", Message(ja: "欠測を除いて計算した", en: "missing values left out"),
      Message(
        ja: "合計や平均では欠測の値を除きます。その数です。0 として数えるときは ?? 0 を付けます。",
        en: "Sums and means leave missing values out; this is how many. ?? 0 counts them as zero."),
      wrong: ("t | group : s = sum(x)", "t | 集計 ： s = 合計(x)"),
      right: ("t | group : s = sum(x ?? 0), blank = missing_count(x)", "t | 集計 ： s = 合計(x ?? 0)、 空き = 欠測数(x)")),
    CodePage(
      "N3", Message(ja: "結合で相手のない行がある", en: "rows without a match"),
      Message(
        ja: "結合で相手の見つからなかった行の数です。左の行は残り、相手の列は欠測になります。「一致なし」でその行を見られます。",
        en:
          "How many rows of a join found no partner. Those of the left stay, with missing values; join without shows them."
      ),
      wrong: (
        "loan | join (survey | where unit = 人 and year = R5) on year | count",
        "貸出 | 結合 （調べ | 絞込 単位 = 人 かつ 年度 = R5） キー 年度 | 件数"
      ),
      right: (
        "loan | join without (survey | where unit = 人 and year = R5) on year | count",
        "貸出 | 結合 一致なし （調べ | 絞込 単位 = 人 かつ 年度 = R5） キー 年度 | 件数"
      )),
    CodePage(
      "N4", Message(ja: "0 で割った", en: "divided by zero"),
      Message(
        ja: "割る数が 0 の行では答えがないので、欠測（計算不能）にしています。",
        en: "Where the divisor is 0 there is no answer: the value is missing."),
      wrong: ("t | select k, z = x / (x - 10)", "t | 選択 k、 z = x ÷ (x − 10)"),
      right: ("t | where x != 10 | select k, z = x / (x - 10)", "t | 絞込 x が 10 以外 | 選択 k、 z = x ÷ (x − 10)")),
    CodePage(
      "N5", Message(ja: "同じ行を重ねて足した", en: "rows added more than once"),
      Message(
        ja: "「展開」などで1つの行が何行にもなった後の合計です。係ごとの合計のように、それでよいこともあります。全体の合計としては多すぎるので、按分するなら先に値を割ります。",
        en:
          "A sum behind unnest or the like, where one row has become several. That may be meant (a sum for each of them); as a grand total it is too much. To share the amount, divide it before."
      ),
      wrong: (
        "t | unnest l | group : s = sum(x)", "t | 展開 l | 集計 ： s = 合計(x)"
      ),
      right: (
        "t | derive x = x / len(l) | unnest l | group : s = sum(x)", "t | 追加 x = x ÷ 長さ(l) | 展開 l | 集計 ： s = 合計(x)"
      )),
    CodePage(
      "N6", Message(ja: "改元の後の年度を読み替えた", en: "a year of an era that was over"),
      Message(
        ja: "平成32年度のように、改元で実際にはなかった年度です。令和2年度と読みました。古い計画書によくあります。",
        en: "A year of an era that had ended by then, as old plans print it: 平成32年度 is read as 令和2年度."),
      wrong: ("t | where y = 平成32年度 | select k", "t | 絞込 y が 平成32年度 と同じ | 選択 k"),
      right: ("t | where y = R2 | select k", "t | 絞込 y が R2 と同じ | 選択 k")),
    CodePage(
      "N7", Message(ja: "良い方向が分からない", en: "no better direction is known"),
      Message(
        ja: "増えるのが良いのか減るのが良いのかが列に決められていないので、評価や達成率を出せません。「良い方向 増」「良い方向 減」で示せます。",
        en:
          "Whether more or less is better is not known of the column, so there is no verdict. better up or better down says it."
      ),
      wrong: ("t | derive aim = 10 | compare x with aim by k", "t | 追加 aim = 10 | 比較 x 対 aim ごと k"),
      right: (
        "t | derive aim = 10 | compare x with aim by k better up", "t | 追加 aim = 10 | 比較 x 対 aim ごと k 良い方向 増"
      )),
    CodePage(
      "N8", Message(ja: "表示を縮めた", en: "the display is cut"),
      Message(
        ja: "画面に入りきらない行や列を省いて表示しています。データは全部あり、続けて使えます。列を選ぶか、ファイルに出力すると全部見られます。",
        en:
          "Rows or columns that do not fit the window are left out of the display. The data are whole; select fewer columns, or export them."
      ),
      wrong: ("day", "開館日"), right: ("day | take 5", "開館日 | 先頭 5")),
    CodePage(
      "N9", Message(ja: "文書に明記のない値がある", en: "values that are not stated in the document"),
      Message(
        ja: "結果のもとになった行のうち、文書から読み取った（推定）、計算で求めた（計算）行の数です。「出典」で確かめられます。",
        en:
          "How many of the rows behind the result were inferred from the document or computed, not stated there. trace shows them."
      ),
      wrong: ("loan | where genre = 全部 | count", "貸出 | 絞込 分野 = 全部 | 件数"),
      right: (
        "loan | where genre = 全部 and certainty != 'stated' | select branch, year, certainty",
        "貸出 | 絞込 分野 = 全部 かつ 確かさ が 「stated」 以外 | 選択 館名、 年度、 確かさ"
      )),
    CodePage(
      "N10", Message(ja: "性質の違う値を並べた", en: "values of different kinds side by side"),
      Message(
        ja: "見込と確定のように、足してはいけない値が行ごとに違っています。どちらの値かの列を付けて、並べて示しました。",
        en:
          "Figures that must not be mixed, such as expected and final ones, stand in different rows. A column says which is which."
      ),
      wrong: (
        "loan | where genre = 全部 and year = R5 | group branch: s = sum(books)",
        "貸出 | 絞込 分野 = 全部 かつ 年度 = R5 | 集計 館名： s = 合計(冊数)"
      ),
      right: (
        "loan | where genre = 全部 and year = R5 and edition = 確定 | group branch: s = sum(books)",
        "貸出 | 絞込 分野 = 全部 かつ 年度 = R5 かつ 版 = 確定 | 集計 館名： s = 合計(冊数)"
      )),
    CodePage(
      "N11", Message(ja: "読めない行を別にした", en: "rows of a file that were kept apart"),
      Message(
        ja: """
          読み込んだファイルで、セルの数が見出しと違う行や、引用符が正しくない行の数と行番号です。捨てずに別の表に入れてあります。表の名前は\
          「直し方」にあります。元のファイルを直して、もう一度読み込むと、ふつうの行になります。
          """,
        en: """
          How many rows of a file have another number of cells than its heading, or broken quotation marks, and on which lines. They \
          are not lost but in a table of their own, whose name is offered. Once they are put right in the file, load it again.
          """),
      wrong: ("load 'budget.csv' as t", "読込 'budget.csv' 名前 t"),
      right: ("load 'budget.csv' as t; t_rejected", "読込 'budget.csv' 名前 t; t_読めない行"), needsFile: true),
  ]
}

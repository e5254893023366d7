internal import Diagnostics

extension WordPage {
  /// Signs, half-width or full-width.
  static let signs: [WordPage] = [
    WordPage(
      [], signs: ["|", "｜"], kind: .sign,
      Message(
        ja: "左の結果を右の命令に渡す。行の先頭に置くと直前の結果に続ける",
        en:
          "hands the result on the left to the verb on the right; at the head of a line it goes on from the last result"
      ),
      examples: [
        HelpExample("t | where g = A | count", "t ｜ 絞込 g が A ｜ 件数"),
        HelpExample("t | count by g; | take 1", "t | 件数 gごと; | 先頭 1"),
      ]),
    WordPage(
      [], signs: ["->", "→", "⇒"], kind: .sign,
      Message(ja: "比較の「前 → 後」", en: "from one value to the other, in compare"),
      examples: [
        HelpExample(
          "t | select x, y | compare sum(x) over y: R1 -> R3 better up", "t | 選択 x、 y | 比較 合計(x) 軸 y： R1 → R3 良い方向 増")
      ]),
    WordPage(
      [], signs: ["+", "-", "*", "/", "＋", "−", "×", "÷"], kind: .sign,
      Message(ja: "足す、引く、掛ける、割る", en: "plus, minus, times, divided by"),
      Message(
        ja: "単位の違う値は足し引きできません（E21）。割り算は小数6桁まで四捨五入で、0 で割ると欠測になります（N4）。× はクロス集計の行と列の間にも使います。",
        en:
          "Values of different units cannot be added (E21). A quotient is rounded to six decimals; dividing by zero gives missing (N4)."
      ),
      examples: [HelpExample("t | select k, z = x * 2 - 1", "t | 選択 k、 z = x × 2 − 1")]),
    WordPage(
      [], signs: ["??"], kind: .sign,
      Message(ja: "欠測なら右の値を使う", en: "the value on the right where the left one is missing"),
      examples: [HelpExample("t | select k, z = x ?? 0", "t | 選択 k、 z = x ?? 0")]),
    WordPage(
      [], signs: ["$", "＄"], kind: .sign,
      Message(ja: "「引数」「変数」で決めた値の前に付ける", en: "stands before a value set by param or let"),
      examples: [HelpExample("let n = 2; t | take $n | select k", "変数 n = 2; t | 先頭 $n | 選択 k")]),
    WordPage(
      [], signs: ["'", "\"", "「", "」", "『", "』"], kind: .sign,
      Message(ja: "文字を囲む: 「企画課」 '企画課'", en: "quotes around a text: 'text', \"text\", 「text」"),
      examples: [HelpExample("t | where k = 'a' | select k", "t | 絞込 k が 「a」 | 選択 k")]),
    WordPage(
      [], signs: ["`", "【", "】"], kind: .sign,
      Message(
        ja: "列の名前を囲む: 【支払(千円)】。記号や空白のある名前に使う", en: "around a column's name that has signs or blanks in it: `paid (yen)`"
      ),
      examples: [HelpExample("t | select `x` | take 1", "t | 選択 【x】 | 先頭 1")]),
    WordPage(
      [], signs: ["[", "]", "［", "］"], kind: .sign, Message(ja: "値を並べる", en: "a list of values"),
      examples: [HelpExample("t | where g in [A, B] | count", "t | 絞込 g が ［A、B］ のどれか | 件数")]),
    WordPage(
      [], signs: ["(", ")", "（", "）"], kind: .sign,
      Message(
        ja: "計算の順を決める。関数の引数、表の代わりの問い合わせも囲む",
        en: "group a calculation; also a function's arguments, and a query in place of a table"),
      examples: [HelpExample("(t | where g = A) | count", "(t | 絞込 g が A) | 件数")]),
    WordPage(
      [], signs: [",", "、", "，"], kind: .sign, Message(ja: "並べたものの区切り", en: "separates the parts of a list"),
      examples: [HelpExample("t | select k, g | take 1", "t | 選択 k、g | 先頭 1")]),
    WordPage(
      [], signs: [":", "："], kind: .sign,
      Message(ja: "まとめる列と、求める値を分ける", en: "separates the keys from what is computed"),
      examples: [HelpExample("t | group g: n = count()", "t | 集計 g： n = 件数()")]),
    WordPage(
      [], signs: [";", "。", "；"], kind: .sign,
      Message(ja: "文の終わり。1行に文を並べるときに使う", en: "ends a statement, where several stand on one line"),
      examples: [HelpExample("t | count; t | count by g", "t | 件数。 t | 件数 gごと")]),
    WordPage(
      [], signs: ["#", "※"], kind: .sign, Message(ja: "ここから行末まではメモ（実行されない）", en: "a remark up to the end of the line"),
      examples: [HelpExample("t | count # how many", "t | 件数 ※ 全部で")]),
    WordPage(
      [], signs: [".", "．"], kind: .sign,
      Message(ja: "どの表の列かを示す: 表.列（結合の後など）", en: "says which table's column: TABLE.COLUMN, after a join"),
      examples: [HelpExample("t | select t.k | take 1", "t | 選択 t.k | 先頭 1")]),
    WordPage(
      [], signs: ["↑", "↓"], kind: .sign,
      Message(ja: "比較の評価: ↑ 改善、↓ 悪化（→ 同じ、― 不明）", en: "verdicts of compare: ↑ improved, ↓ worse (→ same, ― unknown)"),
      examples: [
        HelpExample(
          "t | derive aim = 10 | compare x with aim by k better up | where better = ↑ | select k",
          "t | 追加 aim = 10 | 比較 x 対 aim ごと k 良い方向 増 | 絞込 評価 = ↑ | 選択 k")
      ]),
  ]
}

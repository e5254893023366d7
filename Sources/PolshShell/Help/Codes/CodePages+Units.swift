internal import Diagnostics

extension CodePage {
  /// Years, numbers and units.
  static let units: [CodePage] = [
    CodePage(
      "E06", Message(ja: "年度として読めない", en: "not a fiscal year"),
      Message(
        ja: "年度は 2023、R5、令和5年度、H30 のように書きます（1868〜2200）。23 だけでは平成23年度か2023年度か分かりません。年度は「」で囲みません。",
        en:
          "Fiscal years are written 2023, R5, 令和5年度 or H30 (1868 to 2200), without quotes. 23 alone could be 平成23年度 or 2023."
      ),
      wrong: ("t | where y = 23", "t | 絞込 y が 23 と同じ"), right: ("t | where y = R5 | count", "t | 絞込 y が R5 と同じ | 件数")),
    CodePage(
      "E07", Message(ja: "数に単位がない", en: "a number without a unit"),
      Message(
        ja: "単位のある列を、単位のない数と比べています。円か千円かで千倍違うので、単位を書いてください。0 と比べるときは要りません。",
        en:
          "A column with a unit is compared with a bare number. 円 or 千円 is a factor of a thousand, so write the unit. 0 needs none."
      ),
      wrong: ("loan | where fee > 300", "貸出 | 絞込 費用 が 300 超"),
      right: ("loan | where fee > 300千円 | count", "貸出 | 絞込 費用 が 300千円 超 | 件数")),
    CodePage(
      "E08", Message(ja: "単位の違う値を足そうとした", en: "different units added"),
      Message(
        ja: "行ごとに単位の違う列です。人と冊のように違う単位の値は足せません。単位をまとめる列に加えるか、1つの単位に絞ってください。",
        en:
          "Each row of this column has its own unit, and people and books cannot be added. Group by the unit as well, or keep one unit."
      ),
      wrong: ("survey | group year: s = sum(figure)", "調べ | 集計 年度： s = 合計(数)"),
      right: ("survey | where unit = 人 | group year: s = sum(figure)", "調べ | 絞込 単位 = 人 | 集計 年度： s = 合計(数)")),
    CodePage(
      "E19", Message(ja: "桁が大きすぎる", en: "too many digits"),
      Message(
        ja: "数は38桁、小数は6桁までです。掛け算を重ねていないか、単位が合っているかを確かめてください。",
        en: "Numbers have at most 38 digits, 6 of them decimals. Look for products of large numbers, or a wrong unit."),
      wrong: (
        "t | derive z = x * 99999999999999999999 * 99999999999999999999",
        "t | 追加 z = x × 99999999999999999999 × 99999999999999999999"
      ),
      right: ("t | derive z = x * 1000000 | take 1", "t | 追加 z = x × 1000000 | 先頭 1")),
    CodePage(
      "E21", Message(ja: "単位や種類の違う値は足したり比べたりできない", en: "different units or kinds"),
      Message(
        ja: "冊数と費用のように、違うものは足せず、大小も比べられません。割り算（1冊当たりの費用）ならできます。",
        en: "Books and money can be neither added nor compared. Dividing them is possible: the cost of one book."),
      wrong: ("loan | derive z = books + fee", "貸出 | 追加 z = 冊数 + 費用"),
      right: ("loan | select branch, z = fee / books | take 1", "貸出 | 選択 館名、 z = 費用 ÷ 冊数 | 先頭 1")),
    CodePage(
      "E29", Message(ja: "知らない単位", en: "an unknown unit"),
      Message(
        ja: "数の後ろの言葉が単位として分かりません。円 千円 百万円、人、件、％ などと、開いているデータに出てくる単位が使えます。",
        en: "The word behind the number is no unit. 円 千円 百万円, 人, 件, ％ and those of the open data can be used."),
      wrong: ("loan | where fee > 300ドル", "貸出 | 絞込 費用 が 300ドル 超"),
      right: ("loan | where fee > 300千円 | count", "貸出 | 絞込 費用 が 300千円 超 | 件数")),
  ]
}

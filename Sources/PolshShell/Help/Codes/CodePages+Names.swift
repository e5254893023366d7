internal import Diagnostics

extension CodePage {
  /// Names that mean nothing, or two things.
  static let names: [CodePage] = [
    CodePage(
      "E01", Message(ja: "その名前の列がない", en: "no column of that name"),
      Message(
        ja: "表にない名前です。近い名前があれば示します。列ではなく列の値（段階）だったときは、どの列の値かを示します。列の一覧は「表の名前 | 概要」で見られます。",
        en:
          "The table has no such column. Close names are offered; if the word is a level of some column, that column is named. TABLE | describe lists the columns."
      ),
      wrong: ("loan | select branch, boks", "貸出 | 選択 館名、 冊数計"),
      right: ("loan | select branch, books | take 1", "貸出 | 選択 館名、 冊数 | 先頭 1")),
    CodePage(
      "E02", Message(ja: "その名前の命令がない", en: "no verb of that name"),
      Message(
        ja: "「|」の後に書けるのは命令だけです。ほかの道具の言葉（filter、order by、ソートなど）なら、こちらの言葉を示します。命令の一覧は「ヘルプ 命令」です。",
        en:
          "Only a verb can follow the bar. Words of other tools (filter, order by) are answered with ours. help verbs lists them."
      ),
      wrong: ("t | filter x > 8", "t | フィルター x > 8"), right: ("t | where x > 8", "t | 絞込 x > 8")),
    CodePage(
      "E03", Message(ja: "列の名前でも段階でもある", en: "both a column and a level"),
      Message(
        ja: "比べる列の段階と同じ名前の列が、その表にあります。どちらかを勝手に選ぶと気付かないまま違う答えになるので、書き分けてください。段階は「」で、列は【】で囲みます。",
        en:
          "The table has a column that is called like the level. Choosing one silently could give a wrong answer, so write which is meant: 'B' is the level, `B` the column."
      ),
      wrong: ("t | derive B = g | where g = B", "t | 追加 B = g | 絞込 g が B と同じ"),
      right: ("t | derive B = g | where g = 'B'", "t | 追加 B = g | 絞込 g が 「B」 と同じ")),
    CodePage(
      "E04", Message(ja: "区切り方が2通りある", en: "two ways to split a word"),
      Message(
        ja: "空白なしで続けて書いた言葉が、知っている名前で2通りに区切れます。区切るところに空白を入れてください。",
        en:
          "A word typed without blanks can be cut in two ways, both of known names. Put a blank where you mean the cut to be."
      ),
      wrong: (
        "t ｜ select 実績 = x, 実績計画 = x, 計画以上 = x ｜ 絞込 実績計画以上", "t ｜ 選択 実績 = x、 実績計画 = x、 計画以上 = x ｜ 絞込 実績計画以上"
      ),
      right: (
        "t | select 実績 = x, 実績計画 = x, 計画以上 = x | where 実績計画 >= 計画以上",
        "t ｜ 選択 実績 = x、 実績計画 = x、 計画以上 = x ｜ 絞込 実績計画 が 計画以上 以上"
      )),
    CodePage(
      "E20", Message(ja: "前の命令で外した列", en: "a column that an earlier verb left out"),
      Message(
        ja: "「選択」「集計」などの後では、そこに挙げた列だけが残ります。先に絞り込むか、残す列に加えてください。",
        en:
          "Behind select, group and the like only the columns named there are left. Filter before, or name the column there."
      ),
      wrong: ("t | select k | where x > 8", "t | 選択 k | 絞込 x > 8"),
      right: ("t | where x > 8 | select k", "t | 絞込 x > 8 | 選択 k")),
    CodePage(
      "E30", Message(ja: "両方の表にある列", en: "a column of both tables"),
      Message(
        ja: "結合した左右の表に同じ名前の列があり、値の違う行があります。表の名前を付けて、どちらの列かを示してください。",
        en:
          "Both tables of a join have this column, and in some rows they differ. Write TABLE.COLUMN to say which is meant."
      ),
      wrong: (
        "loan | where genre = 全部 | derive unit = branch | join (survey | where unit = 人) as s on year | select branch, unit",
        "貸出 | 絞込 分野 = 全部 | 追加 単位 = 館名 | 結合 （調べ | 絞込 単位 = 人） 名前 s キー 年度 | 選択 館名、 単位"
      ),
      right: (
        "loan | where genre = 全部 | derive unit = branch | join (survey | where unit = 人) as s on year | select branch, s.unit",
        "貸出 | 絞込 分野 = 全部 | 追加 単位 = 館名 | 結合 （調べ | 絞込 単位 = 人） 名前 s キー 年度 | 選択 館名、 s.単位"
      )),
    CodePage(
      "E31", Message(ja: "文字は「」で囲む", en: "text needs quotes"),
      Message(
        ja: "文字の列と比べる値は「」か ' ' で囲みます。囲まない言葉は、列や段階の名前として読まれます。",
        en:
          "A value compared with a text column stands in quotes. A bare word is read as the name of a column or a level."
      ),
      wrong: ("survey | where matter = 来館", "調べ | 絞込 題 が 来館 と同じ"),
      right: ("survey | where matter = '来館'", "調べ | 絞込 題 が 「来館」 と同じ")),
    CodePage(
      "E33", Message(ja: "その名前の表がない", en: "no table of that name"),
      Message(
        ja: "問い合わせは表の名前で始めます。「|」で始めると直前の結果に続けます。表の一覧は「一覧 表」です。",
        en:
          "A question begins with the name of a table, or with | to go on from the last result. show tables lists them."
      ),
      wrong: ("lown | count", "貸し出し | 件数"), right: ("loan | count", "貸出 | 件数")),
    CodePage(
      "E34", Message(ja: "関数の名前か引数が違う", en: "no such function, or another kind of argument"),
      Message(
        ja: "その名前の関数がないか、渡した値の種類や数が合いません。表計算の関数（COUNTIF、VLOOKUP など）なら、ここでの書き方を示します。",
        en:
          "There is no such function, or it takes other values. Functions of spreadsheets (COUNTIF, VLOOKUP) are answered with how it is done here."
      ),
      wrong: ("t | group g: n = COUNTIF(x, 10)", "t | 集計 g： n = COUNTIF(x, 10)"),
      right: ("t | group g: n = count(x = 10)", "t | 集計 g： n = 件数(x = 10)")),
    CodePage(
      "E35", Message(ja: "同じ名前の列が2つになる", en: "two columns of one name"),
      Message(
        ja: "結果の列の名前は1つずつ違っていなければなりません。名前 = 値 の形で別の名前を付けてください。",
        en: "The columns of a result must have different names. Give one another name: NAME = VALUE."),
      wrong: ("t | select k, g, k", "t | 選択 k、 g、 k"),
      right: ("t | select k, g, k2 = k | take 1", "t | 選択 k、 g、 k2 = k | 先頭 1")),
  ]
}

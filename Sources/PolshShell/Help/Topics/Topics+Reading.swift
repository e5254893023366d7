internal import Diagnostics

extension Topic {
  /// How questions are written.
  static let reading: [Topic] = [
    Topic(
      en: ["how to ask", "asking", "writing", "syntax", "grammar"], ja: ["書き方", "文の書き方", "使い方", "文法"],
      Message(ja: "問い合わせは「表 | 命令 | 命令」と左から右へ書く", en: "a question reads from left to right: table | verb | verb"),
      [
        .text(
          Message(
            ja: "まず表の名前、それから「|」で命令をつなぎます。命令はどれも、左から来た表を受け取り、新しい表を右へ渡します。英語と日本語の言葉はいつでも混ぜて使えます。",
            en:
              "First the name of a table, then verbs behind bars. Each verb takes the table from its left and hands a new one to its right. English and Japanese words can be mixed at any time."
          )),
        .examples(
          nil,
          [
            HelpExample(
              "t | where g >= B | count by y", "t | 絞込 g が B 以上 | 件数 yごと",
              Message(ja: "B 以上の行を、年度ごとに数える", en: "rows graded B or better, counted by year"))
          ]),
        .list(
          nil,
          [
            .init(
              Message(ja: "列の名前", en: "a column"),
              Message(ja: "そのまま書く。記号や空白があれば【 】で囲む", en: "as it is; with signs or blanks in it, `in backquotes`")),
            .init(Message(ja: "文字", en: "a text"), Message(ja: "「 」か ' ' で囲む", en: "in quotes: 'text'")),
            .init(
              Message(ja: "段階", en: "a level"),
              Message(ja: "そのまま書く: A、良。列と同じ名前なら「 」で囲む", en: "as it is: A; in quotes where a column has that name too")),
            .init(Message(ja: "数", en: "a number"), Message(ja: "12、1.8万、1200千円、80％", en: "12, 1.8万, 1200千円, 80%")),
            .init(Message(ja: "年度", en: "a fiscal year"), Message(ja: "R5、令和5年度、2023", en: "R5, 令和5年度, 2023")),
          ]),
        .text(
          Message(
            ja: "日本語は空白なしで続けて書いても構いません（絞込gがB以上）。区切り方は画面に「解釈」として出ます。全角と半角はどちらでも同じです。",
            en:
              "Japanese may be typed without blanks; how it was cut is shown. Full-width and half-width signs are the same."
          )),
        .seeAlso([
          Message(ja: "命令", en: "verbs"), Message(ja: "比較", en: "comparisons"), Message(ja: "続き", en: "going on"),
        ]),
      ]),
    Topic(
      en: ["going on", "previous result", "continuing"], ja: ["続き", "続けて書く", "直前の結果"],
      Message(ja: "直前の結果に「|」で続ける。名前を付けて取っておく", en: "go on from the last result with |, or keep it under a name"),
      [
        .text(
          Message(
            ja: "行を「|」で始めると、直前の結果に命令を続けます。何度でも続けられ、「取消」で1つ前に戻れます。「変数 名前 = 問い合わせ」で結果に名前を付けると、表として使えます。",
            en:
              "A line that begins with | goes on from the last result, as often as you like; undo goes one step back. let NAME = QUERY keeps a result under a name, to be used as a table."
          )),
        .examples(
          nil,
          [
            HelpExample(
              "t | count by g; | sort -count; | take 1", "t | 件数 gごと; | 並替 -件数; | 先頭 1"),
            HelpExample("let good = t | where g >= B; good | count", "変数 good = t | 絞込 g が B 以上; good | 件数"),
          ]),
        .seeAlso([Message(ja: "取消", en: "undo"), Message(ja: "台本", en: "scripts")]),
      ]),
    Topic(
      en: ["names", "quoting", "quotes"], ja: ["名前", "名前の書き方", "かぎかっこ"],
      Message(ja: "列、段階、文字の名前の書き分け", en: "how columns, levels and texts are told apart"),
      [
        .text(
          Message(
            ja:
              "列には日本語名と英語名があり、どちらでも書けます。列の名前に空白や記号（括弧など）があるときは【 】で囲みます。値の文字は「 」か ' ' で囲みます。評価や区分の段階は囲まなくて構いませんが、同じ名前の列があるとどちらか分からないので（E03）、段階は「 」、列は【 】で囲みます。",
            en:
              "A column has a Japanese and an English name; either can be typed. A name with blanks or signs stands in backquotes or 【 】. Texts stand in quotes. Levels may stand bare; where a column has the same name (E03), quote the level, or the column in backquotes."
          )),
        .examples(
          nil,
          [
            HelpExample("t | select `g`, k | where g = 'A' | take 1", "t | 選択 【g】、 k | 絞込 g が 「A」 と同じ | 先頭 1")
          ]),
        .seeAlso([Message(same: "E03"), Message(same: "E31"), Message(ja: "全角と半角", en: "width")]),
      ]),
    Topic(
      en: ["width", "full width", "half width"], ja: ["全角と半角", "全角", "半角"],
      Message(ja: "全角と半角、ひらがなとカタカナの違いの扱い", en: "full-width and half-width characters"),
      [
        .text(
          Message(
            ja:
              "記号・数字・英字は全角でも半角でも同じに読みます（｜ と |、（ と (、１ と 1、＝ と =）。データの文字も同じようにそろえて比べるので、「NPO」でＮＰＯが見つかります。半角カナは全角カナと同じです。大文字と小文字、ひらがなとカタカナは区別します。もとの文字のまま比べるときは 原文(列) を使います。",
            en:
              "Signs, digits and letters are read alike in both widths, in what is typed and in the data: 'NPO' finds ＮＰＯ. Half-width kana equal full-width ones. Capitals and small letters differ, and so do hiragana and katakana."
          )),
        .examples(nil, [HelpExample("t ｜ where x ＞ １０ ｜ select k, x", "t ｜ 絞込 x が １０ 超 ｜ 選択 k、 x")]),
      ]),
    Topic(
      en: ["searching and filtering", "searching", "filtering", "find"], ja: ["検索と絞込", "探す", "探し方"],
      Message(
        ja: "言葉を探す「検索」と、条件で選ぶ「絞込」の使い分け", en: "search looks for words anywhere; where asks for a condition on a column"),
      [
        .list(
          nil,
          [
            .init(
              Message(ja: "検索 言葉", en: "search WORD"),
              Message(ja: "どの列にあってもよい。全角・半角、かなの違いも問わない", en: "in any column, whatever the width or the kana")),
            .init(
              Message(ja: "絞込 列 が 「…」 を含む", en: "where COLUMN contains '…'"),
              Message(ja: "その列の文字の一部", en: "a part of that column's text")),
            .init(Message(ja: "絞込 列 が 「…」 と同じ", en: "where COLUMN = '…'"), Message(ja: "まるごと一致", en: "the whole text")),
            .init(
              Message(ja: "絞込 列 に 値 あり", en: "where COLUMN has VALUE"),
              Message(ja: "複数の値が入る列", en: "a column with several values")),
            .init(
              Message(ja: "絞込 列 が 「…」 に合致", en: "where COLUMN matches '…'"),
              Message(ja: "パターン: A|B、^先頭、末尾$、.*", en: "a pattern: A|B, ^begin, end$, .*")),
          ]),
        .examples(
          nil,
          [
            HelpExample("survey | where matter contains '館'", "調べ | 絞込 題 が 「館」 を含む"),
            HelpExample("survey | search '来館'", "調べ | 検索 「来館」"),
          ]),
        .text(
          Message(
            ja: "絞り込んで1行も残らないときは、文字の近いものがあれば知らせます。",
            en: "Where nothing is left, texts that are nearly the same are pointed out.")),
      ]),
  ]
}

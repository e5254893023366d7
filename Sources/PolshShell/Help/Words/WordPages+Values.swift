internal import Diagnostics
internal import QuerySyntax

extension WordPage {
  /// The words of conditions and choices.
  static let logic: [WordPage] = [
    WordPage(
      [.and], Message(ja: "両方とも成り立つ", en: "both conditions hold"),
      examples: [HelpExample("t | where g = A and x = 10 | select k", "t | 絞込 g が A と同じ かつ x が 10 と同じ | 選択 k")]),
    WordPage(
      [.or], Message(ja: "どちらかが成り立つ", en: "one of the conditions holds, or both"),
      Message(
        ja: "両側に条件を書きます。g = A または B とは書けません（E13）。値を並べるときは「のどれか」です。「かつ」の方が先に結び付きます。",
        en: "Both sides are conditions: g = A or B is E13; to list values use in. and binds more tightly than or."),
      examples: [HelpExample("t | where g = A or x > 10 | select k", "t | 絞込 g が A と同じ または x が 10 超 | 選択 k")]),
    WordPage(
      [.not],
      Message(ja: "成り立たない。欠測の行も入る", en: "the condition does not hold; rows with a missing value are among them"),
      examples: [HelpExample("t | where not (x > 10) | select k, x", "t | 絞込 否 (x が 10 超) | 選択 k、 x")]),
    WordPage(
      [.if, .then, .else],
      Message(ja: "条件によって値を選ぶ: もし 条件 ならば 値 でなければ 値", en: "a value chosen by a condition: if … then … else …"),
      examples: [
        HelpExample(
          "t | select k, size = if x >= 10 then 'large' else 'small'",
          "t | 選択 k、 size = もし x が 10 以上 ならば 「大」 でなければ 「小」")
      ]),
    WordPage(
      [.missing], signs: ["―"],
      Message(ja: "欠測: 値がないこと。― と表示される", en: "a value that is not there, shown as ―"),
      Message(
        ja: "計算や比較での扱いは、話題「欠測」にあります。", en: "The topic “missing values” says how it behaves in sums and comparisons."),
      examples: [HelpExample("t | where x is missing | select k", "t | 絞込 x が欠測 | 選択 k")]),
    WordPage(
      [.true, .false], Message(ja: "条件の値: 真（成り立つ）、偽（成り立たない）", en: "the values of a condition"),
      examples: [
        HelpExample("t | derive big = x > 8 | where big = true | select k", "t | 追加 big = x が 8 超 | 絞込 big = 真 | 選択 k")
      ]),
  ]

  /// The words that begin a statement and are no commands.
  static let statements: [WordPage] = [
    WordPage(
      [], signs: ["param", "引数"],
      Message(
        ja: "台本の引数: 実行のときに変えられる値。$ を付けて使う", en: "an argument of a script: a value that run can change, used with $"),
      Message(
        ja: "引数 名前[： 型] = 初めの値 「説明」 と書きます。", en: "param NAME[: TYPE] = DEFAULT 'what it is for'"),
      examples: [
        HelpExample(
          "param year = R3 'the year'; t | where y = $year | select k",
          "引数 year = R3 「対象年度」; t | 絞込 y が $year と同じ | 選択 k")
      ]),
    WordPage(
      [], signs: ["let", "変数"],
      Message(
        ja: "問い合わせや値に名前を付ける。表は名前で、値は $名前 で使う",
        en: "gives a query or a value a name: a table by its name, a value as $NAME"),
      examples: [
        HelpExample("let good = t | where g >= B; good | count", "変数 good = t | 絞込 g が B 以上; good | 件数"),
        HelpExample("let n = 2; t | take $n | select k", "変数 n = 2; t | 先頭 $n | 選択 k"),
      ]),
    WordPage(
      [], signs: ["def", "関数"],
      Message(ja: "自分の関数や、命令の組を作る", en: "makes a function, or a chain of verbs, of one's own"),
      examples: [
        HelpExample(
          "def part(a, b) = a / b as %; t | select k, p = part(x, 20)",
          "関数 part(a、 b) = a ÷ b 単位 ％; t | 選択 k、 p = part(x, 20)")
      ]),
  ]

  /// The types of script arguments.
  static let values: [WordPage] = [
    WordPage(
      [.number, .year, .text],
      Message(ja: "台本の引数の型: 数値、年度、文字", en: "the type of a script's argument: number, year, text"),
      Message(ja: "書かなければ、初めの値の型になります。", en: "Without it the argument has the type of its default."),
      examples: [
        HelpExample(
          "param year: year = 2023; t | where y = $year | select k", "引数 year： 年度 = 2023; t | 絞込 y が $year | 選択 k")
      ])
  ]

  /// Words that choose what a command does.
  static let choices: [WordPage] = [
    WordPage(
      [.tables, .scales, .scripts, .notes, .scale],
      Message(ja: "「一覧」「概要」に続ける言葉", en: "what show and describe can show"),
      examples: [HelpExample("show tables", "一覧 表"), HelpExample("describe scale g", "概要 尺度 g")]),
    WordPage(
      [.started, .off], Message(ja: "入・切: 計時、記録", en: "on or off: timer, log"),
      examples: [HelpExample("timer off", "計時 切")]),
    WordPage(
      [.japanese, .english], Message(ja: "表示の言葉: 日本語、英語", en: "the language of answers"),
      examples: [HelpExample("lang en", "言語 英語", outcome: .isOnlyShown)]),
    WordPage(
      [.data], Message(ja: "「点検」に続けると、台本ではなくデータを指す", en: "behind check: the data instead of a script"),
      examples: [HelpExample("check data", "点検 データ", outcome: .isOnlyShown)]),
  ]

  /// How a file is to be read.
  static let loading: [WordPage] = [
    WordPage(
      [.header],
      Message(ja: "見出しの行。2 や 2..3（2行にわたる見出し）", en: "the lines of the heading: 2, or 2..3 for one of two lines"),
      examples: [HelpExample("load 'budget.csv' header 2..3", "読込 'budget.csv' 見出し 2..3", outcome: .isOnlyShown)]),
    WordPage(
      [.encoding], Message(ja: "ファイルの文字コード。ふつうは自動で分かる", en: "the encoding of the file; usually it is found out"),
      examples: [HelpExample("load 'budget.csv' encoding cp932", "読込 'budget.csv' 文字コード cp932", outcome: .isOnlyShown)]),
    WordPage(
      [.recipe],
      Message(ja: "文書を表として読む手順の名前かファイル", en: "the recipe by which a document is read as a table: its name or file"),
      examples: [
        HelpExample("load 'plan.txt' recipe 'our-plan' as m", "読込 'plan.txt' 手順 'our-plan' 名前 m", outcome: .isOnlyShown)
      ]),
    WordPage(
      [.sheet],
      Message(ja: "シートの名前（準備中）", en: "the sheet of a workbook (not there yet)"),
      examples: [HelpExample("load 'budget.csv'", "読込 'budget.csv'", outcome: .isOnlyShown)]),
  ]
}

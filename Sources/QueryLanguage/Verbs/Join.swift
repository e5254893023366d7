internal import Diagnostics
internal import QuerySyntax

extension Verb {
  static let join = Verb(
    Spelling("join", "結合"),
    [.optional([.choice("kind", [.many, .only, .without])]), .query("table"), .keyword(.on), .joinKeys("keys")],
    summary: Message(ja: "別の表の列をキーで持ってくる", en: "bring in columns of another table by a key"),
    details: Message(
      ja:
        "キーの等しい行を相手の表から探し、その列を右に並べます。相手のない行も残ります（その列は欠測、数は通知 N3）。相手が2行以上ある行があると間違いとして止まります。行が増えてよければ「結合 複数」、相手のある行だけなら「結合 一致のみ」、相手のない行を調べるなら「結合 一致なし」です。両方の表にある名前は左の列で、どちらも 表.列 と書けば使えます。",
      en:
        "For each row the row of the other table with the same keys is looked up, and its columns stand to the right. Rows without a match stay, with missing values (N3 counts them). A row with several matches is an error: join many lets rows multiply, join only keeps the rows with a match, join without those that have none. A name that both tables have means the left one; TABLE.COLUMN reaches either."
    ),
    examples: [
      Example(
        "t | select k, x | join (t | where g = A | select k, g) on k",
        "t ｜ 選択 k、 x ｜ 結合 （t ｜ 絞込 g ＝ A ｜ 選択 k、 g） キー k",
        Message(ja: "表を引く（VLOOKUP のように）", en: "look up a column, as VLOOKUP does"),
        result: "k,x,g\na,10,A\nb,,A\nc,20,\nd,5,\ne,7,"),
      Example(
        "t | join without (t | where x >= 10) on k | select k",
        "t ｜ 結合 一致なし （t ｜ 絞込 x が 10 以上） キー k ｜ 選択 k",
        Message(ja: "相手のない行", en: "rows without a match"), result: "k\nb\nd\ne"),
      Example(
        "t | where k = 'a' | select k, g | join many (t | select g, x) as other on g",
        "t ｜ 絞込 k ＝ 「a」 ｜ 選択 k、 g ｜ 結合 複数 （t ｜ 選択 g、 x） 名前 other キー g",
        Message(ja: "相手の数だけ行が増える", en: "one row for each match"), result: "k,g,x\na,A,10\na,A,"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    try Joining(call, relation, &resolver).build(&resolver)
  }
}

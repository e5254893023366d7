internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let take = Verb(
    Spelling("take", "先頭"), [.count("count"), .by("keys")],
    summary: Message(ja: "先頭から n 行（「ごと 列」で列の値ごとに n 行）", en: "the first n rows, or with by of each key"),
    details: Message(ja: "並びは変わりません。上位を見るには先に「並替」します。", en: "The order stays. For a top list sort first."),
    examples: [
      Example(
        "t | take 1 by g | select k, g", "t ｜ 先頭 1 ごと g ｜ 選択 k、 g",
        Message(ja: "評価ごとに最初の1行", en: "the first row of each grade"), result: "k,g\na,A\nc,B\nd,C\ne,")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    try resolver.limit(call, relation, fromEnd: false)
  }
}

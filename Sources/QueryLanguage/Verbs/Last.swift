internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let last = Verb(
    Spelling("last", "末尾"), [.count("count"), .by("keys")],
    summary: Message(ja: "終わりから n 行（「ごと 列」で列の値ごとに n 行）", en: "the last n rows, or with by of each key"),
    details: Message(ja: "並びは変わりません。上位を見るには先に「並替」します。", en: "The order stays. For a top list sort first."),
    examples: [
      Example(
        "t | last 2 | select k", "t ｜ 末尾 2 ｜ 選択 k", Message(ja: "最後の2行", en: "the last two rows"), result: "k\nd\ne")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    try resolver.limit(call, relation, fromEnd: true)
  }
}

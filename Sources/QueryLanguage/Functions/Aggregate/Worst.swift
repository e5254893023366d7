internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let worst = gradeEdge(
    Spelling("worst", "最低"), Message(ja: "いちばん悪い評価", en: "the worst grade"), first: false,
    examples: [
      Example(
        "t | group : b = worst(g)", "t | 集計 : b = 最低(g)", Message(ja: "いちばん悪い評価", en: "the worst grade of all rows"),
        result: "b\nC")
    ])
}

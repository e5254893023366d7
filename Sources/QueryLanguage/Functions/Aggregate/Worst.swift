internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let worst = gradeEdge(Spelling("worst", "最低"), Message(ja: "いちばん悪い評価", en: "the worst grade"), first: false)
}

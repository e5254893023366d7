internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let peek = Verb(
    Spelling("peek", "表示"), [.optional([.string("title", isFile: false)])],
    summary: Message(ja: "途中の結果を表示して先へ進む", en: "show the rows here and go on"),
    details: Message(ja: "行はそのまま次の命令に渡ります。", en: "The rows are passed on to the next verb."),
    examples: []
  ) { call, relation, _ throws(Diagnostic) in
    relation.with(.effect(Plan.Effect(input: relation.plan, kind: .print(title: call.string("title")?.raw))))
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let omit = Verb(
    Spelling("omit", "除外"), [.columns("columns")],
    summary: Message(ja: "列を外す", en: "leave out columns"),
    details: Message(ja: "ほかの列はそのまま残ります。", en: "All other columns stay."),
    examples: [
      Example(
        "t | take 1 | select k, x, y | omit x", "t ｜ 先頭 1 ｜ 選択 k、 x、 y ｜ 除外 x",
        Message(ja: "1列を外す", en: "one column less"), result: "k,y\na,2019")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    let omitted = Set(try resolver.columns(call.columns("columns") ?? [], relation))
    var builder = ProjectionBuilder(relation)
    for place in relation.fields.indices where relation.fields[place].isShown && !omitted.contains(place) {
      builder.keep(place)
    }
    if builder.fields.isEmpty { throw .nothingLeft(call.span) }
    builder.carryHidden()
    var next = relation.with(.project(builder.node(relation.plan)))
    next.drop(from: relation, verb: call.name.text, start: call.span.start, listEnd: nil)
    return next
  }
}

extension Diagnostic {
  fileprivate static func nothingLeft(_ span: Span) -> Diagnostic {
    Diagnostic("E32", Message(ja: "列が1つも残りません", en: "No column would be left"), at: span)
  }
}

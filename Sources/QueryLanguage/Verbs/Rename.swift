internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let rename = Verb(
    Spelling("rename", "改名"), [.renames("names")],
    summary: Message(ja: "列の名前を変える（新しい名前 = 元の列）", en: "give columns new names (new = old)"),
    details: Message(ja: "並びも中身も変わりません。", en: "Order and contents stay as they are."),
    examples: [
      Example(
        "t | take 1 | select k, x | rename amount = x", "t ｜ 先頭 1 ｜ 選択 k、 x ｜ 改名 amount ＝ x",
        Message(ja: "x を amount に", en: "x becomes amount"), result: "k,amount\na,10")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    // All at once, so that two columns can exchange their names.
    var fields = relation.fields
    var made: [(place: Int, span: Span)] = []
    for rename in call.renames("names") {
      let place = try resolver.column(rename.old, relation)
      fields[place].name = BilingualName(rename.new.text)
      made.append((place, rename.new.span))
    }
    for (place, span) in made {
      for other in relation.nameable where other != place && fields[other].clashes(with: fields[place].name) {
        throw .twoColumns(fields[place].name, span, isName: true)
      }
    }
    return relation.with(
      .project(
        Plan.Project(input: relation.plan, fields: fields, values: fields.indices.map { .column($0) })))
  }
}

extension Field {
  /// Whether a shown column of that name could be mistaken for this one.
  func clashes(with name: BilingualName) -> Bool {
    isShown && (self.name.matches(name.ja) || self.name.matches(name.en))
  }
}

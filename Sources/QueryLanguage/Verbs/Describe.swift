internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let describe = Verb(
    Spelling("describe", "概要"), [],
    summary: Message(
      ja: "どんな列があるかを見る（型、単位、尺度、記入数 …）", en: "what columns there are: type, unit, scale, how many are filled"),
    details: Message(
      ja: "列ごとに1行です。評価の列の最小・最大は、いちばん悪い段階と良い段階です。",
      en: "One row for each column. For grades min and max are the worst and the best level."),
    examples: [
      Example(
        "t | select g, x | describe | select name, type, present_count, min, max",
        "t ｜ 選択 g、 x ｜ 概要 ｜ 選択 列名、 型、 記入数、 最小、 最大", Message(ja: "2つの列の概要", en: "two columns described"),
        result: "name,type,present_count,min,max\ng,grade,4,C,A\nx,number,4,5,20")
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    var subjects: [Plan.Summarize.Subject] = []
    let language = resolver.language
    // Of a whole table also the columns that a result shows only when they are named.
    for place in relation.nameable where relation.isWhole || relation.fields[place].isShown {
      let field = relation.fields[place]
      subjects.append(
        Plan.Summarize.Subject(
          column: place, name: field.name[language], type: field.type.word[language],
          unit: field.unit?.symbol
            ?? field.unitFrom.flatMap { relation.place(of: $0) }.map { relation.fields[$0].name[language] },
          scale: field.type.scale.map {
            $0.levels.prefix(12).joined(separator: " ") + ($0.levels.count > 12 ? " …" : "")
          },
          text: { $0.text(as: field, language) }))
    }
    func made(_ ja: String, _ en: String, _ type: ColumnType) -> Field {
      Field(id: resolver.newID(), name: BilingualName(ja: ja, en: en), type: type)
    }
    let fields = [
      made("列名", "name", .text), made("型", "type", .text), made("単位", "unit", .text), made("尺度", "scale", .text),
      made("記入数", "present_count", .number), made("欠測数", "missing_count", .number),
      made("種類数", "distinct_count", .number), made("最小", "min", .text), made("最大", "max", .text),
      made("例", "example", .text),
    ]
    var next = relation.with(.summarize(Plan.Summarize(input: relation.plan, subjects: subjects, fields: fields)))
    next.primaryKey = [fields[0].id]
    return next
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Verb {
  static let export = Verb(
    Spelling("export", "出力"), [.string("file", isFile: true)],
    summary: Message(
      ja: "結果をファイルに書く（.csv .tsv .json .jsonl .md）", en: "write the result to a file (.csv .tsv .json .jsonl .md)"),
    details: Message(
      ja: "値は丸めずに全部書きます。同じ名前のファイルがあれば止まります。上書きは 出力 '!ファイル名' です。",
      en: "Values are written in full. An existing file is not overwritten unless the name begins with !."),
    examples: []
  ) { call, relation, _ throws(Diagnostic) in
    guard let file = call.string("file") else { return relation }
    var path = file.raw
    let overwrite = path.hasPrefix("!")
    if overwrite { path.removeFirst() }
    return relation.with(
      .effect(Plan.Effect(input: relation.plan, kind: .export(path: path, overwrite: overwrite, span: file.span))))
  }
}

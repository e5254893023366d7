internal import Diagnostics
internal import QuerySyntax

extension Verb {
  static let trace = Verb(
    Spelling("trace", "出典"), [],
    summary: Message(ja: "結果のもとになった行を、文書と行番号つきで見る", en: "the source rows behind a result, with document and line"),
    details: Message(
      ja:
        "結果の各行が、もとの表の行に置きかわります。文書、行、読取（stated 記載、derived 計算、inferred 推定）、注記が先に並び、集計や比較のあとではそのキーがさらに前に立ちます。説明のない表では、文書はファイルの名前、行はその中の行です。",
      en:
        "Each row of the result becomes the rows of the table that it was made from. Document, line, reading (stated, derived or inferred) and note come first; after group or compare the keys stand before them. For a table without these, document is its file and line the line there."
    ),
    examples: [
      Example(
        "t | where g = A | trace | select document, line, k, x",
        "t ｜ 絞込 g が A と同じ ｜ 出典 ｜ 選択 文書、 行、 k、 x",
        Message(ja: "文書のどこにあるか", en: "where they stand"),
        result: "document,line,k,x\nt.csv,2,a,10\nt.csv,3,b,"),
      Example(
        "t | count by g | where count > 1 | trace | select g, k, line",
        "t ｜ 件数 ごと g ｜ 絞込 件数 が 1 超 ｜ 出典 ｜ 選択 g、 k、 行",
        Message(ja: "数えられた行", en: "the rows that were counted"), result: "g,k,line\nA,a,2\nA,b,3"),
    ]
  ) { call, relation, resolver throws(Diagnostic) in
    try Tracing(relation).build(verb: call.name.text, &resolver)
  }
}

internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let trace = Verb(
    Spelling("trace", "出典"),
    [],
    summary: Message(ja: "結果のもとになった行を文書と行番号つきで見る（準備中）", en: "the source rows behind a result (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

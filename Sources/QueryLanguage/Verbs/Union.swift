internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let union = Verb(
    Spelling("union", "追記"),
    [.query("table")],
    summary: Message(ja: "別の表の行を下に続ける（準備中）", en: "add the rows of another table below (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

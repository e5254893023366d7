internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let join = Verb(
    Spelling("join", "結合"),
    [.optional([.choice("kind", [.many, .only, .without])]), .query("table"), .keyword(.on), .joinKeys("keys")],
    summary: Message(ja: "別の表の列をキーで持ってくる（準備中）", en: "bring in columns of another table by a key (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

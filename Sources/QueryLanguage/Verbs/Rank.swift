internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let rank = Verb(
    Spelling("rank", "順位"),
    [.sortKeys("key"), .by("keys"), .optional([.keyword(.asName), .name("name")])],
    summary: Message(ja: "順位を付ける（準備中）", en: "number the rows by rank (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let trend = Verb(
    Spelling("trend", "推移"),
    [.expression("measure"), .keyword(.over), .column("over"), .by("keys"), .direction("better")],
    summary: Message(ja: "何年かの動きを1行にまとめる（準備中）", en: "several years in one row (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

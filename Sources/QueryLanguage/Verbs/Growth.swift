internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let growth = Verb(
    Spelling("growth", "増減"),
    [.expression("measure"), .keyword(.over), .column("over"), .flag("any", .any), .by("keys"), .direction("better")],
    summary: Message(ja: "年ごとに前の年との差を出す（準備中）", en: "each year against the year before (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

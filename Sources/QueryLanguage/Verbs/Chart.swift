internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let chart = Verb(
    Spelling("chart", "図"),
    [
      .choice("kind", [.bar, .line, .stack]), .expression("measure"), .optional([.keyword(.over), .column("over")]),
      .by("keys"),
    ],
    summary: Message(ja: "図にする（準備中）", en: "draw a chart (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

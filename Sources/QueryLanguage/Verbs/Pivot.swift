internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let pivot = Verb(
    Spelling("pivot", "クロス集計", "クロス"),
    [
      .columns("rows"), .cross, .column("column"), .colon, .expression("measure"), .flag("totals", .totals),
      .optional([.keyword(.percent), .choice("percent", [.row, .column])]),
    ],
    summary: Message(ja: "2つの列で縦横に集計する（準備中）", en: "a table of two columns against each other (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

internal import Diagnostics
internal import QuerySyntax

extension Command {
  /// Known; not there yet.
  static let sql = Command(
    Spelling("sql", "SQL文"), [.optional([.wholeQuery("query")])],
    summary: Message(ja: "問い合わせを SQL で表示する（準備中）", en: "show a query as SQL (not there yet)"),
    meanwhile: Message(
      ja: "問い合わせを残すには「書式」（表示）と「保存 名前」（台本）が使えます",
      en: "format prints the statements, save NAME keeps them as a script"))
}

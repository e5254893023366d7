internal import Diagnostics
internal import QuerySyntax

extension Command {
  /// Known; not there yet.
  static let explain = Command(
    Spelling("explain", "説明"), [.wholeQuery("query")],
    summary: Message(ja: "問い合わせの実行計画を見る（準備中）", en: "show how a query will run (not there yet)"))
}

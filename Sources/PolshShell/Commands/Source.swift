internal import Diagnostics
internal import QuerySyntax

extension Command {
  /// Known; not there yet.
  static let source = Command(
    Spelling("source", "原本"), [.integer("row")],
    summary: Message(ja: "結果の行のもとの文書を見る（準備中）", en: "show the document around a result row (not there yet)"))
}

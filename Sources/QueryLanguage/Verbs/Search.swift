internal import Diagnostics
internal import QuerySyntax

extension Verb {
  /// Known; not there yet.
  static let search = Verb(
    Spelling("search", "検索"),
    [.words("words")],
    summary: Message(ja: "言葉を含む行を探す（準備中）", en: "rows that contain every given word (not there yet)"),
    details: Message(ja: "この命令はまだ使えません。", en: "This verb is not there yet."))
}

internal import Diagnostics
internal import QuerySyntax

extension Command {
  /// Known; not there yet.
  static let log = Command(
    Spelling("log", "記録"), [.string("file", isFile: true)],
    summary: Message(ja: "やりとりをファイルに残す（準備中）", en: "keep the session in a file (not there yet)"))
}

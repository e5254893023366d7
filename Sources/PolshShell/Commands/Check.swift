internal import Diagnostics
internal import QuerySyntax

extension Command {
  /// Known; not there yet.
  static let check = Command(
    Spelling("check", "点検"), [.topic("subject")],
    summary: Message(ja: "台本やデータを点検する（準備中）", en: "check a script or the data (not there yet)"))
}

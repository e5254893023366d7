internal import Diagnostics
internal import QuerySyntax

extension Command {
  /// Known; not there yet.
  static let undo = Command(
    Spelling("undo", "取消"), [], summary: Message(ja: "直前の結果を取り消す（準備中）", en: "take back the last step (not there yet)"))
}

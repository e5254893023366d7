internal import Diagnostics
internal import QuerySyntax

extension Command {
  /// Known; not there yet.
  static let redo = Command(
    Spelling("redo", "やり直し"), [], summary: Message(ja: "取り消しをやめる（準備中）", en: "do it again (not there yet)"))
}

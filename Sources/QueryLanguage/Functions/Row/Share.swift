internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let share = FunctionEntry.planned(
    Spelling("share", "構成比"), Message(same: "(x)"), Message(ja: "全体に占める割合", en: "the share of the whole"))
}

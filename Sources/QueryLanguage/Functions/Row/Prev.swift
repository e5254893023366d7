internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let prev = FunctionEntry.planned(
    Spelling("prev", "前"), Message(same: "(x)"), Message(ja: "前の行の値", en: "the value of the row before"))
}

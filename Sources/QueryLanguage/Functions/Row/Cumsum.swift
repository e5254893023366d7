internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let cumsum = FunctionEntry.planned(
    Spelling("cumsum", "累計"), Message(same: "(x)"), Message(ja: "上から足した累計", en: "the running total"))
}

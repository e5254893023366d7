internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let total = FunctionEntry.planned(
    Spelling("total", "全体"), Message(same: "(x)"), Message(ja: "表全体の合計", en: "the total over the whole table"))
}

internal import Diagnostics
internal import QuerySyntax

extension FunctionEntry {
  static let rowNumber = FunctionEntry.planned(
    Spelling("row_number", "行番号"), Message(same: "()"), Message(ja: "行の番号", en: "the number of the row"))
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let raw = FunctionEntry.planned(
    Spelling("raw", "原文"), Message(ja: "(列)", en: "(column)"),
    Message(ja: "ファイルにあったままの文字", en: "the text as the file has it"))
}

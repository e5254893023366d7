internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let showScales = Command(
    Spelling("show", "一覧"), second: .scales,
    summary: Message(ja: "評価や区分の尺度の一覧", en: "the scales of grades and categories")
  ) { _, session throws(Diagnostic) in
    var rows: [[Value]] = []
    for table in session.environment.tables {
      guard case .source(let source) = table.content else { continue }
      for column in source.entry.columns {
        guard let scale = column.type.scale, column.role == nil else { continue }
        let levels = scale.levels.prefix(20).joined(separator: " ") + (scale.levels.count > 20 ? " …" : "")
        rows.append([
          .text(table.name[session.language]), .text(column.name[session.language]),
          .text(
            Message(ja: scale.isRanked ? "順位あり" : "順位なし", en: scale.isRanked ? "ranked" : "unranked")[session.language]),
          .text(levels),
        ])
      }
    }
    if rows.isEmpty { return session.say(Message(ja: "尺度のある列はありません。", en: "No column has a scale.")) }
    try session.show(
      ListTable.make(
        [("表", "table", .text), ("列", "column", .text), ("種類", "kind", .text), ("段階", "levels", .text)], rows))
  }
}

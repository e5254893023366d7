internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let showScales = Command(
    Spelling("show", "一覧"), second: .scales,
    summary: Message(ja: "評価や区分の尺度の一覧", en: "the scales of grades and categories"),
    details: Message(
      ja: "段階の意味は「概要 尺度 列」で見られます。",
      en: "describe scale COLUMN says what the levels mean."),
    examples: [HelpExample("show scales", "一覧 尺度", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    let language = session.language
    var rows: [[Value]] = []
    for one in ScaledColumn.all(session.environment) {
      let levels = one.scale.words(in: language)
      rows.append([
        .text(one.name[language]),
        .text(one.tables.map { $0[language] }.joined(separator: language == .ja ? "、" : ", ")),
        .text(
          one.scale.isRanked
            ? Message(ja: "順位あり", en: "ranked")[language] : Message(ja: "順位なし", en: "unranked")[language]),
        .text(levels.prefix(12).joined(separator: " ") + (levels.count > 12 ? " … (\(levels.count))" : "")),
      ])
    }
    if rows.isEmpty {
      return session.say(
        Message(
          ja: "尺度のある列はありません。尺度は、データパッケージの説明で決まります。",
          en: "No column has a scale. Scales come with the description of a data package."))
    }
    try session.show(
      ListTable.make(
        [("列", "column", .text), ("表", "tables", .text), ("種類", "kind", .text), ("段階", "levels", .text)], rows))
  }
}

/// A column with levels, and the tables that have it with the same ones.
struct ScaledColumn {
  var name: BilingualName
  var scale: Scale
  var tables: [BilingualName]

  /// - Parameter provenance: whether columns about where a row comes from count too.
  static func all(_ environment: QueryEnvironment, provenance: Bool = false) -> [ScaledColumn] {
    var found: [ScaledColumn] = []
    for table in environment.tables {
      guard case .source(let source) = table.content else { continue }
      for column in source.entry.columns where provenance || column.role == nil {
        guard let scale = column.type.scale else { continue }
        if let known = found.firstIndex(where: { $0.name == column.name && $0.scale == scale }) {
          found[known].tables.append(table.name)
        } else {
          found.append(ScaledColumn(name: column.name, scale: scale, tables: [table.name]))
        }
      }
    }
    return found
  }
}

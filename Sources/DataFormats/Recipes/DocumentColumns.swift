internal import Diagnostics
internal import PolicyModel

/// The columns that every table read from a document ends with: where each row stands and how sure it is.
enum DocumentColumns {
  static let all: [ColumnEntry] = {
    let readings = Recipe.Reading.allCases
    let scale = Scale(
      name: "読取", levels: readings.map(\.word), isRanked: false,
      labels: Dictionary(readings.map { ($0.word, $0.label) }, uniquingKeysWith: { first, _ in first }),
      spellings: Dictionary(readings.map { ($0.label.ja, $0.word) }, uniquingKeysWith: { first, _ in first }))
    var line = column(.line, "行", .number)
    line.isPlainInteger = true
    return [column(.document, "文書", .text), line, column(.reading, "読取", .level(scale)), column(.note, "注記", .text)]
  }()

  private static func column(_ role: ProvenanceRole, _ ja: String, _ type: ColumnType) -> ColumnEntry {
    var column = ColumnEntry(name: BilingualName(ja: ja, en: role.rawValue), type: type)
    column.role = role
    return column
  }
}

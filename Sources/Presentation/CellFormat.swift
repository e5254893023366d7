public import ColumnStore
public import Diagnostics
public import PolicyModel
internal import PolshText

/// The cells and headings of a table as a screen shows them: `3,183` under `金額 (千円)`, `80.0％`, `R5`, `―`.
public enum CellFormat {
  /// What stands for a cell without a value.
  public static let missing = "―"

  /// One cell. For a whole table `TableView` is quicker.
  public static func text(table: Table, row: Int, column: Int, language: Language) -> String {
    guard var writer = CellWriter(table, column: column, language: language, rows: 1) else { return "" }
    var bytes: [UInt8] = []
    writer.append(row, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// A number in base units as a cell of that field shows it, for messages and charts: 3183000 → `3,183`.
  public static func text(_ number: ExactDecimal, of field: Field) -> String {
    var bytes: [UInt8] = []
    NumberText(field).append(mantissa: number.mantissa, scale: number.scale, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The heading of a column: its name, then remark and unit: `基準 (H29, 千円)`, `年度 (令和)`, `year (FY)`.
  ///
  /// ％ and ポイント stand in the cells, as does a unit that differs from row to row; the heading leaves them out.
  public static func heading(table: Table, column: Int, language: Language) -> String {
    let parts = headingParts(table: table, column: column, language: language)
    return parts.name + parts.remark
  }

  /// The two parts of a heading, `基準` and ` (H29, 千円)`: a narrow column shortens the first.
  static func headingParts(table: Table, column: Int, language: Language) -> (name: String, remark: String) {
    guard table.fields.indices.contains(column) else { return ("", "") }
    let field = table.fields[column]
    var parts: [String] = []
    if let remark = field.remark { parts.append(remark[language]) }
    switch field.type {
    case .number:
      if field.unitFrom == nil, let unit = field.unit, !unit.symbol.isEmpty, !unit.standsInCells {
        parts.append(unit.symbol(language))
      }
    case .year:
      if language == .en {
        parts.append("FY")
      } else if table.columns.indices.contains(column), let era = commonEra(table.columns[column]) {
        parts.append(era)
      }
    case .level, .text, .bool, .list: break
    }
    let remark = parts.isEmpty ? "" : " (" + parts.joined(separator: ", ") + ")"
    return (SafeText.oneLine(field.name[language]), SafeText.oneLine(remark))
  }

  /// Whether the cells of a column end at its right edge: numbers do, years and words do not.
  public static func isRightAligned(_ field: Field) -> Bool {
    if case .number = field.type { return true }
    return false
  }

  /// The era that all years of a column belong to; nil when there are several, or none.
  private static func commonEra(_ column: Column) -> String? {
    guard case .years(let years) = column.storage else { return nil }
    var low = Int16.max
    var high = Int16.min
    for (row, year) in years.enumerated() where !column.missing[row] {
      low = min(low, year)
      high = max(high, year)
    }
    guard low <= high, let first = era(low), first == era(high) else { return nil }
    return first
  }

  private static func era(_ year: Int16) -> String? {
    guard let text = FiscalYear(Int(year))?.japanese, let first = text.first, !first.isNumber else { return nil }
    return String(text.prefix(2))
  }
}

extension Unit {
  /// ％ and ポイント are read with the figure itself.
  public var standsInCells: Bool {
    switch dimension {
    case .ratio, .points: true
    case .money, .people, .duration, .count, .compound: false
    }
  }
}

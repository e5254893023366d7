public import Diagnostics
public import PolicyModel
internal import PolshText
internal import QuerySyntax

extension ColumnType {
  /// What people call such a column.
  public var word: Message {
    switch self {
    case .number: Message(ja: "数値", en: "number")
    case .year: Message(ja: "年度", en: "year")
    case .level(let scale):
      scale.isRanked ? Message(ja: "評価", en: "grade") : Message(ja: "区分", en: "category")
    case .text: Message(ja: "文字", en: "text")
    case .bool: Message(ja: "真偽", en: "true/false")
    case .list: Message(ja: "複数の値", en: "list")
    }
  }
}

extension Value {
  /// A value as a message names it: years short, numbers in the column's unit.
  public func text(as field: Field, _ language: Language) -> String {
    switch self {
    case .missing(let reason): return reason.shown?[language] ?? "―"
    case .number(let number):
      guard let unit = field.unit, let figure = try? unit.fromBase(number) else { return number.plain }
      return figure.plain + unit.symbol
    case .year(let number):
      return language == .ja ? (FiscalYear(number)?.short ?? String(number)) : String(number)
    case .text(let text): return SafeText.oneLine(text)
    case .level(let place):
      guard let scale = field.type.scale, place < scale.levels.count else { return "" }
      return scale.levels[place]
    case .bool(let flag): return language == .ja ? (flag ? "真" : "偽") : (flag ? "true" : "false")
    case .list(let values):
      return values.map { $0.text(as: field, language) }.joined(separator: language == .ja ? "、" : ", ")
    }
  }
}

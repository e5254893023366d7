internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage

/// A few words on a column beside its name: `数値 千円`, `評価 A B C D E`.
enum ColumnNote {
  static func text(_ field: Field, _ language: Language) -> String {
    var parts = [field.type.word[language]]
    if let unit = field.unit { parts.append(unit.symbol) }
    if let scale = field.type.scale {
      let levels = scale.levels.prefix(6).joined(separator: " ")
      parts.append(scale.levels.count > 6 ? levels + " …" : levels)
    }
    return parts.joined(separator: " ")
  }
}

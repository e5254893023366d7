internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QuerySyntax

/// What an unnamed column of a result is called.
enum ResultName {
  /// `sum(spend)` → sum_spend / 支出額の合計; `count()` → count / 件数.
  static func call(_ entry: FunctionEntry, _ arguments: [Expression], _ scope: RowScope) -> BilingualName {
    let ja = entry.spelling.ja.first ?? entry.spelling.en
    if arguments.isEmpty { return BilingualName(ja: ja, en: entry.spelling.en) }
    if arguments.count == 1, let inner = simple(arguments[0], scope) {
      return BilingualName(ja: "\(inner.ja)の\(ja)", en: "\(entry.spelling.en)_\(inner.en)")
    }
    return BilingualName(
      ja: "\(ja)(\(arguments.map { text($0, .ja, scope) }.joined(separator: ", ")))",
      en: "\(entry.spelling.en)(\(arguments.map { text($0, .en, scope) }.joined(separator: ", ")))")
  }

  /// The name of an item without one.
  static func item(_ expression: Expression, _ scope: RowScope) -> BilingualName {
    switch expression.written ?? expression.kind {
    case .call(let name, let arguments):
      if let entry = FunctionRegistry.called(name.text) { return call(entry, arguments, scope) }
      // A macro of one argument names its column as a function does.
      if arguments.count == 1, let inner = simple(arguments[0], scope) {
        return BilingualName(ja: "\(inner.ja)の\(name.text)", en: "\(name.text)_\(inner.en)")
      }
    case .name, .qualified:
      if let name = simple(expression, scope) { return name }
    default: break
    }
    return BilingualName(ja: text(expression, .ja, scope), en: text(expression, .en, scope))
  }

  /// An expression as a person would type it in either language, columns and functions by their names there.
  static func typed(_ expression: Expression, _ scope: RowScope) -> Message {
    Message(ja: formatter(.ja, scope).expression(expression), en: formatter(.en, scope).expression(expression))
  }

  /// An expression as an operand that can be typed in another question.
  static func operand(_ expression: Expression, _ scope: RowScope) -> Message {
    Message(
      ja: formatter(.ja, scope).operand(expression), en: formatter(.en, scope).operand(expression))
  }

  /// An expression as `format` prints it, columns and functions by their names in the language.
  private static func text(_ expression: Expression, _ vocabulary: Formatter.Vocabulary, _ scope: RowScope) -> String {
    // Names are folded wherever they are typed, so this one must be as well.
    TextFolding.fold(formatter(vocabulary, scope).expression(expression))
  }

  /// Prints columns and functions by their names in the language.
  private static func formatter(_ vocabulary: Formatter.Vocabulary, _ scope: RowScope) -> Formatter {
    let language: Language = vocabulary == .ja ? .ja : .en
    let relation = scope.relation
    var formatter = Formatter(vocabulary) { word in
      if let place = relation.places(named: word).first { return relation.fields[place].name[language] }
      if let entry = FunctionRegistry.function(word) {
        return language == .ja ? entry.spelling.ja.first : entry.spelling.en
      }
      return nil
    }
    formatter.translatedSide = { table, column in
      guard case .column(let place) = relation.qualified(table, column) else { return nil }
      return relation.typedName(of: relation.fields[place].id)?[language]
    }
    return formatter
  }

  private static func simple(_ expression: Expression, _ scope: RowScope) -> BilingualName? {
    let name: ColumnName
    switch expression.written ?? expression.kind {
    case .name(let word): name = ColumnName(table: nil, name: word)
    case .qualified(let table, let word): name = ColumnName(table: table, name: word)
    default: return nil
    }
    return scope.relation.place(of: name).map { scope.relation.fields[$0].name } ?? BilingualName(name.name.text)
  }
}

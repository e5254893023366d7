internal import PolicyModel
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
      ja: "\(ja)(\(arguments.map { Formatter.text($0, .ja) ?? "" }.joined(separator: ", ")))",
      en: "\(entry.spelling.en)(\(arguments.map { Formatter.text($0) ?? "" }.joined(separator: ", ")))")
  }

  /// The name of an item without one.
  static func item(_ expression: Expression, _ scope: RowScope) -> BilingualName {
    switch expression.kind {
    case .call(let name, let arguments):
      if let entry = FunctionRegistry.function(name.text) ?? FunctionRegistry.inLowerCase(name.text) {
        return call(entry, arguments, scope)
      }
    case .name, .qualified:
      if let name = simple(expression, scope) { return name }
    default: break
    }
    return BilingualName(ja: Formatter.text(expression, .ja) ?? "?", en: Formatter.text(expression) ?? "?")
  }

  private static func simple(_ expression: Expression, _ scope: RowScope) -> BilingualName? {
    let name: Name
    switch expression.kind {
    case .name(let word): name = word
    case .qualified(_, let word): name = word
    default: return nil
    }
    guard let place = scope.relation.places(named: name.text).first else { return BilingualName(name.text) }
    return scope.relation.fields[place].name
  }
}

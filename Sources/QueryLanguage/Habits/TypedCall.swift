internal import Diagnostics
internal import QuerySyntax

/// A call as it was typed, its arguments worded with the names that columns have in each language.
struct TypedCall {
  var arguments: [Expression]
  private let scope: RowScope?

  init(_ arguments: [Expression], _ scope: RowScope?) {
    self.arguments = arguments
    self.scope = scope
  }

  var count: Int { arguments.count }

  func text(_ index: Int) -> Message { text(arguments[index]) }

  func text(_ expression: Expression) -> Message { scope?.typed(expression) ?? Formatter.both(expression) }

  /// An argument as it stands beside an operator.
  func operand(_ index: Int) -> Message {
    let argument = arguments[index]
    return scope.map { ResultName.operand(argument, $0) }
      ?? Message(ja: Formatter(.ja).operand(argument), en: Formatter(.en).operand(argument))
  }

  /// All arguments side by side.
  func joined(_ ja: String, _ en: String) -> Message { (0..<count).map { text($0) }.joined(ja, en) }

  func prefix(_ length: Int) -> TypedCall { TypedCall(Array(arguments.prefix(length)), scope) }
  func dropFirst() -> TypedCall { TypedCall(Array(arguments.dropFirst()), scope) }
}

extension [Message] {
  func joined(_ ja: String, _ en: String) -> Message {
    Message(ja: map(\.ja).joined(separator: ja), en: map(\.en).joined(separator: en))
  }
}

extension Message {
  /// The text as the arguments of a function.
  func called(_ ja: String, _ en: String) -> Message { within("\(ja)(", "\(en)(", ")") }

  func within(_ ja: String, _ en: String, _ close: String) -> Message {
    Message(ja: ja + self.ja + close, en: en + self.en + close)
  }
}

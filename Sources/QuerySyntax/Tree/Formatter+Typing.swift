public import Diagnostics
public import PolicyModel

/// Parts of a statement as a person would type them: what messages quote and fixes put in.
extension Formatter {
  /// An expression as text; nil is never returned for what the parser gives, only kept for callers' convenience.
  public static func text(_ expression: Expression, _ language: Vocabulary = .en) -> String? {
    Formatter(language).expression(expression)
  }

  /// An expression in the words of both languages, names as they were typed.
  public static func both(_ expression: Expression) -> Message {
    Message(ja: Formatter(.ja).expression(expression), en: Formatter(.en).expression(expression))
  }

  /// A text in the quotes of each language: 「企画課」, `'企画課'`.
  public static func quoted(_ text: String) -> Message {
    Message(ja: Formatter(.ja).quoted(text), en: Formatter(.en).quoted(text))
  }

  /// A column's name as it must be typed: in backquotes or 【】 when it is not one word.
  public static func columnText(_ name: String, _ language: Vocabulary = .en) -> String {
    isOneWord(name) ? name : quotedName(name, language)
  }

  /// A name in the quotes that say it is a column's: 【単位】, `` `B` ``.
  public static func quotedName(_ name: String, _ language: Vocabulary) -> String {
    // A folded name holds no full-width backquote.
    if name.contains("`"), name.contains("】") { return "｀\(name)｀" }
    let prefersBrackets = language == .ja ? !name.contains("】") : name.contains("`")
    return prefersBrackets ? "【\(name)】" : "`\(name)`"
  }

  /// Whether a name can be typed as it is.
  public static func isOneWord(_ name: String) -> Bool {
    var isFirst = true
    for scalar in name.unicodeScalars {
      let kind = CharacterClass.of(scalar)
      if isFirst ? kind != .letter || scalar == "ー" : kind != .letter && kind != .digit { return false }
      isFirst = false
    }
    return !name.isEmpty && Keyword.reserved(name) == nil && FiscalYear.read(name) == nil
  }
}

extension BilingualName {
  /// The name of a column as it must be typed in each language.
  public var typed: Message { Message(ja: Formatter.columnText(ja, .ja), en: Formatter.columnText(en)) }
}

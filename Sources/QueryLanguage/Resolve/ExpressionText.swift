internal import Diagnostics
internal import QuerySyntax

extension Expression {
  /// The expression as it can be typed, functions by their names in the language; columns stay as they were typed.
  func text(_ language: Language) -> String {
    Formatter(language == .ja ? .ja : .en, grammar: LanguageGrammar.shared).expression(self)
  }

  /// The expression as an operand, in parentheses where it needs them.
  func operand(_ language: Language) -> String {
    Formatter(language == .ja ? .ja : .en, grammar: LanguageGrammar.shared).operand(self)
  }
}

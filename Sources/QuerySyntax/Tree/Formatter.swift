internal import PolicyModel
internal import PolshText

/// Prints a tree as canonical text: one spelling, canonical blanks, parentheses only where they are needed.
///
/// `a >= 3` in English, `a が 3 以上` in Japanese. What is printed reads as the same tree; names stay as typed.
public struct Formatter {
  public enum Vocabulary: Sendable { case ja, en }

  let language: Vocabulary
  let signs: Signs
  /// Verbs, commands and functions, where they are to be printed in the language; without it calls stay as typed.
  var grammar: Grammar?
  /// What a column or a function is called in the language, where that is known; otherwise names stay as typed.
  private let translated: (String) -> String?
  /// The same for a column by its table's name, 経費.金額, as it is typed.
  public var translatedSide: (_ table: String, _ column: String) -> String? = { _, _ in nil }

  public init(
    _ language: Vocabulary = .en, signs: Signs = .narrow, grammar: Grammar? = nil,
    translated: @escaping (String) -> String? = { _ in nil }
  ) {
    self.language = language
    self.grammar = grammar
    self.signs = signs
    self.translated = translated
  }

  func word(_ keyword: Keyword) -> String {
    let (en, ja) = keyword.spellings
    return (language == .ja ? ja.first ?? en.first : en.first ?? ja.first) ?? ""
  }

  func word(_ spelling: Spelling) -> String { language == .ja ? spelling.ja.first ?? spelling.en : spelling.en }

  func name(_ name: Name) -> String {
    if name.text == "↑" || name.text == "↓", !name.isQuoted { return name.text }
    if let other = translated(name.text) { return Formatter.columnText(other, language) }
    // A part of a word typed without blanks need not be a word by itself: 0k.
    return name.isQuoted || !Formatter.isOneWord(name.text) ? Formatter.quotedName(name.text, language) : name.text
  }

  /// The second part of `経費.金額`, which needs no quotes to be a column.
  func side(_ name: Name) -> String { Formatter.columnText(translated(name.text) ?? name.text, language) }

  func function(_ name: Name) -> String {
    if let other = translated(name.text) { return other }
    if !name.isQuoted, let spelling = grammar?.function(name.text) { return word(spelling) }
    return self.name(name)
  }

  /// A text in quotes that do not occur in it.
  func quoted(_ raw: String) -> String {
    let pairs: [(open: Character, close: Character)] = [
      ("'", "'"), ("\"", "\""), ("「", "」"), ("『", "』"), ("“", "”"), ("‘", "’"), ("｢", "｣"), ("＇", "＇"), ("＂", "＂"),
    ]
    if language == .ja, isPlain("「", "」", raw) { return "「\(raw)」" }
    for (open, close) in pairs where isPlain(open, close, raw) { return "\(open)\(raw)\(close)" }
    // 「「」」 nests.
    for (open, close) in pairs where open != close && isBalanced(open, close, raw) { return "\(open)\(raw)\(close)" }
    return "「\(raw)」"
  }

  private func isPlain(_ open: Character, _ close: Character, _ raw: String) -> Bool {
    !raw.unicodeScalars.contains { Character($0) == open || Character($0) == close }
  }

  private func isBalanced(_ open: Character, _ close: Character, _ raw: String) -> Bool {
    var depth = 0
    for scalar in raw.unicodeScalars {
      if Character(scalar) == open { depth += 1 }
      if Character(scalar) == close { depth -= 1 }
      if depth < 0 { return false }
    }
    return depth == 0
  }

  private static let longestFirst = Unit.spellings.sorted { $0.utf8.count > $1.utf8.count }

  /// Digits and unit, apart where together they would read as another number: `3千 円`.
  func number(_ literal: NumberLiteral) -> String {
    guard let unit = literal.unit else { return literal.digits }
    let shown = unit == "%" ? signs.percent : unit
    let together = literal.digits + unit
    let known = Self.longestFirst
    let units = known.contains(unit) ? known : (known + [unit]).sorted { $0.utf8.count > $1.utf8.count }
    let reader = NumberReader(units: units)
    let scalars = Array(together.unicodeScalars)
    if case .number(let read, let length) = reader.read(scalars, from: 0), read == literal, length == scalars.count {
      return literal.digits + shown
    }
    return literal.digits + " " + shown
  }
}

public import Diagnostics
public import PolicyModel

/// The signs of the language, whatever width they were typed in.
public enum Symbol: String, Sendable, Hashable {
  case pipe = "|"
  case comma = ","
  case semicolon = ";"
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case colon = ":"
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case plus = "+"
  case minus = "-"
  case star = "*"
  case slash = "/"
  case arrow = "->"
  case range = ".."
  case coalesce = "??"
  case dot = "."
  case dollar = "$"
  case percent = "%"
  case andAnd = "&&"
  case orOr = "||"
}

/// A number as it was typed: `1,200千円` is 1200 with the unit 千円.
public struct NumberLiteral: Sendable, Hashable {
  public var value: ExactDecimal
  /// The unit's spelling, directly behind the digits or after a blank.
  public var unit: String?
  /// The folded digits, with commas and multipliers as typed, without the unit.
  public var digits: String

  public init(value: ExactDecimal, unit: String? = nil, digits: String) {
    self.value = value
    self.unit = unit
    self.digits = digits
  }
}

/// What stands behind `#`, `＃` or `※` to the end of the line.
public struct Comment: Sendable, Hashable {
  public var text: String
  /// Whether it stands at the end of a line that holds something else, not on a line of its own.
  public var isTrailing: Bool
  /// The byte behind it.
  public var end: Int
}

/// A piece of text the parser sees, with its place in the source.
public struct Token: Sendable, Hashable {
  public enum Kind: Sendable, Hashable {
    /// Letters and digits that do not begin with a digit, folded.
    case word(String)
    /// A name in backquotes or 【】.
    case quotedName(String)
    case number(NumberLiteral)
    case year(FiscalYear.Reading, text: String)
    /// A text; `raw` is what stands between the quotes, `value` the folded form that data are compared with.
    case string(value: String, raw: String)
    case symbol(Symbol)
    /// ― standing alone: missing, where an operand is expected.
    case dash
    case newline
    /// `## …`, the text behind it.
    case documentation(String)
    /// Something that cannot be read; the diagnostic says why.
    case wrong(Diagnostic)
    case end
  }

  public var kind: Kind
  public var span: Span
  /// The comments that stand before this token.
  public var comments: [Comment] = []
  /// False while a word may still be segmented.
  var isSettled = false
  /// In a word that cannot be segmented whole, the part that nobody knows.
  var unknownPart: Span?
  var unknownText: String?
  /// For each scalar of a folded word, the source bytes it came from.
  var map: [Span] = []

  init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }

  var word: String? {
    if case .word(let text) = kind { return text }
    return nil
  }

  /// The comments before it, as what stands between statements.
  var ownLineComments: [Trivia] { comments.map { .comment($0.text) } }

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }
}

public import Diagnostics
public import PolicyModel

/// A word that names something, as typed (folded), with its place.
public struct Name: Sendable, Hashable {
  public var text: String
  public var span: Span
  /// Written in backquotes or 【】: certainly a column.
  public var isQuoted: Bool
  /// In a word that is not known whole, the part that could not be placed.
  public var unknownPart: Span?
  /// What stands in that part, folded.
  public var unknownText: String?

  public init(_ text: String, _ span: Span, isQuoted: Bool = false) {
    self.text = text
    self.span = span
    self.isQuoted = isQuoted
  }

  /// The name that a word is, with what could not be placed in it.
  init(_ text: String, _ token: Token) {
    self.init(text, token.span)
    unknownPart = token.unknownPart
    unknownText = token.unknownText
  }
}

public enum Comparator: String, Sendable, Hashable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
}

/// The word operators that compare a value with a text, a list or a range.
public enum Matcher: String, Sendable, Hashable {
  case `in`, contains, starts, matches, has
}

/// A value or a condition as written. Chains are flat, so that long ones do not nest.
public struct Expression: Sendable, Hashable {
  public indirect enum Kind: Sendable, Hashable {
    case number(NumberLiteral)
    case year(FiscalYear.Reading, text: String)
    case text(String, raw: String)
    case missing
    case bool(Bool)
    /// A column, a level, an argument of a `def`: decided where names are resolved.
    case name(Name)
    /// `経費.金額`
    case qualified(Name, Name)
    /// `$year`
    case parameter(Name)
    case call(Name, [Expression])
    case list([Expression])
    case range(Expression, Expression)
    case or([Expression])
    case and([Expression])
    case not(Expression)
    /// `operatorSpan` marks the comparison word.
    case comparison(Comparator, Expression, Expression)
    case match(Matcher, negated: Bool, Expression, Expression)
    case isMissing(Expression, negated: Bool)
    case coalesce([Expression])
    case sum(Expression, [Term])
    case product(Expression, [Factor])
    /// `… as ％`
    case converted(Expression, unit: Name)
    case negative(Expression)
    case conditional(Expression, then: Expression, else: Expression)
  }

  /// A further part of a sum.
  public struct Term: Sendable, Hashable {
    public var isMinus: Bool
    public var value: Expression

    public init(isMinus: Bool, value: Expression) {
      self.isMinus = isMinus
      self.value = value
    }
  }

  /// A further part of a product.
  public struct Factor: Sendable, Hashable {
    public var isDivision: Bool
    public var value: Expression

    public init(isDivision: Bool, value: Expression) {
      self.isDivision = isDivision
      self.value = value
    }
  }

  public var kind: Kind
  public var span: Span
  /// The call that was typed, where this is what a `def` made of it: what people are shown.
  public var written: Kind?

  public init(_ kind: Kind, _ span: Span) {
    self.kind = kind
    self.span = span
  }
}

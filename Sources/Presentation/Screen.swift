public import Diagnostics

/// Where a text is shown: the language, how wide the window is, and what it can draw.
public struct Screen: Sendable, Hashable {
  public var language: Language
  /// Columns of the window; nil when the output is no terminal, and then nothing is cut.
  public var width: Int?
  /// How many rows of a table are shown at most; nil: all.
  public var maxRows: Int?
  public var usesColor: Bool
  /// True where lines are to be plain (TERM=dumb): no colour, `-` for rules.
  public var isPlain: Bool
  /// True where nothing but ASCII should be drawn with (a locale without UTF-8).
  public var isASCII: Bool

  /// The rows of a table that a terminal shows unless told otherwise.
  public static let usualRows = 40

  public init(
    language: Language, width: Int? = nil, usesColor: Bool = false, isPlain: Bool = false, isASCII: Bool = false
  ) {
    self.language = language
    self.width = width
    self.maxRows = width == nil ? nil : Self.usualRows
    self.usesColor = usesColor
    self.isPlain = isPlain
    self.isASCII = isASCII
  }

  /// The text in that colour, or as it is where there is no colour.
  func painted(_ text: String, _ paint: Paint) -> String {
    usesColor && !isPlain && !text.isEmpty ? "\u{1B}[\(paint.rawValue)m\(text)\u{1B}[0m" : text
  }
}

/// The few colours in use, chosen to be readable on light and dark grounds.
enum Paint: String {
  case bold = "1"
  case boldRed = "1;31"
  case cyan = "36"
  case yellow = "33"
  case magenta = "35"
  case green = "32"
  case grey = "90"
}

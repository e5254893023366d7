internal import Diagnostics
internal import QuerySyntax

/// A piece of the statement before the cursor, as completion sees it.
struct Lexeme: Hashable {
  enum Kind: Hashable {
    case word, quotedName, number, year, string, dash, unreadable
    case symbol(Symbol)
  }

  var kind: Kind
  /// Folded; for words and names.
  var text: String
  /// UTF-8 offsets in the typed text.
  var start: Int
  var end: Int

  func isSymbol(_ symbol: Symbol) -> Bool { kind == .symbol(symbol) }

  /// The keyword that the word is, among those that can stand there.
  func keyword(among allowed: [Keyword]) -> Keyword? {
    guard kind == .word else { return nil }
    return allowed.first { $0.spellings.en.contains(text) || $0.spellings.ja.contains(text) }
  }

  var isName: Bool { kind == .word || kind == .quotedName }
}

/// The text from the beginning of the statement to the cursor, taken apart for completion.
///
/// `measure | where pro` → the lexemes `measure` `|` `where` and the word `pro`.
struct TypedText {
  /// A quote that was opened before the cursor and not closed.
  struct OpenQuote: Hashable {
    var closing: String
    /// Where what stands in the quotes begins.
    var start: Int
  }

  let text: String
  /// What stands before the word at the cursor, in the last statement.
  var lexemes: [Lexeme] = []
  /// The word that the cursor touches, as typed; may be empty.
  var word = ""
  var wordStart: Int
  /// Set when the cursor is in quotes; the word is then what stands in them.
  var quote: OpenQuote?
  /// In a comment, or behind something that cannot be completed.
  var isDead = false

  init(_ text: String, units: Set<String>) {
    self.text = text
    wordStart = text.utf8.count
    let length = text.utf8.count
    for token in Lexer.tokens(of: text, units: units, inScript: false) {
      switch token.kind {
      case .end:
        if token.comments.last?.end == length { isDead = true }
      case .newline, .symbol(.semicolon): lexemes = []
      case .documentation: isDead = true
      case .wrong(let diagnostic) where diagnostic.code == "E22":
        openQuote(at: diagnostic.span?.start ?? token.span.start)
        return
      default: lexemes.append(Self.lexeme(token))
      }
    }
    guard let last = lexemes.last, last.end == length else { return }
    switch last.kind {
    case .word, .number, .year:
      lexemes.removeLast()
      word = Self.part(text, last.start, length)
      wordStart = last.start
    default: break
    }
  }

  /// The bytes between two offsets.
  static func part(_ text: String, _ start: Int, _ end: Int) -> String {
    String(decoding: text.utf8.dropFirst(start).prefix(max(0, end - start)), as: UTF8.self)
  }

  private mutating func openQuote(at place: Int) {
    let rest = Self.part(text, place, text.utf8.count)
    guard let sign = rest.first, let closing = Self.quotes[sign] else {
      isDead = true
      return
    }
    let start = place + String(sign).utf8.count
    quote = OpenQuote(closing: closing, start: start)
    word = String(rest.dropFirst())
    wordStart = start
  }

  /// Opening sign → closing sign, of texts; names in ` and 【 are not completed.
  private static let quotes: [Character: String] = [
    "'": "'", "\"": "\"", "「": "」", "『": "』", "“": "”", "‘": "’", "｢": "｣", "＂": "＂", "＇": "＇",
  ]

  private static func lexeme(_ token: Token) -> Lexeme {
    let (kind, text): (Lexeme.Kind, String) =
      switch token.kind {
      case .word(let text): (.word, text)
      case .quotedName(let text): (.quotedName, text)
      case .number(let literal): (.number, literal.digits)
      case .year(_, let text): (.year, text)
      case .string(let value, _): (.string, value)
      case .symbol(let symbol): (.symbol(symbol), symbol.rawValue)
      case .dash: (.dash, "―")
      case .newline, .documentation, .wrong, .end: (.unreadable, "")
      }
    return Lexeme(kind: kind, text: text, start: token.span.start, end: token.span.end)
  }
}

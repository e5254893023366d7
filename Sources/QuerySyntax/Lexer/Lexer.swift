internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// Cuts a source text into tokens; never fails, what cannot be read becomes a `wrong` token with its diagnostic.
///
/// Full-width signs, IME blanks and the many dashes are read as LANGUAGE.md §4.2 says; spans are bytes of the text as
/// it was typed. Words that run together without blanks stay one token here: cutting them needs to know the columns.
public struct Lexer {
  let scalars: [Unicode.Scalar]
  /// The byte offset of each scalar, and one more for the end.
  let offsets: [Int]
  var position = 0
  var tokens: [Token] = []
  private var comments: [Comment] = []
  /// Quotes that were seen never to be closed: each line is searched for them once.
  var unclosedQuotes: Set<Int> = []
  /// Up to where no closing sign of a quoted name follows.
  var nameQuotesEnd: [Unicode.Scalar: Int] = [:]
  /// Every unit that may stand behind a number, the longest first.
  let units: [String]

  /// - Parameters:
  ///   - units: units that the catalog names, besides the common ones.
  ///   - start: the number of the text's first place.
  public init(_ source: String, units: Set<String> = [], start: Int = 0) {
    var scalars: [Unicode.Scalar] = []
    var offsets: [Int] = []
    var offset = start
    for scalar in source.unicodeScalars {
      scalars.append(scalar)
      offsets.append(offset)
      offset += UTF8.width(scalar)
    }
    offsets.append(offset)
    self.scalars = scalars
    self.offsets = offsets
    self.units = Unit.spellings(besides: units)
  }

  /// All tokens, with line ends that do not end a statement left out, closed by an `end` token.
  public static func tokens(of source: String, units: Set<String> = [], inScript: Bool, start: Int = 0) -> [Token] {
    var lexer = Lexer(source, units: units, start: start)
    return lexer.significantTokens(inScript: inScript)
  }

  mutating func significantTokens(inScript: Bool) -> [Token] {
    run()
    return LineEnds.significant(tokens, inScript: inScript)
  }

  var current: Unicode.Scalar? { position < scalars.count ? scalars[position] : nil }

  func peek(_ distance: Int) -> Unicode.Scalar? {
    position + distance < scalars.count ? scalars[position + distance] : nil
  }

  func span(from start: Int) -> Span { Span(offsets[start], offsets[position]) }

  mutating func add(_ kind: Token.Kind, from start: Int) {
    var token = Token(kind, span(from: start))
    token.comments = comments
    comments = []
    tokens.append(token)
  }

  mutating func run() {
    while let scalar = current {
      switch CharacterClass.of(scalar) {
      case .blank: position += 1
      case .newline:
        let start = position
        position += 1
        add(.newline, from: start)
      case .digit: lexNumber()
      case .letter: lexWord()
      case .other: lexSign(scalar)
      }
    }
    add(.end, from: position)
  }

  private mutating func lexWord() {
    let start = position
    if isLongVowelMark(scalars[start]) {
      // No word begins with ー; a person who types it here means minus.
      position += 1
      var end = position
      while end < scalars.count, [.letter, .digit].contains(CharacterClass.of(scalars[end])) { end += 1 }
      let (operand, _) = folded(position..<end)
      add(.wrong(.longVowelMark(span(from: start), operand: operand)), from: start)
      return
    }
    while let scalar = current {
      let kind = CharacterClass.of(scalar)
      guard kind == .letter || kind == .digit else { break }
      position += 1
    }
    if let digits = groupedNumber(in: start..<position) { position = digits }
    let (text, map) = folded(start..<position)
    // A voicing mark on a character that has none, left over from one that was deleted.
    if let place = text.unicodeScalars.enumerated().first(where: { $1.value == 0x3099 || $1.value == 0x309A })?.offset {
      let span = Span(map[place].end - 3, map[place].end)
      return add(
        .wrong(.misplaced(span, shown: text.unicodeScalars.contains("\u{3099}") ? "゛" : "゜", fix: Message(same: ""))),
        from: start)
    }
    if let reading = FiscalYear.read(text) {
      add(.year(reading, text: text), from: start)
      return
    }
    add(.word(text), from: start)
    tokens[tokens.count - 1].map = map
  }

  private func isLongVowelMark(_ scalar: Unicode.Scalar) -> Bool { scalar.value == 0x30FC || scalar.value == 0xFF70 }

  /// The folded text of some scalars, and where each of its scalars came from.
  func folded(_ range: Range<Int>) -> (String, [Span]) {
    var text = ""
    var map: [Span] = []
    var start = range.lowerBound
    while start < range.upperBound {
      var end = start + 1
      while end < range.upperBound, CharacterClass.continuesCluster(scalars[end]) { end += 1 }
      var cluster = String.UnicodeScalarView()
      cluster.append(contentsOf: scalars[start..<end])
      let piece = TextFolding.fold(String(cluster))
      let span = Span(offsets[start], offsets[end])
      for scalar in piece.unicodeScalars {
        text.unicodeScalars.append(scalar)
        map.append(span)
      }
      start = end
    }
    return (text, map)
  }

  mutating func skipComment() {
    let start = position
    var marks = 0
    while let scalar = current, scalar == "#" || scalar.value == 0xFF03 {
      marks += 1
      position += 1
    }
    if marks == 0 { position += 1 }  // ※
    let textStart = position
    while let scalar = current, CharacterClass.of(scalar) != .newline { position += 1 }
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[textStart..<position])
    let text = String(view).trimmingBlanks
    let isTrailing = tokens.last.map { $0.kind != .newline } ?? false
    if marks == 2, !isTrailing {
      add(.documentation(text), from: start)
    } else {
      comments.append(Comment(text: text, isTrailing: isTrailing, end: offsets[position]))
    }
  }
}

extension String {
  var trimmingBlanks: String {
    var view = unicodeScalars[...]
    while let first = view.first, CharacterClass.of(first) == .blank { view = view.dropFirst() }
    while let last = view.last, CharacterClass.of(last) == .blank || CharacterClass.of(last) == .newline {
      view = view.dropLast()
    }
    return String(view)
  }
}

extension Diagnostic {
  /// E05.
  static func longVowelMark(_ span: Span, operand: String) -> Diagnostic {
    Diagnostic(
      "E05", Message(ja: "「ー」（長音）は引き算に使えません", en: "ー is a letter, not minus"), at: span,
      fixes: operand.isEmpty ? [] : [FixIt(replace: span, with: "-", label: Message(same: "-\(operand)"))])
  }
}

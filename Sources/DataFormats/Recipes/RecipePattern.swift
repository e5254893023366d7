internal import Diagnostics

/// How a line, or the joined text of a row, looks: letters as they stand, `{column}` for what is read, `{}` for anything.
///
/// `第{章番号}章 {章}（{}）` fits `第2章 学びあいのまちづくり（教育）`. Widths do not count, nor do blanks
/// but those between two `{…}`.
struct RecipePattern: Sendable {
  enum Piece: Sendable {
    case letter(Unicode.Scalar)
    /// At least one, between two that are read or skipped.
    case blank
    case anything
    case column(Int)
  }

  var pieces: [Piece]

  var columns: [Int] {
    pieces.compactMap { if case .column(let place) = $0 { place } else { nil } }
  }

  /// The same behind anything: to look at the end of a line.
  var atEnd: RecipePattern { RecipePattern(pieces: [.anything] + pieces) }

  /// No line longer than this is compared with a pattern: it is no heading.
  static let longestText = 4000
}

extension RecipePattern.Piece {
  /// Whether it can take texts of any length.
  var isOpen: Bool {
    switch self {
    case .anything, .column: true
    case .letter, .blank: false
    }
  }
}

/// Finds a pattern in a text: each `{…}` takes as little as possible of what it may take.
struct PatternMatch {
  private let pieces: [RecipePattern.Piece]
  private let text: [Unicode.Scalar]
  private let mayBeAbsent: Set<Int>
  private let allows: (Int, ArraySlice<Unicode.Scalar>) -> Bool
  /// Places already tried in vain, piece by piece.
  private var failed: Set<Int> = []
  /// `{}` fails at every place from this one on.
  private var anythingFailsFrom: [Int: Int] = [:]
  /// What each column took.
  private(set) var found: [(column: Int, range: Range<Int>)] = []

  /// - Parameters:
  ///   - mayBeAbsent: columns that a text may lack.
  ///   - allows: whether a column can hold a text.
  init(
    _ pattern: RecipePattern, _ text: [Unicode.Scalar], mayBeAbsent: Set<Int> = [],
    allows: @escaping (Int, ArraySlice<Unicode.Scalar>) -> Bool
  ) {
    pieces = pattern.pieces
    self.text = text
    self.mayBeAbsent = mayBeAbsent
    self.allows = allows
  }

  /// Whether the whole text fits.
  mutating func run() -> Bool {
    found = []
    if text.count > RecipePattern.longestText { return false }
    return fits(0, 0)
  }

  private mutating func fits(_ piece: Int, _ start: Int) -> Bool {
    var at = start
    while at < text.count, text[at].isBlankOrBreak { at += 1 }
    guard piece < pieces.count else { return at == text.count }
    switch pieces[piece] {
    case .blank: return at > start && fits(piece + 1, at)
    case .letter(let letter):
      guard at < text.count, text[at] == letter else { return false }
      return fits(piece + 1, at + 1)
    case .anything:
      if let known = anythingFailsFrom[piece], known <= at { return false }
      for end in at...text.count where fits(piece + 1, end) { return true }
      anythingFailsFrom[piece] = at
      return false
    case .column(let column):
      let state = piece * (text.count + 1) + at
      if failed.contains(state) { return false }
      if at < text.count {
        for end in (at + 1)...text.count
        where !text[end - 1].isBlankOrBreak && !isWithinFigure(end) && allows(column, text[at..<end]) {
          let known = found.count
          found.append((column, at..<end))
          if fits(piece + 1, end) { return true }
          found.removeSubrange(known...)
        }
      }
      if mayBeAbsent.contains(column), fits(piece + 1, at) { return true }
      failed.insert(state)
      return false
    }
  }
}

extension PatternMatch {
  /// Whether a figure would be torn there: `施策12` is not 1 and 2.
  private func isWithinFigure(_ place: Int) -> Bool {
    guard place > 0, place < text.count else { return false }
    func isDigit(_ place: Int) -> Bool { text.indices.contains(place) && (0x30...0x39).contains(text[place].value) }
    func isMark(_ place: Int) -> Bool { text[place] == "." || text[place] == "," }
    if isDigit(place - 1) { return isDigit(place) || isMark(place) && isDigit(place + 1) }
    return isMark(place - 1) && isDigit(place - 2) && isDigit(place)
  }
}

extension Unicode.Scalar {
  var isBlankOrBreak: Bool { self == " " || self == "\n" }
  var isASCIIWord: Bool {
    switch value {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
    default: false
    }
  }
}

extension Sequence<Unicode.Scalar> {
  /// The text without its blanks: as words are compared within a pattern.
  var compact: String {
    var text = String.UnicodeScalarView()
    for scalar in self where !scalar.isBlankOrBreak { text.append(scalar) }
    return String(text)
  }
}

extension String {
  var compact: String { unicodeScalars.compact }
}

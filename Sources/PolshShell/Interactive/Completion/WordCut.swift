internal import PolicyModel
internal import PolshText
internal import QuerySyntax

/// Cuts what was typed without blanks into known words, so that its end can be completed: `進捗区分がB` → 進捗区分 が B.
struct WordCut {
  private let known: Set<String>
  private let longest: Int

  init(known: Set<String>) {
    self.known = known
    longest = known.reduce(0) { max($0, $1.unicodeScalars.count) }
  }

  /// Lexemes with the known words in them apart; a word that cannot be cut whole stays as it is.
  func cut(_ lexemes: [Lexeme]) -> [Lexeme] {
    var result: [Lexeme] = []
    for lexeme in lexemes {
      if lexeme.kind == .word, let parts = parts(of: lexeme.text, at: lexeme.start), parts.rest.isEmpty,
        parts.words.last?.end == lexeme.end
      {
        result += parts.words
      } else {
        result.append(lexeme)
      }
    }
    return result
  }

  /// The typed word as known words and the beginning of the next; the last known one when nothing follows it.
  func cutWord(_ word: String, at start: Int) -> (words: [Lexeme], rest: String)? {
    guard var parts = parts(of: word, at: start) else { return nil }
    if parts.rest.isEmpty, let last = parts.words.popLast() { parts.rest = last.text }
    return parts.words.isEmpty ? nil : parts
  }

  /// Always the longest known word first; nil for what is known whole or never cut.
  private func parts(of text: String, at start: Int) -> (words: [Lexeme], rest: String)? {
    // Offsets would not fit a text that folding changes; Latin words are never cut.
    guard !known.contains(text), TextFolding.fold(text) == text, text.utf8.contains(where: { $0 >= 0x80 }) else {
      return nil
    }
    let scalars = Array(text.unicodeScalars)
    var words: [Lexeme] = []
    var at = 0
    var offset = start
    while at < scalars.count {
      guard let (kind, length) = word(in: scalars, at: at) else { break }
      let part = Self.text(scalars[at..<at + length])
      words.append(Lexeme(kind: kind, text: part, start: offset, end: offset + part.utf8.count))
      at += length
      offset += part.utf8.count
    }
    return (words, Self.text(scalars[at...]))
  }

  private func word(in scalars: [Unicode.Scalar], at start: Int) -> (Lexeme.Kind, Int)? {
    var length = min(longest, scalars.count - start)
    while length > 0 {
      let part = Self.text(scalars[start..<start + length])
      let isInsideLatin =
        start + length < scalars.count && scalars[start + length - 1].isASCII && scalars[start + length].isASCII
      if !isInsideLatin {
        if known.contains(part) { return (.word, length) }
        if length >= 2, FiscalYear.read(part) != nil { return (.year, length) }
      }
      length -= 1
    }
    return nil
  }

  private static func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }
}

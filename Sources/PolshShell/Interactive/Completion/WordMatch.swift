internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QuerySyntax

/// Decides which words the typed beginning can become: whatever its width, and for Latin letters whatever its case.
///
/// In a Japanese session `wh` becomes `where`, but nothing typed at all offers 絞込 only.
struct WordMatch {
  /// The typed beginning, folded.
  let typed: String
  let language: Language

  init(_ typed: String, _ language: Language) {
    self.typed = Self.folded(typed)
    self.language = language
  }

  var isEmpty: Bool { typed.isEmpty }

  func fits(_ word: String) -> Bool { typed.isEmpty || Self.folded(word).hasPrefix(typed) }

  /// The spellings to offer: the session language's own, otherwise those of the other that the typed beginning asks for.
  func pick(_ spellings: (ja: [String], en: [String])) -> [String] {
    let (own, other) = language == .ja ? (spellings.ja, spellings.en) : (spellings.en, spellings.ja)
    // Of several spellings the first is the usual one; the others are there for those who begin to type them.
    if typed.isEmpty { return Array((own.first ?? other.first).map { [$0] } ?? []) }
    if let usual = own.first, fits(usual) { return [usual] }
    for group in [own, other] {
      if let found = group.first(where: { fits($0) }) { return [found] }
    }
    return []
  }

  func pick(_ name: BilingualName) -> String? { pick((ja: [name.ja], en: [name.en])).first }
  func pick(_ spelling: Spelling) -> String? {
    pick((ja: spelling.ja, en: [spelling.en] + spelling.alsoEnglish)).first
  }
  func pick(_ keyword: Keyword) -> String? { pick((ja: keyword.spellings.ja, en: keyword.spellings.en)).first }

  private static func folded(_ text: String) -> String { TextFolding.fold(text).lowercased() }
}

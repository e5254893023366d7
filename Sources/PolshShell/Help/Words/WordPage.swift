internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

/// What help says about a word or sign that is no verb, function or command: one value, looked up by every spelling.
struct WordPage: Sendable {
  /// The words of the keyword table that it is about; their spellings need not be written again.
  var keywords: [Keyword]
  /// Signs and further spellings.
  var signs: [String]
  var kind: Message
  var summary: Message
  var details: Message?
  var examples: [HelpExample]

  init(
    _ keywords: [Keyword], signs: [String] = [], kind: Message = .word, _ summary: Message, _ details: Message? = nil,
    examples: [HelpExample]
  ) {
    self.keywords = keywords
    self.signs = signs
    self.kind = kind
    self.summary = summary
    self.details = details
    self.examples = examples
  }

  static let all: [WordPage] = comparisons + clauses + statements + choices + logic + values + loading + signs

  /// Every word by which it is found.
  var words: [String] {
    var words: [String] = []
    for word in signs + keywords.flatMap({ $0.spellings.en + $0.spellings.ja }) where !words.contains(word) {
      words.append(word)
    }
    return words
  }

  /// `>= / 以上`: signs and English words, then Japanese ones.
  var title: String {
    let latin = signs.filter { $0.utf8.allSatisfy { $0 < 0x80 } }
    let isWord = { (sign: String) in sign.first?.isLetter ?? false }
    let first = latin.filter { !isWord($0) } + keywords.flatMap(\.spellings.en) + latin.filter(isWord)
    let second = signs.filter { !$0.utf8.allSatisfy { $0 < 0x80 } } + keywords.flatMap(\.spellings.ja)
    func once(_ words: [String]) -> String {
      var seen: [String] = []
      for word in words where !seen.contains(word) { seen.append(word) }
      return seen.joined(separator: "・")
    }
    return [once(first), once(second)].filter { !$0.isEmpty }.joined(separator: " / ")
  }
}

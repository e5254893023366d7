internal import Diagnostics

/// What help says about a subject that is no single word of the language: fiscal years, missing values, double counting.
struct Topic: Sendable {
  /// How it may be asked for; the first of each language is its title.
  var en: [String]
  var ja: [String]
  var summary: Message
  var blocks: [HelpPage.Block]

  init(en: [String], ja: [String], _ summary: Message, _ blocks: [HelpPage.Block]) {
    self.en = en
    self.ja = ja
    self.summary = summary
    self.blocks = blocks
  }

  static let all: [Topic] = reading + values + comparing + working + [recipes]

  var words: [String] { en + ja }

  /// What the overview calls it.
  var name: Message { Message(ja: ja.first ?? "", en: en.first ?? "") }

  var page: HelpPage {
    HelpPage(title: "\(en.first ?? "") / \(ja.first ?? "")", kind: .topic, summary: summary, blocks: blocks)
  }
}

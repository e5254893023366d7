internal import Diagnostics

/// What help says about one meaning of a word: shown on the screen by `help`, printed in full by `--manual`.
struct HelpPage: Sendable {
  /// The word in both languages: `where / 絞込・絞り込み・抽出`.
  var title: String
  /// What kind of word it is: a verb, a unit.
  var kind: Message
  /// One line: what it is for.
  var summary: Message
  var blocks: [Block] = []

  /// A part of a page.
  enum Block: Sendable {
    /// Sentences.
    case text(Message)
    /// How it is written, line by line as it stands.
    case usage([Message])
    /// Words and what they mean.
    case list(Message?, [Term])
    /// Words by what they are for.
    case groups(Message?, [Group])
    /// Questions with their answers on the example tables, under a title of their own if there is one.
    case examples(Message? = nil, [HelpExample])
    /// Lines of a file, as they stand.
    case sample(Message, Message)
    /// A question that the person's own tables can answer.
    case question(Message)
    /// Where else to look.
    case seeAlso([Message])
  }

  /// Words that serve one purpose.
  struct Group: Sendable {
    var title: Message
    var words: [Message]
  }

  /// A line of a list.
  struct Term: Sendable {
    var name: Message
    var text: Message

    init(_ name: Message, _ text: Message) {
      self.name = name
      self.text = text
    }
  }
}

/// A text of statements that help shows, the same in both languages, with what it shows.
struct HelpExample: Sendable, Hashable {
  /// What help promises of it; a test keeps the promise.
  enum Outcome: Sendable, Hashable {
    /// It runs.
    case answers
    /// It gives exactly this error or notice.
    case gives(String)
    /// It is a command that needs files or scripts of the person's: shown, and not run on the spot.
    case isOnlyShown
  }

  var en: String
  var ja: String
  var purpose: Message?
  var outcome: Outcome

  init(_ en: String, _ ja: String, _ purpose: Message? = nil, outcome: Outcome = .answers) {
    self.en = en
    self.ja = ja
    self.purpose = purpose
    self.outcome = outcome
  }

  func text(_ language: Language) -> String { language == .ja ? ja : en }
}

extension Message {
  static let verb = Message(ja: "命令", en: "verb")
  static let function = Message(ja: "関数", en: "function")
  static let command = Message(ja: "操作", en: "command")
  static let word = Message(ja: "言葉", en: "word")
  static let sign = Message(ja: "記号", en: "sign")
  static let unit = Message(ja: "単位", en: "unit")
  static let topic = Message(ja: "話題", en: "topic")
  static let error = Message(ja: "エラー", en: "error")
  static let notice = Message(ja: "通知", en: "notice")
  static let table = Message(ja: "表", en: "table")
  static let column = Message(ja: "列", en: "column")
  static let level = Message(ja: "段階", en: "level")
  static let script = Message(ja: "台本", en: "script")
}

internal import Diagnostics

/// What help says about the code of an error or a notice: what it means, why, what gives it and what does not.
struct CodePage: Sendable {
  var code: String
  /// What it is, in a few words.
  var title: Message
  /// What is wrong, and why it is not let through.
  var meaning: Message
  /// A question that gives exactly this code.
  var wrong: HelpExample
  /// What to ask instead.
  var right: HelpExample

  /// - Parameter needsFile: whether the examples load a file that the tables of help do not have, and are not run.
  init(
    _ code: String, _ title: Message, _ meaning: Message, wrong: (en: String, ja: String),
    right: (en: String, ja: String), needsFile: Bool = false
  ) {
    self.code = code
    self.title = title
    self.meaning = meaning
    self.wrong = HelpExample(wrong.en, wrong.ja, outcome: needsFile ? .isOnlyShown : .gives(code))
    self.right = needsFile ? HelpExample(right.en, right.ja, outcome: .isOnlyShown) : HelpExample(right.en, right.ja)
  }

  /// All codes, errors first, by number.
  static let all: [CodePage] = (names + writing + units + grades + grouping + scripts).sorted(by: isBefore) + notices

  private static func isBefore(_ a: CodePage, _ b: CodePage) -> Bool { a.number < b.number }

  private var number: Int { Int(code.dropFirst()) ?? 0 }

  /// Whether it is a notice: something to know about a result that is right.
  var isNotice: Bool { code.hasPrefix("N") }
}

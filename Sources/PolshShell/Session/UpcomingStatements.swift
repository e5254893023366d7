internal import QueryLanguage
internal import QuerySyntax

/// The statements that a program runs after a file is loaded, as far as they say which of its columns matter.
///
/// Only a hint, read off the words: what it misses is read from the file a second time.
enum UpcomingStatements {
  /// Verbs whose result has no other columns than those they name.
  private static let narrowing: [String] = ["select", "group", "count", "pivot", "compare", "growth", "trend"].flatMap {
    VerbRegistry.verb($0)?.grammar.spelling.all ?? []
  }

  /// The text, if every question in it names the columns that it needs; nil if one may show all of them.
  static func naming(_ text: String) -> String? {
    for statement in text.split(whereSeparator: { $0 == ";" || $0 == "；" || $0 == "。" }) {
      for question in questions(in: statement) {
        let isNarrow = narrowing.contains { question.contains($0) }
        if !isNarrow, !isCommand(question) { return nil }
      }
    }
    return text
  }

  /// The lines of a statement put together where the next begins with a bar.
  private static func questions(in text: Substring) -> [String] {
    var questions: [String] = []
    for line in text.split(whereSeparator: \.isNewline) {
      let words = line.drop { $0 == " " || $0 == "\t" || $0 == "　" }
      guard let first = words.first, first != "#", first != "＃", first != "※" else { continue }
      let isContinued = questions.last?.last.map { "|｜,、(（".contains($0) } ?? false
      if first == "|" || first == "｜" || isContinued, let last = questions.popLast() {
        questions.append(last + " " + words)
      } else {
        questions.append(String(words))
      }
    }
    return questions
  }

  /// Whether a line does something else than to ask a table: `load`, `let`, `param`.
  private static func isCommand(_ question: String) -> Bool {
    let word = question.prefix { !$0.isWhitespace }
    return ["load", "読込", "use", "開く", "param", "引数", "let", "変数", "def", "関数", "lang", "言語", "format", "書式"].contains(
      String(word))
  }
}

internal import Diagnostics
internal import PolshText

/// Writes help pages as Markdown: headings, paragraphs, tables of words, examples with their answers.
struct PageMarkdown {
  let language: Language
  private let desk: ExampleDesk
  /// Columns of an answer; wider ones are cut as on a screen.
  private static let width = 100
  /// Lines of an answer that are printed.
  private static let answerLines = 24

  init(_ language: Language) {
    self.language = language
    desk = ExampleDesk(language: language, width: Self.width)
  }

  func paragraph(_ text: Message) -> String { Self.escaped(text[language]) + "\n\n" }

  func text(_ page: HelpPage, level: Int) -> String {
    let marks = String(repeating: "#", count: level)
    var text = "\(marks) \(Self.escaped(SafeText.oneLine(page.title)))\n\n" + paragraph(page.summary)
    for block in page.blocks { text += self.text(block) }
    return text
  }

  private func text(_ block: HelpPage.Block) -> String {
    switch block {
    case .text(let text): return paragraph(text)
    case .usage(let usages): return code(usages.map { $0[language] })
    case .list(let title, let terms):
      let head = Message(ja: "| 言葉 | 意味 |\n|---|---|\n", en: "| word | meaning |\n|---|---|\n")[language]
      return (title.map { paragraph($0) } ?? "") + head
        + terms.map { "| \(cell($0.name)) | \(cell($0.text)) |\n" }.joined() + "\n"
    case .groups(let title, let groups):
      return (title.map { paragraph($0) } ?? "")
        + groups.map { group in
          "- \(Self.escaped(group.title[language])): "
            + Self.escaped(group.words.map { $0[language] }.joined(separator: language == .ja ? "、" : ", ")) + "\n"
        }.joined() + "\n"
    case .examples(let title, let examples):
      return (title.map { paragraph($0) } ?? "") + examples.map { text($0) }.joined()
    case .sample(let title, let text):
      return paragraph(title)
        + code(text[language].split(separator: "\n", omittingEmptySubsequences: false).map(String.init))
    // The person's own data has no place in the manual.
    case .question: return ""
    case .seeAlso(let words):
      let list = words.map { $0[language] }.joined(separator: language == .ja ? "、" : ", ")
      return Self.escaped(Message(ja: "関連: ", en: "See also: ")[language] + list) + "\n\n"
    }
  }

  private func text(_ example: HelpExample) -> String {
    let purpose = example.purpose.map { paragraph($0) } ?? ""
    let question = example.text(language)
    if example.outcome == .isOnlyShown { return purpose + code([question]) }
    let answer = desk.answer(question)
    if answer.fault?.isNotThereYet == true { return purpose + code([question]) }
    let all = answer.lines(for: example.outcome).map(\.text)
    let shown = Array(all.prefix(Self.answerLines)) + (all.count > Self.answerLines ? ["…"] : [])
    return purpose + code([question, ""] + shown)
  }

  private func code(_ lines: [String]) -> String {
    "```text\n" + lines.map { Self.trimmed($0) + "\n" }.joined() + "```\n\n"
  }

  private func cell(_ text: Message) -> String { Self.escaped(text[language]).replacing("|", with: "\\|") }

  private static func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  /// Text whose signs would mean something to Markdown.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      if "\\`*_<>[]#~".contains(character) { result.append("\\") }
      result.append(character)
    }
    return result
  }
}

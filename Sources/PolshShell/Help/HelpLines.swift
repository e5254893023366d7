internal import Diagnostics
internal import PolshText
internal import Presentation
internal import QueryLanguage

/// Writes pages for a screen: no line wider than 80 columns or the window.
struct HelpLines {
  let language: Language
  let width: Int
  private let desk: ExampleDesk

  /// No page is set wider than this: longer lines are hard to read.
  static let widest = 80
  /// Lines of an answer that an example shows.
  private static let answerLines = 12

  init(_ screen: Screen) {
    language = screen.language
    width = max(24, min(screen.width ?? Self.widest, Self.widest))
    desk = ExampleDesk(language: language, width: width - 6, isPlain: screen.isPlain)
  }

  /// Several pages of one word, one below the other.
  func text(_ pages: [HelpPage]) -> [String] {
    var lines: [String] = []
    for page in pages {
      if !lines.isEmpty { lines.append("") }
      lines += text(page)
    }
    return lines
  }

  func text(_ page: HelpPage) -> [String] {
    let kind = language == .ja ? "（\(page.kind.ja)）" : " (\(page.kind.en))"
    var lines = page.title.isEmpty ? [] : wrapped(SafeText.oneLine(page.title) + kind, indent: 0)
    lines += wrapped(page.summary[language], indent: page.title.isEmpty ? 0 : 2)
    for block in page.blocks {
      let part = text(block)
      if part.isEmpty { continue }
      lines.append("")
      lines += part
    }
    return lines
  }

  private func text(_ block: HelpPage.Block) -> [String] {
    switch block {
    case .text(let text): return wrapped(text[language], indent: 2)
    case .usage(let usages):
      let label = Message(ja: "書き方: ", en: "Usage: ")[language]
      let blanks = String(repeating: " ", count: DisplayWidth.of(label))
      return usages.enumerated().flatMap { place, usage in
        broken((place == 0 ? label : blanks) + usage[language], before: "[", rest: blanks + "    ")
      }
    case .list(let title, let terms):
      return (title.map { [$0[language]] } ?? []) + list(terms)
    case .groups(let title, let groups): return (title.map { [$0[language]] } ?? []) + self.groups(groups)
    case .examples(let title, let examples):
      let usual = examples.count == 1 ? Message(ja: "例", en: "Example") : Message(ja: "例", en: "Examples")
      return [(title ?? usual)[language]] + examples.flatMap { text($0) }
    case .sample(let title, let text):
      return wrapped(title[language], indent: 0)
        + text[language].split(separator: "\n", omittingEmptySubsequences: false).map { fitting(trimmed("  " + $0)) }
    case .question(let question):
      return [Message(ja: "開いているデータで", en: "With the open data")[language]] + statement(question[language])
    case .seeAlso(let words):
      let list = words.map { $0[language] }.joined(separator: language == .ja ? "、" : ", ")
      return hanging(Message(ja: "関連: ", en: "See also: ")[language] + list, first: 2, rest: 4)
    }
  }

  /// The statement, what it shows, and its answer.
  private func text(_ example: HelpExample) -> [String] {
    var lines = statement(example.text(language))
    if let purpose = example.purpose { lines += wrapped(purpose[language], indent: 6) }
    if example.outcome == .isOnlyShown { return lines }
    let answer = desk.answer(example.text(language))
    // What a later version brings has no answer yet.
    if answer.fault?.isNotThereYet == true { return lines }
    let all = answer.lines(for: example.outcome)
    let shown = Array(all.prefix(Self.answerLines))
    for (place, line) in shown.enumerated() {
      let isMarked = place + 1 < shown.count && shown[place + 1].isMarks
      if line.isMessage, !line.isMarks, !isMarked {
        let margin = 6 + line.text.prefix { $0 == " " }.count
        lines += hanging(String(line.text.drop { $0 == " " }), first: margin, rest: margin)
      } else {
        lines.append(fitting(trimmed("      " + line.text)))
      }
    }
    if all.count > shown.count { lines.append("      …") }
    return lines
  }

  /// A statement, broken before a bar where it is too long for the window.
  private func statement(_ text: String) -> [String] { broken(text, before: "|｜", rest: "  ") }

  /// A text broken before one of the signs, or behind the end of a statement, where it is too long for the window.
  private func broken(_ text: String, before signs: String, rest margin: String) -> [String] {
    var lines: [String] = []
    var line = "  "
    for part in parts(text, before: signs) {
      if DisplayWidth.of(line) + DisplayWidth.of(trimmed(part)) > width, line.contains(where: { $0 != " " }) {
        lines.append(trimmed(line))
        line = "  " + margin
      }
      line += part
    }
    lines.append(trimmed(line))
    // A part that is too long by itself is broken like any text: it is to be typed, so nothing of it may be missing.
    return lines.flatMap { line in
      let blanks = line.prefix { $0 == " " }.count
      return DisplayWidth.of(line) <= width
        ? [line] : hanging(String(line.dropFirst(blanks)), first: blanks, rest: blanks + 2)
    }
  }

  private func parts(_ text: String, before signs: String) -> [String] {
    var parts: [String] = []
    var part = ""
    for character in text {
      if signs.contains(character), !part.isEmpty {
        parts.append(part)
        part = ""
      }
      part.append(character)
      if ";。".contains(character) {
        parts.append(part)
        part = ""
      }
    }
    return parts + (part.isEmpty ? [] : [part])
  }

  private func trimmed(_ line: String) -> String {
    var line = line
    while line.last == " " { line.removeLast() }
    return line
  }

  private func list(_ terms: [HelpPage.Term]) -> [String] {
    TextColumns.lines(terms.map { (name: $0.name[language], summary: $0.text[language]) }, width: width, indent: 2)
  }

  /// Titles on the left, words on the right; no word is torn.
  private func groups(_ groups: [HelpPage.Group]) -> [String] {
    let widest = groups.map { DisplayWidth.of($0.title[language]) }.max() ?? 0
    let left = widest == 0 ? 2 : 4 + widest
    return groups.flatMap { group in
      var lines: [String] = []
      var line = DisplayWidth.padded("  " + group.title[language], to: left)
      for (place, word) in group.words.enumerated() {
        let text = word[language] + (place + 1 == group.words.count ? "" : language == .ja ? "、" : ", ")
        if DisplayWidth.of(line) + DisplayWidth.of(trimmed(text)) > width, DisplayWidth.of(line) > left {
          lines.append(trimmed(line))
          line = String(repeating: " ", count: left)
        }
        line += text
      }
      return lines + [trimmed(line)]
    }
  }

  private func wrapped(_ text: String, indent: Int) -> [String] { hanging(text, first: indent, rest: indent) }

  private func hanging(_ text: String, first: Int, rest: Int) -> [String] {
    TextColumns.wrapped(SafeText.oneLine(text), width: width - max(first, rest)).enumerated().map { place, line in
      String(repeating: " ", count: place == 0 ? first : rest) + line
    }
  }

  private func fitting(_ line: String) -> String {
    DisplayWidth.of(line) <= width ? line : DisplayWidth.fit(line, width)
  }
}

extension ExampleDesk.Line {
  /// The line of ^ below the text that is marked.
  fileprivate var isMarks: Bool { isMessage && text.contains("^") && text.allSatisfy { $0 == " " || $0 == "^" } }
}

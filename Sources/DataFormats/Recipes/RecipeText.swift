internal import Diagnostics
internal import PolshText

/// The lines of a recipe, each cut into its word, what stands behind the word, and what stands behind the colon.
struct RecipeText {
  struct Entry {
    var word: RecipeWord
    /// Between the word and the colon: `column progress 進捗区分:` → `progress 進捗区分`.
    var argument: String
    var value: String
    var line: Int
  }

  /// A line of a column's description: a word, or a level and what it means.
  enum Detail {
    case option(Entry)
    case label(level: String, text: String, line: Int)

    var line: Int {
      switch self {
      case .option(let entry): entry.line
      case .label(_, _, let line): line
      }
    }
  }

  let path: String
  /// The lines that stand on their own, each with the indented ones below it.
  private(set) var entries: [(entry: Entry, details: [Detail])] = []

  init(_ text: String, path: String) throws(Diagnostic) {
    self.path = path
    var number = 0
    for raw in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let line = TextFolding.cell(String(raw))
      if line.isEmpty || line.hasPrefix("#") { continue }
      let isIndented = raw.unicodeScalars.first?.properties.isWhitespace == true
      if isIndented {
        guard let last = entries.indices.last else { throw fault(.indentedFirst, number) }
        guard entries[last].entry.word == .column else {
          throw fault(.indentedBelow(entries[last].entry.word.spelling), number)
        }
        entries[last].details.append(try detail(line, number))
      } else {
        entries.append((try entry(line, number, parts: [.table, .page, .row, .correction]), []))
      }
    }
    if entries.isEmpty { throw Diagnostic(nil, .empty, file: FileLocation(path: path), notes: [.seeHelp]) }
  }

  func fault(_ message: Message, _ line: Int, notes: [Message] = []) -> Diagnostic {
    Diagnostic(nil, message, file: FileLocation(path: path, line: line), notes: notes)
  }

  private func detail(_ line: String, _ number: Int) throws(Diagnostic) -> Detail {
    if let equal = line.firstIndex(of: "="), !(line[..<equal].contains(":")) {
      let level = TextFolding.cell(String(line[..<equal]))
      return .label(level: level, text: TextFolding.cell(String(line[line.index(after: equal)...])), line: number)
    }
    return .option(try entry(line, number, parts: [.column]))
  }

  private func entry(_ line: String, _ number: Int, parts: Set<RecipeWord.Part>) throws(Diagnostic) -> Entry {
    guard let colon = line.firstIndex(of: ":") else { throw fault(.noColon(line), number, notes: [.seeHelp]) }
    let head = TextFolding.cell(String(line[..<colon]))
    let value = TextFolding.cell(String(line[line.index(after: colon)...]))
    var best: (word: RecipeWord, rest: String)?
    for word in RecipeWord.allCases where parts.contains(word.part) {
      for spelling in [word.spelling.ja, word.spelling.en] {
        guard let rest = Self.behind(spelling, in: head) else { continue }
        if best == nil || rest.utf8.count < (best?.rest.utf8.count ?? 0) { best = (word, rest) }
      }
    }
    guard let best else { throw unknown(head, number, parts) }
    if value.isEmpty { throw fault(.noValue(best.word), number) }
    return Entry(word: best.word, argument: best.rest, value: value, line: number)
  }

  /// What stands behind a word; nil where the text does not begin with it.
  private static func behind(_ word: String, in head: String) -> String? {
    let lower = head.lowercased()
    guard lower.hasPrefix(word) else { return nil }
    let rest = head.dropFirst(word.count)
    if let first = rest.first, first != " " { return nil }
    return TextFolding.cell(String(rest))
  }

  private func unknown(_ head: String, _ number: Int, _ parts: Set<RecipeWord.Part>) -> Diagnostic {
    // The same word elsewhere: an indented line that is not, or the other way round.
    let elsewhere = RecipeWord.allCases.first { word in
      !parts.contains(word.part)
        && [word.spelling.ja, word.spelling.en].contains { Self.behind($0, in: head) != nil }
    }
    if let elsewhere {
      return fault(elsewhere.part == .column ? .belongsBelow(elsewhere) : .standsAlone(elsewhere), number)
    }
    let known = RecipeWord.allCases.filter { parts.contains($0.part) }.flatMap { [$0.spelling.ja, $0.spelling.en] }
    let first = head.split(separator: " ").first.map(String.init) ?? head
    var near = NearNames.nearest(to: head, among: known)
    if near.isEmpty { near = NearNames.nearest(to: first, among: known) }
    let shown = DisplayWidth.fit(SafeText.oneLine(head), 40)
    return fault(.unknownWord(shown), number, notes: near.isEmpty ? [.seeHelp] : [.near(near)])
  }
}

extension Message {
  static let seeHelp = Message(
    ja: "書き方は「ヘルプ 手順」にあります。", en: "help recipe shows how a recipe is written.")

  static func near(_ words: [String]) -> Message {
    Message(ja: "近い言葉: \(words.joined(separator: "、"))", en: "Close: \(words.joined(separator: ", "))")
  }

  fileprivate static let empty = Message(ja: "手順のファイルに何も書かれていません", en: "The recipe is empty")
  fileprivate static let indentedFirst = Message(
    ja: "字下げした行は、列の行の下に書きます", en: "An indented line belongs below the line of a column")

  fileprivate static func indentedBelow(_ word: Message) -> Message {
    Message(
      ja: "「\(word.ja)」の下に字下げした行は書けません。字下げは列の説明だけです",
      en: "No indented line belongs below \(word.en); only columns have some")
  }
  fileprivate static func noColon(_ line: String) -> Message {
    let shown = DisplayWidth.fit(SafeText.oneLine(line), 40)
    return Message(ja: "「\(shown)」に : がありません", en: "There is no colon in \"\(shown)\"")
  }
  fileprivate static func noValue(_ word: RecipeWord) -> Message {
    Message(
      ja: "「\(word.spelling.ja)」の : の後に何もありません（書き方: \(word.usage.ja)）",
      en: "Nothing stands behind the colon of \(word.spelling.en) (written \(word.usage.en))")
  }
  fileprivate static func unknownWord(_ word: String) -> Message {
    Message(ja: "手順に「\(word)」という言葉はありません", en: "A recipe has no word \"\(word)\"")
  }
  fileprivate static func belongsBelow(_ word: RecipeWord) -> Message {
    Message(
      ja: "「\(word.spelling.ja)」は、列の行の下に字下げして書きます",
      en: "\(word.spelling.en) belongs indented below the line of its column")
  }
  fileprivate static func standsAlone(_ word: RecipeWord) -> Message {
    Message(ja: "「\(word.spelling.ja)」は字下げせずに書きます", en: "\(word.spelling.en) is not indented")
  }
}

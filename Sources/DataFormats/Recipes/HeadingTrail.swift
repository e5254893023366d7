internal import Diagnostics
internal import PolicyModel

/// The headings that stand above a line, level by level.
struct HeadingTrail {
  private let recipe: Recipe
  /// What the headings say, by column.
  private(set) var cells: [Int: RecipeCell] = [:]
  /// Whether the last heading began something new, instead of continuing on another page.
  private(set) var isFresh = false
  /// What the person should look at: numbers left out, one heading spelled in two ways.
  private(set) var remarks: [Message] = []
  /// What tells a heading of a level from the others, and the last number of its level, whatever stood above.
  private var identity: [Int: [String]] = [:]
  private var lastNumber: [Int: Int] = [:]
  private var lines: [Int: Int] = [:]

  init(_ recipe: Recipe) { self.recipe = recipe }

  /// A line was understood as a heading.
  mutating func enter(_ heading: Recipe.Heading, _ found: [Int: RecipeCell], line: Int) {
    let columns = heading.columns
    let numbers = columns.filter { recipe.columns[$0].isNumber }
    let telling = (numbers.isEmpty ? columns : numbers).map { found[$0]?.text ?? "" }
    isFresh = identity[heading.level] != telling
    if isFresh {
      checkNumber(heading, numbers, found, line)
      for other in recipe.headings where other.level >= heading.level {
        for column in other.columns { cells[column] = nil }
        if other.level > heading.level { identity[other.level] = nil }
      }
      identity[heading.level] = telling
      lines[heading.level] = line
    } else {
      checkSpelling(heading, found, line)
    }
    for (column, cell) in found { cells[column] = cell }
  }

  /// A number that does not follow the one before: a heading between them may not have been understood.
  private mutating func checkNumber(
    _ heading: Recipe.Heading, _ numbers: [Int], _ found: [Int: RecipeCell], _ line: Int
  ) {
    guard numbers.count == 1, let number = found[numbers[0]].flatMap({ Int($0.text) }) else { return }
    let before = identity[heading.level]?.first.flatMap { Int($0) } ?? 0
    let isExpected = number == before + 1 || number == (lastNumber[heading.level] ?? 0) + 1
    lastNumber[heading.level] = number
    if !isExpected { remarks.append(.jump(recipe.columns[numbers[0]].name, before, number, line)) }
  }

  private mutating func checkSpelling(_ heading: Recipe.Heading, _ found: [Int: RecipeCell], _ line: Int) {
    for column in heading.columns where !recipe.columns[column].isNumber {
      guard let old = cells[column]?.text, let new = found[column]?.text, !old.isSame(as: new) else { continue }
      let remark = Message.spelling(recipe.columns[column].name, old, new, lines[heading.level] ?? line, line)
      if !remarks.contains(remark) { remarks.append(remark) }
    }
  }
}

extension Message {
  fileprivate static func jump(_ name: BilingualName, _ before: Int, _ number: Int, _ line: Int) -> Message {
    before == 0
      ? Message(
        ja: "\(line) 行目: \(name.ja)が \(number) から始まります。前の見出しを読めていないかもしれません。",
        en: "Line \(line): \(name.en) begins with \(number); a heading before it may not have been understood.")
      : Message(
        ja: "\(line) 行目: \(name.ja)が \(before) から \(number) に飛びます。間の見出しを読めていないかもしれません。",
        en: "Line \(line): \(name.en) goes from \(before) to \(number); a heading between may not have been understood."
      )
  }

  fileprivate static func spelling(
    _ name: BilingualName, _ old: String, _ new: String, _ first: Int, _ line: Int
  ) -> Message {
    Message(
      ja: "\(line) 行目: \(name.ja)が「\(new)」とあり、\(first) 行目では「\(old)」です。読み誤りなら「訂正」で直せます。",
      en: "Line \(line) has \(name.en) as \"\(new)\", line \(first) as \"\(old)\"; correct puts a misprint right.")
  }
}

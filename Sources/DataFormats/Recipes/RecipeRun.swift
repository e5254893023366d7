internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import PolshText

/// A document read line by line as a recipe says: its rows, and what became of every line.
struct RecipeRun {
  struct Row {
    var line: Int
    /// By the recipe's columns.
    var cells: [RecipeCell]
    var reading: Recipe.Reading
    var note: String
  }

  /// What became of a line.
  struct Record {
    var use: LineUse
    var rules: [RecipeRule] = []
    /// Why it was left over.
    var reason: Message?
  }

  let recipe: Recipe
  let readers: [CellReader]
  private let document: DocumentText
  private(set) var rows: [Row] = []
  /// By line, the first at 0.
  private(set) var records: [Record] = []
  var trail: HeadingTrail
  /// The cells of the row above, for those that are as above.
  private var above: [Int: RecipeCell] = [:]
  private var counts: [[String]: Int] = [:]
  private var applied: Set<Int> = []
  /// Where the cells of the last row stood on their line, while it may go on.
  private var lastFirst: Int?
  private let rowColumns: Set<Int>

  init(_ recipe: Recipe, _ document: DocumentText) {
    self.recipe = recipe
    self.document = document
    readers = recipe.columns.enumerated().map { place, column in
      CellReader(column, corrections: recipe.corrections.filter { $0.column == place })
    }
    rowColumns = Set(recipe.rowColumns)
    trail = HeadingTrail(recipe)
  }

  /// Reads all lines.
  mutating func run() throws(Diagnostic) {
    records = [Record](repeating: Record(use: .blank), count: document.lineCount)
    var isInside = recipe.begins.isEmpty
    var block: [TextLine] = []
    for number in stride(from: 1, through: document.lineCount, by: 1) {
      if Interrupt.isRequested { throw .interrupted() }
      let raw = document.line(number) ?? ""
      let line = TextLine(number: number, raw: raw)
      if line.scalars.isEmpty { continue }
      if isInside, case .cells(let places, let anchors) = recipe.row, takeRow(line, raw, places, anchors) { continue }
      if matches(recipe.ends, line) {
        leave(&block)
        isInside = recipe.begins.isEmpty
        records[number - 1].use = .border
        continue
      }
      if matches(recipe.begins, line) {
        leave(&block)
        isInside = true
        records[number - 1].use = .border
      } else if takeHeading(line) {
        leave(&block)
        if trail.isFresh {
          above = [:]
          lastFirst = nil
        }
        records[number - 1].use = .heading
      } else if matches(recipe.repeats, line) {
        records[number - 1].use = .repeated
      } else if matches(recipe.ignored, line) {
        records[number - 1].use = .ignored
      } else if !isInside {
        records[number - 1].use = .outside
      } else if case .text(let pattern, let end) = recipe.row {
        block.append(line)
        if fits(end, line) { takeRow(&block, pattern) }
      } else if case .cells(let places, _) = recipe.row, takeContinuation(raw, places) {
        records[number - 1].use = .continued
      } else {
        records[number - 1].use = .left
      }
    }
    leave(&block)
  }

  /// Line corrections that found no line of theirs.
  var unapplied: [Recipe.LineCorrection] {
    recipe.lines.indices.filter { !applied.contains($0) }.map { recipe.lines[$0] }
  }

  // MARK: Lines

  private func fits(_ pattern: RecipePattern, _ line: TextLine) -> Bool {
    var match = PatternMatch(pattern, line.scalars) { [readers] in readers[$0].allows($1) }
    return match.run()
  }

  private func matches(_ patterns: [RecipePattern], _ line: TextLine) -> Bool {
    patterns.contains { fits($0, line) }
  }

  private mutating func takeHeading(_ line: TextLine) -> Bool {
    for heading in recipe.headings {
      var match = PatternMatch(heading.pattern, line.scalars) { [readers] in readers[$0].allows($1) }
      guard match.run() else { continue }
      var cells: [Int: RecipeCell] = [:]
      for (column, range) in match.found {
        cells[column] = readers[column].read(String(String.UnicodeScalarView(line.scalars[range])))
      }
      for value in heading.values { cells[value.column] = readers[value.column].read(value.text) }
      trail.enter(heading, cells, line: line.number)
      return true
    }
    return false
  }

  /// Lines of a row that never ended.
  private mutating func leave(_ block: inout [TextLine]) {
    for line in block { records[line.number - 1].use = .left }
    block = []
  }

  // MARK: Rows

  /// A row whose cells stand side by side.
  private mutating func takeRow(_ line: TextLine, _ raw: String, _ places: [Int?], _ anchors: [Int]) -> Bool {
    let row = CellRow(raw, recipe.separator)
    switch row.alignment(of: anchors, places, readers) {
    case .none: return false
    case .nearly(let column, let cell):
      // Said only where nothing else explains the line.
      records[line.number - 1].reason = .noLevel(cell, recipe.columns[column].name)
      return false
    case .at(let first):
      var cells: [Int: RecipeCell] = [:]
      for (place, column) in places.enumerated() {
        guard let column else { continue }
        let text = row.cell(first + place)
        cells[column] = readers[column].read([text], original: row.original(first + place), above: above[column])
      }
      finish(cells, at: line.number, lines: line.number...line.number, words: line.scalars.compact)
      lastFirst = first
      return true
    }
  }

  /// A line that has nothing but the rest of cells of the row before it, at their places.
  private mutating func takeContinuation(_ raw: String, _ places: [Int?]) -> Bool {
    guard let first = lastFirst, let last = rows.indices.last, !recipe.continued.isEmpty else { return false }
    let row = CellRow(raw, recipe.separator)
    var parts: [(column: Int, place: Int)] = []
    for place in row.filled {
      guard places.indices.contains(place - first), let column = places[place - first],
        recipe.continued.contains(column)
      else { return false }
      parts.append((column, place))
    }
    if parts.isEmpty { return false }
    for (column, place) in parts {
      var cell = rows[last].cells[column]
      cell.text = CellReader.joined(cell.text, row.cell(place))
      cell.value = .text(cell.text)
      cell.state = .value
      cell.original = CellReader.joined(cell.original, row.original(place))
      rows[last].cells[column] = cell
      above[column] = cell
      let rule = RecipeRule(kind: .continued, column: column)
      if !records[rows[last].line - 1].rules.contains(rule) { records[rows[last].line - 1].rules.append(rule) }
    }
    return true
  }

  /// A row whose text is broken into lines: from the block's first line on, or from the first from which it fits.
  private mutating func takeRow(_ block: inout [TextLine], _ pattern: RecipePattern) {
    let mayBeAbsent = Set(recipe.columns.indices.filter { recipe.columns[$0].takesAbove })
    for first in block.indices {
      let lines = block[first...]
      let text = Array(lines.map(\.scalars).joined(separator: ["\n"]))
      var match = PatternMatch(pattern, text, mayBeAbsent: mayBeAbsent) { [readers] in readers[$0].allows($1) }
      guard match.run() else { continue }
      for line in block[..<first] { records[line.number - 1].use = .left }
      var cells: [Int: RecipeCell] = [:]
      for column in pattern.columns {
        let range = match.found.first { $0.column == column }?.range
        let parts = range.map { text[$0].split(separator: "\n").map { String(String.UnicodeScalarView($0)) } } ?? []
        cells[column] = readers[column].read(parts, original: parts.joined(separator: " "), above: above[column])
      }
      // The row stands where its own first cell does, not where one that reaches over several rows does.
      let own = match.found.first { !mayBeAbsent.contains($0.column) } ?? match.found.first
      let breaks = text[..<(own?.range.lowerBound ?? 0)].count { $0 == "\n" }
      let numbers = lines.map(\.number)
      let line = numbers.indices.contains(breaks) ? numbers[breaks] : numbers[0]
      finish(cells, at: line, lines: numbers[0]...numbers[numbers.count - 1], words: text.compact)
      for number in numbers where number != line { records[number - 1].use = .continued }
      block = []
      return
    }
    let reason = Message(ja: "行の型紙に合わない", en: "does not fit the pattern of a row")
    for line in block { records[line.number - 1] = Record(use: .left, reason: reason) }
    block = []
  }

  private mutating func finish(_ read: [Int: RecipeCell], at line: Int, lines: ClosedRange<Int>, words: String) {
    var cells = recipe.columns.indices.map { read[$0] ?? trail.cells[$0] ?? .missing(.blank) }
    for (column, text) in recipe.fixed where read[column] == nil { cells[column] = readers[column].read(text) }
    var reading = Recipe.Reading.stated
    var own: [String] = []
    var rules: [RecipeRule] = []
    for (index, correction) in recipe.lines.enumerated() {
      guard correction.lines.overlaps(lines), words.contains(correction.words) else { continue }
      applied.insert(index)
      if let value = correction.value {
        let original = cells[value.column].original
        cells[value.column] = readers[value.column].read(value.text)
        cells[value.column].original = original
      }
      reading = correction.reading ?? reading
      own += [correction.note].compactMap { $0 }
      rules.append(RecipeRule(kind: .byLine, column: nil))
    }
    for column in rowColumns where cells[column].state == .value { above[column] = cells[column] }
    for counter in recipe.counters {
      let key = [String(counter.column)] + counter.within.map { cells[$0].text }
      let count = (counts[key] ?? 0) + 1
      counts[key] = count
      cells[counter.column] = RecipeCell(value: .number(ExactDecimal(count)), text: String(count), original: "")
    }
    var notes: [String] = []
    for column in recipe.columns.indices where rowColumns.contains(column) {
      notes += cells[column].originNotes + cells[column].notes
    }
    notes += own
    for column in recipe.columns.indices where !rowColumns.contains(column) { notes += cells[column].notes }
    for column in recipe.columns.indices {
      rules += cells[column].rules.map { RecipeRule(kind: $0, column: column) }
    }
    rows.append(
      Row(line: line, cells: cells, reading: reading, note: notes.joined(separator: "；")))
    records[line - 1] = Record(use: .row, rules: rules)
  }
}

/// A line of the document, folded, with its number.
struct TextLine {
  var number: Int
  var scalars: [Unicode.Scalar]

  init(number: Int, raw: String) {
    self.number = number
    scalars = Array(TextFolding.cell(raw).unicodeScalars)
  }
}

extension Message {
  fileprivate static func noLevel(_ cell: String, _ name: BilingualName) -> Message {
    let shown = DisplayWidth.fit(SafeText.oneLine(cell), 20)
    return Message(ja: "「\(shown)」は\(name.ja)の段階にない", en: "\"\(shown)\" is no level of \(name.en)")
  }
}

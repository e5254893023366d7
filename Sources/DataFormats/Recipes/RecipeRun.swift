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
  var records: [Record] = []
  private(set) var trail: HeadingTrail
  /// The cells of the row above, for those that are as above.
  private(set) var above: [Int: RecipeCell] = [:]
  private var counts: [[String]: Int] = [:]
  private var applied: Set<Int> = []
  /// The row of cells that the next line may go on with.
  var open: OpenRow?
  /// The last line, where it was taken for more of the open row, and that row without it.
  var taken: (line: TextLine, row: CellRow, before: OpenRow)?
  /// The lines before, as far as they may be the beginning of a row.
  var heads: [(line: TextLine, row: CellRow)] = []
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
      } else if matches(recipe.begins, line) {
        leave(&block)
        isInside = true
        records[number - 1].use = .border
      } else if let (heading, cells) = heading(line) {
        leave(&block)
        trail.enter(heading, cells, line: number)
        if trail.isFresh { above = [:] }
        records[number - 1].use = .heading
      } else if matches(recipe.repeats, line) {
        records[number - 1].use = .repeated
      } else if matches(recipe.ignored, line) {
        records[number - 1].use = .ignored
      } else if !isInside {
        records[number - 1].use = .outside
      } else {
        switch recipe.row {
        case .text(let pattern, let end):
          block.append(line)
          if fits(end, line) { takeRow(&block, pattern) }
        case .cells(let places, let anchors): takePart(line, raw, places, anchors)
        }
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

  private func heading(_ line: TextLine) -> (Recipe.Heading, [Int: RecipeCell])? {
    for heading in recipe.headings {
      var match = PatternMatch(heading.pattern, line.scalars) { [readers] in readers[$0].allows($1) }
      guard match.run() else { continue }
      var cells: [Int: RecipeCell] = [:]
      for (column, range) in match.found {
        cells[column] = readers[column].read(String(String.UnicodeScalarView(line.scalars[range])))
      }
      for value in heading.values { cells[value.column] = readers[value.column].read(value.text) }
      return (heading, cells)
    }
    return nil
  }

  /// Ends what is being read: the row of cells that may have gone on, and lines of a row of text that never ended.
  private mutating func leave(_ block: inout [TextLine]) {
    close()
    heads = []
    for line in block { records[line.number - 1].use = .left }
    block = []
  }

  // MARK: Rows

  /// The cell above, where the column takes one from there; `read` are the row's cells before it.
  func above(_ column: Int, _ read: [Int: RecipeCell]) -> RecipeCell? {
    if let other = recipe.columns[column].aboveWith, read[other]?.rules.contains(.above) != true { return nil }
    return above[column]
  }

  /// A row whose cells were read.
  mutating func finish(
    _ read: [Int: RecipeCell], at line: Int, lines: ClosedRange<Int>, words: String, rules made: [RecipeRule] = []
  ) {
    var cells = recipe.columns.indices.map { read[$0] ?? trail.cells[$0] ?? .missing(.blank) }
    for (column, text) in recipe.fixed where read[column] == nil { cells[column] = readers[column].read(text) }
    var reading = Recipe.Reading.stated
    var own: [String] = []
    var rules = made
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

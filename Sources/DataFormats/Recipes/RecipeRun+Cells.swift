internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// A row of cells that may go on on the next line.
struct OpenRow {
  /// The line that it stands on.
  var line: Int
  /// All lines that it has parts on.
  var lines: ClosedRange<Int>
  var row: CellRow
  /// The place of its first cell.
  var first: Int
  /// Its letters without blanks.
  var words: String
  var rules: [RecipeRule] = []
}

/// Rows whose cells stand side by side, on one line or, where the recipe allows, broken into several.
extension RecipeRun {
  /// How many lines a row may begin before the one that tells it.
  private static let mostHeads = 6

  /// Takes a line whose anchors hold levels.
  mutating func takeRow(_ line: TextLine, _ raw: String, _ places: [Int?], _ anchors: [Int]) -> Bool {
    let row = CellRow(raw, recipe.separator)
    switch row.alignment(of: anchors, places, readers) {
    case .none: return false
    case .nearly(let column, let cell):
      // Said only where nothing else explains the line.
      records[line.number - 1].reason = .noLevel(cell, recipe.columns[column].name)
      return false
    case .at(let first):
      // Without its first cells it may have begun on the lines before, even on one that the row before seemed to go on with.
      if first < 0, let last = taken, heads.isEmpty {
        let continued = open
        open = last.before
        heads = [(last.line, last.row)]
        if takeBehindHeads(line, row, places, anchors) { return true }
        heads = []
        open = continued
      }
      taken = nil
      if first < 0, takeBehindHeads(line, row, places, anchors) { return true }
      close()
      heads = []
      open = OpenRow(
        line: line.number, lines: line.number...line.number, row: row, first: first, words: line.scalars.compact)
      if first < 0 { open?.rules = [RecipeRule(kind: .cutOff, column: nil)] }
      return true
    }
  }

  /// Takes a line that is no row by itself: the rest of the row before, the beginning of the next, or left over.
  mutating func takePart(_ line: TextLine, _ raw: String, _ places: [Int?], _ anchors: [Int]) {
    records[line.number - 1].use = .left
    if recipe.continued.isEmpty { return }
    let row = CellRow(raw, recipe.separator)
    let before = open
    taken = nil
    if goOn(row, places) || complete(row, places, anchors) {
      if let before { taken = (line, row, before) }
      records[line.number - 1].use = .continued
      if let start = open?.lines.lowerBound { open?.lines = start...line.number }
      open?.words += line.scalars.compact
    } else if !takeBehindHeads(line, row, places, anchors) {
      heads = heads.suffix(Self.mostHeads - 1) + [(line, row)]
    }
  }

  /// Reads the row that cannot go on any more.
  mutating func close() {
    guard let row = open, case .cells(let places, _) = recipe.row else { return }
    open = nil
    taken = nil
    var cells: [Int: RecipeCell] = [:]
    for (place, column) in places.enumerated() {
      guard let column else { continue }
      cells[column] = readers[column].read(
        [row.row.cell(row.first + place)], original: row.row.original(row.first + place), above: above(column, cells))
    }
    finish(cells, at: row.line, lines: row.lines, words: row.words, rules: row.rules)
  }

  // MARK: Rows on several lines

  /// A line that has nothing but more of cells of the row before it, at their places.
  private mutating func goOn(_ row: CellRow, _ places: [Int?]) -> Bool {
    guard let before = open else { return false }
    let filled = row.filled
    for place in filled {
      guard places.indices.contains(place - before.first), let column = places[place - before.first],
        recipe.continued.contains(column)
      else { return false }
    }
    if filled.isEmpty { return false }
    for place in filled {
      open?.row.append(row.original(place), to: place)
      note(places[place - before.first])
    }
    return true
  }

  /// A line that begins with the rest of the last cell of the row before, and has those that it lacked.
  private mutating func complete(_ row: CellRow, _ places: [Int?], _ anchors: [Int]) -> Bool {
    guard let before = open, before.row.count < before.first + places.count else { return false }
    let joined = before.row.joined(row)
    guard joined.count >= before.first + places.count,
      case .at(before.first) = joined.alignment(of: anchors, places, readers)
    else { return false }
    note(places[max(0, before.row.count - 1 - before.first)])
    open?.row = joined
    return true
  }

  /// A row that begins on lines that nothing explained.
  private mutating func takeBehindHeads(_ line: TextLine, _ row: CellRow, _ places: [Int?], _ anchors: [Int]) -> Bool {
    var joined = row
    var words = line.scalars.compact
    for (index, head) in heads.enumerated().reversed() {
      joined = head.row.joined(joined)
      words = head.line.scalars.compact + words
      guard case .at(let first) = joined.alignment(of: anchors, places, readers), first >= 0 else { continue }
      let numbers = heads[index...].map(\.line.number)
      close()
      open = OpenRow(
        line: head.line.number, lines: head.line.number...line.number, row: joined, first: first, words: words)
      note(places[max(0, head.row.count - 1 - first)])
      for number in numbers + [line.number] { records[number - 1] = Record(use: .continued) }
      heads = []
      return true
    }
    return false
  }

  private mutating func note(_ column: Int?) {
    let rule = RecipeRule(kind: .continued, column: column)
    if column != nil, open?.rules.contains(rule) == false { open?.rules.append(rule) }
  }
}

extension Message {
  fileprivate static func noLevel(_ cell: String, _ name: BilingualName) -> Message {
    let shown = DisplayWidth.fit(SafeText.oneLine(cell), 20)
    return Message(ja: "「\(shown)」は\(name.ja)の段階にない", en: "\"\(shown)\" is no level of \(name.en)")
  }
}

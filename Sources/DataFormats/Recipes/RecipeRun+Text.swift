internal import Diagnostics
internal import PolicyModel

extension RecipeRun {
  /// A row whose text is broken into lines: from the block's first line on, or from the first from which it fits.
  mutating func takeRow(_ block: inout [TextLine], _ pattern: RecipePattern) {
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
        cells[column] = readers[column].read(parts, original: parts.joined(separator: " "), above: above(column, cells))
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
}

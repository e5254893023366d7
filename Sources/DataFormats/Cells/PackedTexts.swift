internal import ColumnStore
internal import PolicyModel

/// The cells of a column in all blocks of a file, packed as spellings, and what each spelling means.
struct PackedCells: Sendable {
  private let findings: [SpellingFinding]
  private let takers: [CellParts.Taker]
  /// For each worker what each of its spellings means: a code, or below zero the reason why a cell is missing.
  private let meanings: [[Int32]]
  let rows: BlockRows
  private let workers: Int
  let hasMissing: Bool

  init(
    _ findings: [SpellingFinding], _ takers: [CellParts.Taker], meanings: [[Int32]], _ rows: BlockRows, workers: Int
  ) {
    self.findings = findings
    self.takers = takers
    self.meanings = meanings
    self.rows = rows
    self.workers = workers
    hasMissing = meanings.contains { $0.contains { $0 < 0 } }
  }

  /// The codes of some rows, and which are missing.
  func codes(_ range: Range<Int>, isParallel: Bool) -> (codes: [Int32], missing: MissingMask) {
    // SAFETY: every element of the range is written once, by the block that has its row.
    var codes: [Int32] = unsafe rows.filled(range, workers: isParallel ? workers : 1) { block, rows, target in
      let taker = takers[block]
      // SAFETY: the target has room for the rows.
      unsafe findings[taker.worker].segments[taker.index].write(rows, to: target, meaning: meanings[taker.worker])
    }
    if !hasMissing { return (codes, MissingMask()) }
    var reasons: [UInt8] = []
    for row in codes.indices where codes[row] < 0 {
      if reasons.isEmpty { reasons = [UInt8](repeating: 0, count: codes.count) }
      reasons[row] = UInt8(truncatingIfNeeded: -codes[row])
      codes[row] = 0
    }
    return (codes, MissingMask(reasons))
  }
}

/// A text column, packed.
struct PackedTexts: PackedColumn {
  let cells: PackedCells
  let dictionary: TextDictionary

  var count: Int { cells.rows.rowCount }
  var shape: PackedShape { .texts(dictionary) }
  var isComplete: Bool { !cells.hasMissing }

  func cells(_ range: Range<Int>) -> Column { column(range, isParallel: false) }

  func whole() -> Column { column(0..<count, isParallel: true) }

  private func column(_ range: Range<Int>, isParallel: Bool) -> Column {
    let (codes, missing) = cells.codes(range, isParallel: isParallel)
    return Column(.codes(codes, dictionary), missing: missing)
  }
}

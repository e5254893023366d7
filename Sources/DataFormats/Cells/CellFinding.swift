/// The cells of one column in the blocks that one worker took, packed.
enum CellFinding: Sendable {
  /// One segment a block, in the order of the blocks.
  case figures([FigureSegment])
  case spellings(SpellingFinding)
  /// Not kept: the file is to be read again when the column is asked for.
  case nothing
}

/// The cells of one column in all blocks of a file, as the workers found them.
struct CellParts: Sendable {
  /// For each block: which worker took it, and as which of its blocks.
  struct Taker: Sendable {
    var worker: Int
    var index: Int
  }

  var findings: [CellFinding]
  var takers: [Taker]

  /// - Parameter blocks: for each worker the blocks that it took, ascending.
  init(_ findings: [CellFinding], blocks: [[Int]]) {
    self.findings = findings
    takers = Self.takers(blocks)
  }

  static func takers(_ blocks: [[Int]]) -> [Taker] {
    var takers = [Taker](repeating: Taker(worker: 0, index: 0), count: blocks.reduce(0) { $0 + $1.count })
    for (worker, numbers) in blocks.enumerated() {
      for (index, number) in numbers.enumerated() { takers[number] = Taker(worker: worker, index: index) }
    }
    return takers
  }

  /// The figures of all blocks, in the order of the file; nil where some were not kept.
  var segments: [FigureSegment]? {
    var lists: [[FigureSegment]] = []
    for (worker, finding) in findings.enumerated() {
      switch finding {
      case .figures(let segments): lists.append(segments)
      case .spellings, .nothing:
        if takers.contains(where: { $0.worker == worker }) { return nil }
        lists.append([])
      }
    }
    return takers.map { lists[$0.worker][$0.index] }
  }

  /// The spellings that each worker found; nil where some were not kept.
  var spellings: [SpellingFinding]? {
    var found: [SpellingFinding] = []
    for (worker, finding) in findings.enumerated() {
      switch finding {
      case .spellings(let spellings): found.append(spellings)
      case .figures, .nothing:
        if takers.contains(where: { $0.worker == worker }) { return nil }
        found.append(SpellingFinding(table: SpellingTable(seed: 0)))
      }
    }
    return found
  }
}

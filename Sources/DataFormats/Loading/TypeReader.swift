/// Finds out what all columns of a person's file hold.
final class TypeReader: BlockReader {
  private let finders: [ColumnFinder]
  private let keeping: KeptColumns
  private var blocks: [Int] = []
  private let space = StagingSpace()
  private var keptBytes = 0

  init(_ headings: [Heading], _ keeping: KeptColumns, seed: UInt64) {
    finders = headings.enumerated().map { ColumnFinder($1, place: $0, seed: seed) }
    self.keeping = keeping
  }

  func read(_ block: CSVBlock, number: Int) throws(CellFault) {
    blocks.append(number)
    for finder in finders { keptBytes += finder.take(block, number: number, space) }
    if keptBytes > keeping.mostBytes { keepLess() }
  }

  /// First what no statement names is given up, then everything: it is read again when somebody asks for it.
  private func keepLess() {
    var left = 0
    for (finder, isNamed) in zip(finders, keeping.isNamed) {
      if !isNamed { finder.keepNothing() }
      left += finder.keptBytes
    }
    if left > keeping.mostBytes * 8 { for finder in finders { finder.keepNothing() } }
    keptBytes = finders.reduce(0) { $0 + $1.keptBytes }
  }

  var finding: WorkerFinding {
    WorkerFinding(blocks: blocks, cells: finders.map(\.cells), evidence: finders.map(\.evidence))
  }
}

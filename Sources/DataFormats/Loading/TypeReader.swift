/// Finds out what all columns of a person's file hold.
final class TypeReader: BlockReader {
  private let finders: [ColumnFinder]
  private let keeping: KeptColumns
  private var blocks: [Int] = []
  private let space = StagingSpace()
  private var keptBytes = 0

  init(_ headings: [Heading], _ keeping: KeptColumns, seed: UInt64) {
    finders = headings.enumerated().map { place, heading in
      ColumnFinder(heading, place: place, seed: seed, keeps: keeping.amounts[place])
    }
    self.keeping = keeping
  }

  func read(_ block: CSVBlock, number: Int) throws(CellFault) {
    blocks.append(number)
    for finder in finders { keptBytes += finder.take(block, number: number, space) }
    if keptBytes > keeping.mostBytes {
      for finder in finders { finder.keepNothing() }
      keptBytes = 0
    }
  }

  var finding: WorkerFinding {
    WorkerFinding(blocks: blocks, cells: finders.map(\.cells), evidence: finders.map(\.evidence))
  }
}

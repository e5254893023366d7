/// What a worker made of the blocks that it took.
struct WorkerFinding: Sendable {
  /// Ascending.
  var blocks: [Int]
  /// For each column read.
  var cells: [CellFinding]
  /// For each column, where its type was looked for.
  var evidence: [TypeEvidence] = []
}

/// Reads columns whose rules are known.
final class RuleReader: BlockReader {
  private enum Column {
    case figures(FigureReader)
    /// With what its spellings mean, where not every spelling is allowed.
    case spellings(SpellingCollector, Meaning?, heading: String)
  }

  /// A value in a box, because asking for a meaning changes it.
  private final class Meaning {
    var meaning: CellMeaning
    init(_ rule: CellRule) { meaning = CellMeaning(rule) }
  }

  private var columns: [Column] = []
  private var blocks: [Int] = []
  private let space = StagingSpace()

  init(_ rules: [CellRule], _ encoding: TextEncoding, seed: UInt64) {
    for rule in rules {
      if let reader = FigureReader(rule, encoding, seed: seed) {
        columns.append(.figures(reader))
        continue
      }
      let collector = SpellingCollector(place: rule.place - 1, seed: seed)
      let takesAny =
        switch rule.kind {
        case .text, .original: true
        case .level, .year, .bool, .list, .number: false
        }
      columns.append(.spellings(collector, takesAny ? nil : Meaning(rule), heading: rule.heading))
    }
  }

  func read(_ block: CSVBlock, number: Int) throws(CellFault) {
    blocks.append(number)
    var first: CellFault?
    for column in columns {
      do throws(CellFault) {
        switch column {
        case .figures(let reader): try reader.take(block, space)
        case .spellings(let collector, nil, _): try collector.take(block, space)
        case .spellings(let collector, let meaning?, let heading):
          try collector.take(
            block, space,
            check: { (raw) throws(CellFault.Kind) in _ = try meaning.meaning.code(of: raw) },
            heading: heading)
        }
      } catch {
        if error.offset < first?.offset ?? Int.max { first = error }
      }
    }
    if let first { throw first }
  }

  var finding: WorkerFinding {
    WorkerFinding(
      blocks: blocks,
      cells: columns.map { column in
        switch column {
        case .figures(let reader): .figures(reader.segments)
        case .spellings(let collector, _, _): .spellings(collector.finding)
        }
      })
  }
}

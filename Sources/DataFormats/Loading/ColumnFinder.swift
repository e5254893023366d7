internal import PolicyModel
internal import PolshText

/// Finds out what a column holds from the cells of the blocks that one worker takes, and keeps what it read on the way.
final class ColumnFinder {
  private let place: Int
  private let bareYearsAllowed: Bool
  private let seed: UInt64
  private let keeps: KeptColumns.Amount
  private(set) var evidence = TypeEvidence()
  private var blockCount = 0
  /// Figures as they are written, until the column turns out to be text.
  private var segments: [FigureSegment] = []
  /// Whether the cells are worth keeping, and figures as written can be made values later.
  private var isKept: Bool
  private(set) var keptBytes = 0
  private var table: SpellingTable
  private var sorts: [Sort] = []
  private var spellings: SpellingCollector?

  /// What one spelling can be.
  private enum Sort {
    case missing(MissingReason)
    /// A unit without a figure (千円): nothing in a column of numbers, a word in any other.
    case bareUnit
    case value(number: OfficeNumber?, year: FiscalYear.Reading?)
  }

  /// - Parameters:
  ///   - place: 0-based.
  ///   - keeps: how much of the cells is kept.
  init(_ heading: Heading, place: Int, seed: UInt64, keeps: KeptColumns.Amount) {
    self.place = place
    self.keeps = keeps
    isKept = keeps != .nothing
    self.seed = seed
    bareYearsAllowed = heading.isOfYears && heading.unit == nil
    table = SpellingTable(seed: seed)
  }

  /// Takes in the rows of a block; the answer is how many bytes more are kept for them.
  func take(_ block: CSVBlock, number: Int, _ space: StagingSpace) -> Int {
    let before = keptBytes
    defer { blockCount += 1 }
    if !evidence.isText {
      if lookForFigures(block, number: number, space) { return keptBytes - before }
      segments = []
      keptBytes = 0
      table = SpellingTable(seed: seed)
      sorts = []
      // Text from the first block on: its spellings may be worth keeping.
      if blockCount == 0, isKept { spellings = SpellingCollector(place: place, seed: seed, givesUp: keeps != .all) }
    }
    if let spellings {
      // Without a check nothing is refused.
      try? spellings.take(block, space)
      keptBytes = spellings.keptBytes
    }
    return keptBytes - before
  }

  /// Goes on looking, but keeps nothing.
  func keepNothing() {
    isKept = false
    segments = []
    spellings = nil
    keptBytes = 0
  }

  /// What the column's cells in these blocks are, as far as they were kept.
  var cells: CellFinding {
    if !evidence.isText { return isKept ? .figures(segments) : .nothing }
    if let spellings, !spellings.hasGivenUp { return .spellings(spellings.finding) }
    return .nothing
  }

  /// False where the column turns out to be text.
  private func lookForFigures(_ block: CSVBlock, number blockNumber: Int, _ space: StagingSpace) -> Bool {
    space.reserve(block.rowCount)
    var stage = FigureStage(space, capacity: block.rowCount)
    var cursor = CellCursor(block, place: place)
    var evidence = self.evidence
    let blank = MissingReason.blank.rawValue
    let presentBefore = evidence.present
    for row in 0..<block.rowCount {
      // SAFETY: the cursor is asked once a row, and gives cells of the block; a quoted cell has two quotes at least.
      var (start, length) = unsafe cursor.next()
      if length > 0, unsafe start[0] == 0x22 {
        unsafe start += 1
        length -= 2
      }
      if length <= 0 {
        stage.append(missing: blank)
        continue
      }
      var spelling: Int?
      // SAFETY: as above.
      let value = unsafe PlainFigure.read(start, length, zerosAreCodes: true)
      do {
        if value != PlainFigure.none {
          evidence.present += 1
          if evidence.canBeYear, length != 4 || value < 1868 || value > 2200 || !bareYearsAllowed {
            evidence.canBeYear = false
          }
          try stage.append(value, scale: 0)
          // SAFETY: as above.
        } else if let short = unsafe PlainFigure.short(start, length, grouped: true) {
          evidence.present += 1
          if short.isRounded { evidence.roundedCount += 1 }
          evidence.canBeYear = false
          try stage.append(short.mantissa, scale: short.scale)
          // SAFETY: as above.
        } else if block.shape.encoding == .utf8, let marked = unsafe MarkedFigure(start, length) {
          evidence.add(marked, block: blockNumber)
          try stage.append(marked.mantissa, scale: marked.scale)
        } else {
          // SAFETY: as above.
          let number = unsafe spellingNumber(start, length, block.shape.encoding)
          spelling = number
          try count(sorts[number], &evidence, &stage, blockNumber)
        }
      } catch {
        // Numbers of more than 38 digits in all are told of when they are asked for.
        isKept = false
        stage.append(missing: blank)
      }
      if evidence.isText {
        // The cell itself was counted too.
        if evidence.present > presentBefore + 1 { evidence.noteFigures(in: blockNumber) }
        if let spelling {
          evidence.firstWord = TypeEvidence.FirstWord(
            block: blockNumber, row: row, text: table.text(spelling, block.shape.encoding))
        }
        self.evidence = evidence
        return false
      }
    }
    if evidence.present > presentBefore { evidence.noteFigures(in: blockNumber) }
    self.evidence = evidence
    if isKept {
      let segment = stage.packed()
      segments.append(segment)
      keptBytes += segment.size
    } else {
      keepNothing()
    }
    return true
  }

  /// The number of a cell's spelling, whose sort is known then.
  private func spellingNumber(_ start: UnsafePointer<UInt8>, _ length: Int, _ encoding: TextEncoding) -> Int {
    // SAFETY: the bytes are those of a cell.
    let number = unsafe table.number(of: start, length, hasDoubledQuotes: CellText.hasQuote(start, length))
    if number == sorts.count { sorts.append(sort(table.text(number, encoding))) }
    return number
  }

  private func sort(_ raw: String) -> Sort {
    let text = TextFolding.cell(raw)
    if let reason = MissingMarks.office.reason(text) { return .missing(reason) }
    if Unit.named(text) != nil { return .bareUnit }
    var year = FiscalYear.read(text.filter { $0 != " " })
    if year == nil, bareYearsAllowed, let bare = CellMeaning.year(text, anyForm: false) {
      year = FiscalYear.Reading(year: bare, isBeyondEra: false)
    }
    return .value(number: OfficeNumber(text), year: year)
  }

  private func count(
    _ sort: Sort, _ evidence: inout TypeEvidence, _ stage: inout FigureStage, _ block: Int
  ) throws(DecimalOverflow) {
    switch sort {
    case .missing(let reason): stage.append(missing: reason.rawValue)
    case .bareUnit:
      evidence.bareUnits += 1
      evidence.canBeYear = false
      stage.append(missing: MissingReason.blank.rawValue)
    case .value(let number, let year):
      evidence.present += 1
      if let year {
        if year.isBeyondEra { evidence.beyondEraCount += 1 }
      } else {
        evidence.canBeYear = false
      }
      if let number {
        if number.isBracketed { evidence.bracketed += 1 }
        if number.isRounded { evidence.roundedCount += 1 }
        if let named = number.unit { evidence.add(named, block: block) }
      } else {
        evidence.canBeNumber = false
      }
      guard let value = number?.value ?? year.map({ ExactDecimal($0.year.number) }) else { return }
      if let year, value.wholeNumber != year.year.number { isKept = false }
      try stage.append(value.mantissa, scale: value.scale)
    }
  }
}

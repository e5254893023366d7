/// The cells of one column in the blocks that one worker took: which spelling each row has.
struct SpellingFinding: Sendable {
  var table: SpellingTable
  /// For each block, in order: the rows' spellings, and how many spellings were known before it.
  var segments: [PackedCodes] = []
  var knownBefore: [Int] = []
}

/// Notes for each row of a column how its cell is spelled; what spellings mean is asked once for each.
final class SpellingCollector {
  private let place: Int
  private(set) var finding: SpellingFinding
  /// Whether the column has so many spellings that they are not worth keeping unasked.
  private(set) var hasGivenUp = false
  /// Of codes and spellings.
  var keptBytes: Int { codeBytes + finding.table.arenaCount }
  private var codeBytes = 0
  private var rowCount = 0
  private let givesUp: Bool
  private var fetched: UInt64 = 0

  /// More spellings than these, or more bytes of them, are not kept unasked.
  private static let mostSpellings = 1 << 16
  private static let mostBytes = 1 << 21

  /// - Parameters:
  ///   - place: 0-based.
  ///   - seed: the same for all workers.
  ///   - givesUp: whether nobody has asked for the column yet.
  init(place: Int, seed: UInt64, givesUp: Bool = false) {
    self.place = place
    self.givesUp = givesUp
    finding = SpellingFinding(table: SpellingTable(seed: seed))
  }

  /// Takes in the rows of a block.
  ///
  /// - Parameter check: asked for each new spelling; what it throws is thrown with the place of the first such cell.
  func take(
    _ block: CSVBlock, _ space: StagingSpace, check: ((String) throws(CellFault.Kind) -> Void)? = nil,
    heading: String = ""
  ) throws(CellFault) {
    if hasGivenUp { return }
    space.reserve(block.rowCount)
    let table = finding.table
    let known = table.count
    var cursor = CellCursor(block, place: place)
    // SAFETY: room for all rows was reserved; the cursor is asked once a row, and gives cells of the block.
    let codes = unsafe space.codes
    if table.isLarge {
      takeFetching(block, table, space)
    } else {
      for row in 0..<block.rowCount {
        // SAFETY: as above; a quoted cell has two quotes at least.
        var (start, length) = unsafe cursor.next()
        var hasDoubledQuotes = false
        if length > 0, unsafe start[0] == 0x22 {
          unsafe start += 1
          length -= 2
          hasDoubledQuotes = unsafe CellText.hasQuote(start, length)
        }
        let number = unsafe table.number(of: start, length, hasDoubledQuotes: hasDoubledQuotes)
        // SAFETY: as above.
        unsafe codes[row] = UInt32(truncatingIfNeeded: number)
      }
    }
    // SAFETY: a code was written for every row.
    let written = unsafe UnsafeBufferPointer(start: codes, count: block.rowCount)
    if let check {
      for number in known..<table.count {
        let text = table.text(number, block.shape.encoding)
        do { try check(text) } catch {
          // SAFETY: as above.
          let row = unsafe written.firstIndex(of: UInt32(truncatingIfNeeded: number)) ?? 0
          throw CellFault(
            kind: error, cell: text, offset: block.offset(row: row, place: place), heading: heading, place: place + 1)
        }
      }
    }
    rowCount += block.rowCount
    if givesUp, isTooMuch(table) {
      hasGivenUp = true
      finding = SpellingFinding(table: SpellingTable(seed: 0))
      codeBytes = 0
      return
    }
    finding.knownBefore.append(known)
    // SAFETY: as above.
    let segment = unsafe PackedCodes(written, bound: table.count)
    codeBytes += segment.size
    finding.segments.append(segment)
  }

  /// The same for a table that lies far away: what the next rows need is fetched while a row is looked up. A million
  /// spellings take half as long.
  private func takeFetching(_ block: CSVBlock, _ table: SpellingTable, _ space: StagingSpace) {
    // SAFETY: room for all rows was reserved; the cursors are asked once a row, and give cells of the block, of which a
    // quoted one has two quotes at least.
    let (keys, codes) = unsafe (space.values, space.codes)
    var cursor = CellCursor(block, place: place)
    for row in 0..<block.rowCount {
      // SAFETY: as above.
      let (start, length) = unsafe cursor.next()
      let isQuoted = unsafe length > 0 && start[0] == 0x22
      let key = unsafe isQuoted ? table.key(start + 1, length - 2) : table.key(start, length)
      unsafe keys[row] = Int64(bitPattern: key)
    }
    cursor = CellCursor(block, place: place)
    var fetched: UInt64 = 0
    for row in 0..<block.rowCount {
      // SAFETY: as above.
      var (start, length) = unsafe cursor.next()
      var hasDoubledQuotes = false
      if length > 0, unsafe start[0] == 0x22 {
        unsafe start += 1
        length -= 2
        hasDoubledQuotes = unsafe CellText.hasQuote(start, length)
      }
      if row + 16 < block.rowCount {
        // SAFETY: as above.
        fetched &+= table.fetchSlot(UInt64(bitPattern: unsafe keys[row + 16]))
        fetched &+= table.fetchBytes(UInt64(bitPattern: unsafe keys[row + 8]))
      }
      let key = UInt64(bitPattern: unsafe keys[row])
      let number = unsafe table.number(of: start, length, hasDoubledQuotes: hasDoubledQuotes, key: key)
      // SAFETY: as above.
      unsafe codes[row] = UInt32(truncatingIfNeeded: number)
    }
    self.fetched = fetched
  }

  private func isTooMuch(_ table: SpellingTable) -> Bool {
    table.count > Self.mostSpellings || table.arenaCount > Self.mostBytes
      || rowCount > 2048 && table.count > rowCount / 2
  }
}

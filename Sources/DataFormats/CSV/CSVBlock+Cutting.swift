internal import PolshSystem

extension CSVBlock {
  /// Cuts the rows that begin at `start` or behind it, but before `limit`, both places in the file.
  ///
  /// `start` is the beginning of a row. Bytes are read on where a row reaches beyond those that are there.
  func cut(from start: Int, before limit: Int) throws(BlockFailure) {
    rowCount = 0
    malformed = []
    firstRow = start
    nextRow = start
    if start >= min(limit, source.size) { return }
    let first = start - fileOffset
    if try !cutQuickly(from: first, before: limit - fileOffset) {
      try cutCarefully(from: first, before: limit - fileOffset)
    }
    try checkText(first..<nextRow - fileOffset)
  }

  private func checkText(_ range: Range<Int>) throws(BlockFailure) {
    let isUTF8 = shape.encoding == .utf8
    if isUTF8, !marks.isSuspicious { return }
    let end = min(range.upperBound, count)
    let (zero, fault) = withBytes(range.lowerBound..<end) { bytes in
      (
        marks.isSuspicious ? UTF8Check.firstNUL(in: bytes) : nil,
        TextCheck.firstFault(shape.encoding, bytes)
      )
    }
    if let zero, zero <= fault ?? zero { throw .nul(fileOffset + range.lowerBound + zero) }
    if let fault { throw .notText(fileOffset + range.lowerBound + fault) }
  }
}

// MARK: Sixty-four bytes at a step

/// What the bytes before a word mean for it.
private struct QuoteState {
  /// All bits where the word begins between quotes.
  var inside: UInt64 = 0
  /// The lowest bit where the byte before parts cells or rows.
  var parting: UInt64 = 1
  /// The lowest bit where the byte before is a closing quote.
  var closing: UInt64 = 0
  /// The lowest bit where the byte before is a carriage return that ends a row.
  var returned: UInt64 = 0

  var isPlain: Bool { inside | closing | returned == 0 }

  /// What parts cells in the word, and which of that ends rows; nil where quotes stand as RFC 4180 does not have them.
  @inline(__always)
  mutating func cuts(_ word: ByteMarks.Word) -> (all: UInt64, lines: UInt64)? {
    let between = word.quotes == 0 ? inside : inside ^ Self.parity(word.quotes)
    let all = (word.separators | word.feeds | word.returns) & ~between
    let returns = word.returns & ~between
    // The line feed behind a carriage return ends nothing more.
    let feeds = word.feeds & ~between & ~(returns << 1 | returned)
    let opened = word.quotes & between
    let closed = word.quotes & ~between
    let behindParting = all << 1 | parting
    let behindClosing = closed << 1 | closing
    if opened & ~(behindParting | behindClosing) != 0 { return nil }
    if behindClosing & ~(all | word.quotes) != 0 { return nil }
    inside = UInt64(bitPattern: Int64(bitPattern: between) >> 63)
    parting = all >> 63
    closing = closed >> 63
    returned = returns >> 63
    return (word.separators & ~between | returns | feeds, returns | feeds)
  }

  /// For each bit whether the bits up to it are an odd number.
  private static func parity(_ bits: UInt64) -> UInt64 {
    var parity = bits
    for shift in [1, 2, 4, 8, 16, 32] as [UInt64] { parity ^= parity << shift }
    return parity
  }
}

extension CSVBlock {
  /// False where the quotes are not in order: then the careful way is to be taken from the start.
  private func cutQuickly(from start: Int, before limit: Int) throws(BlockFailure) -> Bool {
    var at = start
    var cutCount = 0
    var lineCount = 0
    var lastLine = start
    var quotes = QuoteState()
    var hasReturns = false
    marks.begin()
    while true {
      var length = at < limit ? min(limit - at, ByteMarks.longest) : 1024
      length = (length + 63) & ~63
      if at + length > count {
        if reachesEnd {
          length = min(length, (count + 1 - at + 63) & ~63)
        } else {
          length = (count - at) & ~63
          if length == 0 {
            try extend(by: max(1 << 12, count / 2))
            continue
          }
        }
      }
      reserveOffsets(cutCount + length + 64)
      withBytes(at..<at + length) { marks.mark($0) }
      if quotes.isPlain, !marks.hasRare {
        emit(length / 64, at, &cutCount, &lineCount)
        let last = marks.words[length / 64 - 1]
        quotes.parting = (last.separators | last.feeds) >> 63
      } else {
        hasReturns = true
        if !emitQuoted(length / 64, at, &cutCount, &lineCount, &quotes) { return false }
      }
      at += length
      // SAFETY: `lineCount` offsets are written.
      if lineCount > 0 { lastLine = Int(unsafe starts[lineCount - 1]) }
      if lastLine >= limit - 1, lineCount > 0 { break }
      if at > count, reachesEnd {
        if quotes.inside != 0 { return false }
        break
      }
      if at - lastLine > shape.longestRow { return false }
    }
    // Whether a line feed follows the last carriage return must be seen.
    if hasReturns, lastLine + 1 >= count, !reachesEnd { try extend(by: 64) }
    gather(from: start, before: limit, cutCount, lineCount, hasReturns: hasReturns)
    return true
  }

  /// Writes down the cuts of words without quotes.
  private func emit(_ wordCount: Int, _ at: Int, _ cutCount: inout Int, _ lineCount: inout Int) {
    let words = marks.words
    // SAFETY: room for a cut a byte, and 64 more, was reserved.
    let (ends, lines) = unsafe (self.ends, starts)
    for index in 0..<wordCount {
      let word = words[index]
      let position = UInt32(truncatingIfNeeded: at + index * 64)
      // SAFETY: as above.
      unsafe Self.write(word.separators | word.feeds, position, ends, &cutCount)
      unsafe Self.write(word.feeds, position, lines, &lineCount)
    }
  }

  private func emitQuoted(
    _ wordCount: Int, _ at: Int, _ cutCount: inout Int, _ lineCount: inout Int, _ quotes: inout QuoteState
  ) -> Bool {
    let words = marks.words
    // SAFETY: room for a cut a byte, and 64 more, was reserved.
    let (ends, lines) = unsafe (self.ends, starts)
    for index in 0..<wordCount {
      guard let cuts = quotes.cuts(words[index]) else { return false }
      let position = UInt32(truncatingIfNeeded: at + index * 64)
      // SAFETY: as above.
      unsafe Self.write(cuts.all, position, ends, &cutCount)
      unsafe Self.write(cuts.lines, position, lines, &lineCount)
    }
    return true
  }

  /// Appends the places of the bits that are set: four at a time whether there are so many or not, because guessing wrong
  /// costs more.
  @inline(__always)
  private static func write(
    _ bits: UInt64, _ position: UInt32, _ target: UnsafeMutablePointer<UInt32>, _ count: inout Int
  ) {
    if bits == 0 { return }
    var bits = bits
    let total = bits.nonzeroBitCount
    // SAFETY: the caller has room for 64 more than are counted.
    var place = unsafe target + count
    let end = unsafe place + total
    repeat {
      for step in 0..<4 {
        // Past the last bit nonsense is written, and overwritten later.
        unsafe place[step] = position &+ UInt32(truncatingIfNeeded: bits.trailingZeroBitCount)
        bits &= bits &- 1
      }
      unsafe place += 4
    } while unsafe place < end
    count += total
  }

  /// From cuts and line ends to rows: all of one width in the usual case, otherwise the others are taken out.
  private func gather(from start: Int, before limit: Int, _ cutCount: Int, _ lineCount: Int, hasReturns: Bool) {
    let width = shape.width
    var rowStart = start
    var next = 0
    var row = 0
    // SAFETY: `lineCount` line ends are written, each of them is among the cuts, and a row is written to where its line
    // end, or one before it, was read.
    let (base, ends, lines) = unsafe (self.base, self.ends, starts)
    for index in 0..<lineCount {
      if rowStart >= limit { break }
      let line = unsafe lines[index]
      if next + width <= cutCount, unsafe ends[next + width - 1] == line {
        if next != row * width {
          for place in 0..<width { unsafe ends[row * width + place] = ends[next + place] }
        }
        unsafe lines[row] = UInt32(truncatingIfNeeded: rowStart)
        row += 1
        next += width
      } else {
        var found = 1
        // SAFETY: as above; the last cut is the end of a line.
        while unsafe ends[next + found - 1] != line { found += 1 }
        next += found
        let isEmpty = found == 1 && Int(line) == rowStart
        if !isEmpty {
          malformed.append(
            MalformedRow(offset: fileOffset + rowStart, length: Int(line) - rowStart, reason: .count(found)))
        }
      }
      rowStart = Int(line) + 1
      // SAFETY: a margin lies behind the last byte.
      if hasReturns, unsafe base[Int(line)] == 0x0D, unsafe base[rowStart] == 0x0A { rowStart += 1 }
    }
    rowCount = row
    nextRow = min(fileOffset + rowStart, source.size)
  }
}

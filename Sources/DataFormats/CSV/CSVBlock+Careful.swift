extension CSVBlock {
  /// What a row turned out to be.
  enum RowFinding {
    /// So many cells.
    case cells(Int)
    /// Nothing at all: no row.
    case emptyLine
    case broken(MalformedRow.Reason)
  }

  /// Cuts rows byte by byte: for what the quick way cannot take, such as a quote in the midst of a bare cell.
  func cutCarefully(from start: Int, before limit: Int) throws(BlockFailure) {
    var at = start
    var cutCount = 0
    rowCount = 0
    malformed = []
    while at < limit, try byte(at) != nil {
      let rowStart = at
      let known = cutCount
      switch try carefulRow(&at, &cutCount) {
      case .cells(let found) where found == shape.width:
        // SAFETY: room for one more row is reserved with its cells.
        unsafe starts[rowCount] = UInt32(truncatingIfNeeded: rowStart)
        rowCount += 1
      case .cells(let found):
        let length = lineEndBefore(at) - rowStart
        malformed.append(MalformedRow(offset: fileOffset + rowStart, length: length, reason: .count(found)))
        cutCount = known
      case .emptyLine: cutCount = known
      case .broken(let reason):
        at = try endOfLine(from: rowStart)
        let length = lineEndBefore(at) - rowStart
        malformed.append(MalformedRow(offset: fileOffset + rowStart, length: length, reason: reason))
        cutCount = known
      }
    }
    nextRow = min(fileOffset + at, source.size)
  }

  /// Where the first row begins whose line end stands at `from` or behind it, if the block begins outside quotes; or, where
  /// the rows there do not look like rows, if it begins inside.
  ///
  /// Only a guess: the row before it ends where it ends.
  func guessedRow(from start: Int) throws(BlockFailure) -> Int {
    let outside = try endOfLine(from: start)
    // Where no quote is near, the text is taken for rows; rows of long texts are few.
    guard hasQuote(start..<min(count, start + 1 << 12)) else { return outside }
    if try looksLikeRows(outside) { return outside }
    if let inside = try endOfQuotedRow(from: start), try looksLikeRows(inside) { return inside }
    return outside
  }

  private func hasQuote(_ range: Range<Int>) -> Bool {
    // SAFETY: the range is of bytes read, and a margin lies before them.
    unsafe CellText.hasQuote(base + range.lowerBound, range.count)
  }

  private func looksLikeRows(_ start: Int) throws(BlockFailure) -> Bool {
    var at = start
    for _ in 0..<3 {
      if try byte(at) == nil { return true }
      var cutCount = 0
      guard case .cells(let found) = try carefulRow(&at, &cutCount), found == shape.width else { return false }
    }
    return true
  }

  /// If `start` is between quotes: the beginning of the row behind the one that it is in.
  private func endOfQuotedRow(from start: Int) throws(BlockFailure) -> Int? {
    var at = start
    // Further than this is no row that anybody would take for one.
    let limit = start + 1 << 16
    while at < limit, let found = try byte(at) {
      at += 1
      if found != 0x22 { continue }
      guard let next = try byte(at), next != 0x22 else {
        at += 1
        continue
      }
      if next == shape.separator { at += 1 }
      var cutCount = 0
      if case .broken = try carefulRow(&at, &cutCount) { return nil }
      return at
    }
    return nil
  }

  /// The byte at an offset, which is read if it was not yet; nil behind the end of the file.
  @inline(__always)
  private func byte(_ at: Int) throws(BlockFailure) -> UInt8? {
    if at >= count {
      if reachesEnd { return nil }
      try extend(by: max(1 << 12, count / 2))
      if at >= count { return nil }
    }
    // SAFETY: `at` < `count`.
    return unsafe base[at]
  }

  /// Behind the next line end, wherever it stands; behind the last byte if there is none.
  private func endOfLine(from start: Int) throws(BlockFailure) -> Int {
    var at = start
    while let found = try byte(at) {
      at += 1
      if at - start > shape.longestRow { throw .rowTooLong(fileOffset + start) }
      if found == 0x0A { return at }
      if found == 0x0D { return try byte(at) == 0x0A ? at + 1 : at }
    }
    return at
  }

  /// Where the line ends that the row at `next` follows.
  private func lineEndBefore(_ next: Int) -> Int {
    // SAFETY: the margin before the first byte can be read.
    let (last, before) = unsafe next == 0 ? (0x20, 0x20) : (base[next - 1], base[next - 2])
    if last == 0x0A { return before == 0x0D ? next - 2 : next - 1 }
    return last == 0x0D ? next - 1 : next
  }

  /// Cuts one row and goes to the beginning of the next; of a broken row the place is anywhere.
  private func carefulRow(_ at: inout Int, _ cutCount: inout Int) throws(BlockFailure) -> RowFinding {
    let rowStart = at
    var found = 0
    while true {
      let cellStart = at
      var isQuoted = false
      if try byte(at) == 0x22 {
        isQuoted = true
        at += 1
        while true {
          guard let next = try byte(at), at - cellStart <= shape.longestRow else {
            return .broken(.unclosedQuote(at: fileOffset + cellStart))
          }
          at += 1
          if next != 0x22 { continue }
          if try byte(at) != 0x22 { break }
          at += 1
        }
        if let next = try byte(at), next != shape.separator, next != 0x0A, next != 0x0D {
          return .broken(.textBehindQuote(at: fileOffset + at))
        }
      } else {
        while let next = try byte(at), next != shape.separator, next != 0x0A, next != 0x0D {
          at += 1
          if at - rowStart > shape.longestRow { throw .rowTooLong(fileOffset + rowStart) }
        }
      }
      reserveOffsets(cutCount + 64)
      // SAFETY: room for 64 more was reserved.
      unsafe ends[cutCount] = UInt32(truncatingIfNeeded: at)
      cutCount += 1
      found += 1
      let next = try byte(at)
      if next == shape.separator {
        at += 1
        continue
      }
      let isEmpty = found == 1 && at == rowStart && !isQuoted && shape.width != 1
      if next != nil { at += 1 }
      if next == 0x0D, try byte(at) == 0x0A { at += 1 }
      return isEmpty ? .emptyLine : .cells(found)
    }
  }
}

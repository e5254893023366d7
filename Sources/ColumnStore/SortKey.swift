/// A column that rows are sorted by, its cells read as whole numbers from 0 in sorting order, missing ones last in
/// either direction: −5, 7, missing → 0, 12, 13.
public struct SortKey: Sendable {
  public enum Cells: Sendable {
    case numbers([Int64])
    case years([Int16])
    case codes([Int32])
    case flags([Bool])
    /// Codes, and for each code its place in sorting order.
    case ranked([Int32], [Int32])
    /// Places in sorting order, from which the cells cannot be told.
    case places([Int64])
  }

  public let cells: Cells
  public let missing: MissingMask
  public let isDescending: Bool
  /// How many bits the largest number needs; 0 where all cells are equal.
  public let bits: Int
  /// The cell that becomes 0: the smallest that is present, or the largest.
  private let origin: UInt64
  private let ofMissing: UInt64

  /// Nil where the cells are too far apart to be counted in 64 bits.
  public init?(_ cells: Cells, missing: MissingMask, isDescending: Bool, _ runner: PieceRunner) {
    self.cells = cells
    self.missing = missing
    self.isDescending = isDescending
    guard let range = Self.range(cells, missing, runner) else {
      (bits, origin, ofMissing) = (0, 0, 0)
      return
    }
    let span = UInt64(bitPattern: range.upperBound) &- UInt64(bitPattern: range.lowerBound)
    if span == .max { return nil }
    origin = UInt64(bitPattern: isDescending ? range.upperBound : range.lowerBound)
    ofMissing = span + 1
    bits = UInt64.bitWidth - (missing.isEmpty ? span : span + 1).leadingZeroBitCount
  }

  /// Of the present cells; nil where there are none.
  private static func range(_ cells: Cells, _ missing: MissingMask, _ runner: PieceRunner) -> ClosedRange<Int64>? {
    switch cells {
    case .numbers(let values), .places(let values): range(values, missing, runner) { $0 }
    case .years(let values): range(values, missing, runner) { Int64($0) }
    case .codes(let values): range(values, missing, runner) { Int64($0) }
    case .flags(let values): range(values, missing, runner) { $0 ? 1 : 0 }
    case .ranked(_, let ranks): ranks.isEmpty ? nil : 0...Int64(max(0, ranks.max() ?? 0))
    }
  }

  @inline(__always)
  private static func range<T: Sendable>(
    _ values: [T], _ missing: MissingMask, _ runner: PieceRunner, _ number: @Sendable (T) -> Int64
  ) -> ClosedRange<Int64>? {
    let stretches = runner.stretches(of: values.count)
    let reasons = missing.reasons
    // The smallest of each piece, then the largest of each.
    var ends = [Int64](repeating: .max, count: stretches.count) + [Int64](repeating: .min, count: stretches.count)
    // SAFETY: each piece writes its own two places.
    let isWhole = unsafe ends.withUnsafeMutableBufferPointer { ends in
      nonisolated(unsafe) let ends = unsafe ends
      return runner.run(stretches.count) { piece in
        var (low, high) = (Int64.max, Int64.min)
        for row in stretches[piece] where reasons.isEmpty || reasons[row] == 0 {
          let value = number(values[row])
          low = min(low, value)
          high = max(high, value)
        }
        // SAFETY: the rows of a stretch are below their number, for all of which there is room.
        unsafe ends[piece] = low
        unsafe ends[stretches.count + piece] = high
      }
    }
    let (low, high) = (ends.prefix(stretches.count).min() ?? .max, ends.suffix(stretches.count).max() ?? .min)
    return isWhole && low <= high ? low...high : nil
  }

  /// Adds some of the bits of the rows' numbers to words.
  ///
  /// - Parameters:
  ///   - dropped: how many of the lowest bits are left out.
  ///   - shift: where the lowest of the others goes.
  fileprivate func add(
    _ rows: Range<Int>, dropped: UInt64, width: Int, shift: UInt64, to words: UnsafeMutablePointer<UInt64>
  ) {
    let mask = width == 64 ? UInt64.max : 1 << UInt64(width) - 1
    // SAFETY: the caller has room for all rows from `words` on.
    switch cells {
    case .numbers(let values), .places(let values):
      unsafe add(rows, words) {
        ($0 >> dropped & mask) << shift
      } cell: {
        UInt64(bitPattern: values[$0])
      }
    case .years(let values):
      // SAFETY: the rows of a stretch are below their number, for all of which there is room.
      unsafe add(rows, words) {
        ($0 >> dropped & mask) << shift
      } cell: {
        UInt64(truncatingIfNeeded: values[$0])
      }
    case .codes(let values):
      // SAFETY: the rows of a stretch are below their number, for all of which there is room.
      unsafe add(rows, words) {
        ($0 >> dropped & mask) << shift
      } cell: {
        UInt64(truncatingIfNeeded: values[$0])
      }
    case .flags(let values):
      // SAFETY: the rows of a stretch are below their number, for all of which there is room.
      unsafe add(rows, words) {
        ($0 >> dropped & mask) << shift
      } cell: {
        values[$0] ? 1 : 0
      }
    case .ranked(let codes, let ranks):
      // SAFETY: the rows of a stretch are below their number, for all of which there is room.
      unsafe add(rows, words) {
        ($0 >> dropped & mask) << shift
      } cell: {
        UInt64(truncatingIfNeeded: ranks[Int(codes[$0])])
      }
    }
  }

  @inline(__always)
  private func add(
    _ rows: Range<Int>, _ words: UnsafeMutablePointer<UInt64>, _ placed: (UInt64) -> UInt64, cell: (Int) -> UInt64
  ) {
    // SAFETY: as above.
    if !missing.isEmpty {
      let reasons = missing.reasons
      for row in rows {
        // The code of a missing cell means nothing, and may be none.
        let ordinal = reasons[row] != 0 ? ofMissing : isDescending ? origin &- cell(row) : cell(row) &- origin
        // SAFETY: the rows of a stretch are below their number, for all of which there is room.
        unsafe words[row] |= placed(ordinal)
      }
    } else if isDescending {
      for row in rows { unsafe words[row] |= placed(origin &- cell(row)) }
    } else {
      // SAFETY: the rows of a stretch are below their number, for all of which there is room.
      for row in rows { unsafe words[row] |= placed(cell(row) &- origin) }
    }
  }

  /// The cells again, given their numbers in another order; nil where they cannot be told from those.
  ///
  /// - Parameter words: have the number from bit `shift` on.
  public func cells(in words: [UInt64], shift: Int, _ runner: PieceRunner) -> Cells? {
    guard missing.isEmpty else { return nil }
    let mask = bits == 64 ? UInt64.max : 1 << UInt64(bits) - 1
    let (shift, origin, isDescending) = (UInt64(shift), origin, isDescending)
    @inline(__always) @Sendable func cell(_ word: UInt64) -> UInt64 {
      let ordinal = word >> shift & mask
      return isDescending ? origin &- ordinal : origin &+ ordinal
    }
    // SAFETY: each target has room for all words; the rows of a stretch are below their number.
    switch cells {
    case .numbers:
      return .numbers(
        unsafe runner.filled(words.count, with: 0) { rows, target in
          for row in rows { unsafe target[row] = Int64(bitPattern: cell(words[row])) }
        })
    case .years:
      return .years(
        // SAFETY: the rows of a stretch are below their number, for all of which there is room.
        unsafe runner.filled(words.count, with: 0) { rows, target in
          for row in rows { unsafe target[row] = Int16(truncatingIfNeeded: cell(words[row])) }
        })
    case .codes:
      return .codes(
        // SAFETY: the rows of a stretch are below their number, for all of which there is room.
        unsafe runner.filled(words.count, with: 0) { rows, target in
          for row in rows { unsafe target[row] = Int32(truncatingIfNeeded: cell(words[row])) }
        })
    case .flags, .ranked, .places: return nil
    }
  }
}

/// Some bits of a sort key, and where they go in a word.
public struct SortKeyPart: Sendable {
  public var key: SortKey
  /// How many of the key's lowest bits are left to a later word.
  public var dropped: Int
  public var width: Int
  /// Where the lowest bit goes.
  public var shift: Int

  public init(_ key: SortKey, dropped: Int, width: Int, shift: Int) {
    self.key = key
    self.dropped = dropped
    self.width = width
    self.shift = shift
  }
}

/// Words that sort as rows do: bits of keys, the number of the row below them.
public enum RowWords {
  public static func words(_ parts: [SortKeyPart], rowCount: Int, _ runner: PieceRunner) -> [UInt64] {
    // SAFETY: the target has room for all rows, and the stretches are of these.
    unsafe runner.filled(rowCount, with: 0) { rows, target in
      var start = rows.lowerBound
      while start < rows.upperBound {
        // As many as stay in the nearest cache until all keys are in.
        let some = start..<min(rows.upperBound, start + 2048)
        // SAFETY: the rows of a stretch are below their number, for all of which there is room.
        for row in some { unsafe target[row] = UInt64(truncatingIfNeeded: row) }
        for part in parts {
          unsafe part.key.add(
            some, dropped: UInt64(part.dropped), width: part.width, shift: UInt64(part.shift), to: target)
        }
        start = some.upperBound
      }
    }
  }

  /// The row numbers of words.
  public static func rows(_ words: [UInt64], rowBits: Int, _ runner: PieceRunner) -> [Int32] {
    let mask = UInt64(1) << UInt64(rowBits) - 1
    // SAFETY: the target has room for all words, and the stretches are of these.
    return unsafe runner.filled(words.count, with: 0) { places, target in
      for place in places { unsafe target[place] = Int32(truncatingIfNeeded: words[place] & mask) }
    }
  }

  /// Words of rows in the order that other words have.
  public static func arranged(_ words: [UInt64], by others: [UInt64], rowBits: Int, _ runner: PieceRunner) -> [UInt64] {
    let mask = UInt64(1) << UInt64(rowBits) - 1
    // SAFETY: the target has room for all words, and the stretches are of these.
    return unsafe runner.filled(others.count, with: 0) { places, target in
      for place in places { unsafe target[place] = words[Int(truncatingIfNeeded: others[place] & mask)] }
    }
  }
}

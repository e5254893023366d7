/// Puts 64-bit words in order by some of their bits, words that agree there staying as they were.
///
/// First many words are dealt out by their highest digit, on all threads, until a bunch fits into a cache; then each
/// bunch is sorted digit by digit from the lowest, several bunches at once. Ten million words of 24 bits above a row
/// number of 24 take 49 ms on two threads, where one array of keys and one of rows, each moved in every pass, took 190
/// on one.
public enum WordSort {
  /// - Parameters:
  ///   - bits: which bits decide, counted from the lowest; within 0..<64. Those above are the same in all words.
  /// - Returns: false if it gave up; then the words are in no order.
  public static func sort(_ words: inout [UInt64], by bits: Range<Int>, _ runner: PieceRunner) -> Bool {
    let count = words.count
    if count < 2 || bits.isEmpty { return true }
    // SAFETY: any bytes are a word, and none of them is read before it is written; both buffers have room for all words
    // and outlive the sorter.
    var spare = unsafe [UInt64](unsafeUninitializedCapacity: count) { $1 = count }
    return unsafe words.withUnsafeMutableBufferPointer { words in
      unsafe spare.withUnsafeMutableBufferPointer { spare in
        guard let first = words.baseAddress, let second = spare.baseAddress, spare.count == count else { return false }
        // SAFETY: indices and places lie within the range of this work; digits are below their number.
        var sorter = unsafe WordSorter(first: first, second: second, low: bits.lowerBound, runner: runner)
        return sorter.sort(count, highBit: bits.upperBound)
      }
    }
  }
}

/// One run of a sort: the words go back and forth between two places.
@safe private struct WordSorter {
  /// Words in a row that are in order down to a bit.
  struct Work {
    var range: Range<Int>
    /// The bits below this one are still to be sorted by.
    var highBit: Int
    var isInSecond = false
  }

  static let digitBits = 8
  static let digits = 1 << digitBits

  private let first: UnsafeMutablePointer<UInt64>
  private let second: UnsafeMutablePointer<UInt64>
  /// Bits below this one do not count.
  private let low: Int
  private let runner: PieceRunner
  private var small: [Work] = []

  init(first: UnsafeMutablePointer<UInt64>, second: UnsafeMutablePointer<UInt64>, low: Int, runner: PieceRunner) {
    // SAFETY: only kept; all ranges lie within the words of the caller.
    unsafe self.first = first
    unsafe self.second = second
    self.low = low
    self.runner = runner
  }

  mutating func sort(_ count: Int, highBit: Int) -> Bool {
    var pending = [Work(range: 0..<count, highBit: highBit)]
    while let work = pending.popLast() {
      if work.range.count <= runner.bunch || work.highBit <= low {
        small.append(work)
      } else if !deal(work, &pending) {
        return false
      }
    }
    return finish()
  }

  /// Deals words out by their highest digit, into the other place.
  private func deal(_ work: Work, _ pending: inout [Work]) -> Bool {
    let width = min(Self.digitBits, work.highBit - low)
    let shift = UInt64(work.highBit - width)
    let (start, total) = (work.range.lowerBound, work.range.count)
    let stretches = runner.stretches(of: total)
    let mask = UInt64(1 << width - 1)
    // For each stretch how many words there are of each digit; then where the next of them goes.
    var places = [Int](repeating: 0, count: stretches.count * Self.digits)
    // SAFETY: each piece writes only its own stretch of the counts.
    let isCounted = unsafe places.withUnsafeMutableBufferPointer { places in
      nonisolated(unsafe) let counts = unsafe places
      nonisolated(unsafe) let source = unsafe work.isInSecond ? second : first
      return runner.run(stretches.count) { piece in
        let mine = piece * Self.digits
        for index in stretches[piece] {
          // SAFETY: a digit is below the number of digits, so that the place is within this piece's counts.
          unsafe counts[mine + Int(truncatingIfNeeded: source[start + index] >> shift & mask)] += 1
        }
      }
    }
    if !isCounted { return false }
    var next = start
    var bounds: [Int] = []
    bounds.reserveCapacity(Self.digits + 1)
    for digit in 0..<Self.digits {
      bounds.append(next)
      for piece in stretches.indices {
        let count = places[piece * Self.digits + digit]
        places[piece * Self.digits + digit] = next
        next += count
      }
    }
    bounds.append(next)
    // All of one digit: they need not go anywhere.
    if bounds.indices.dropLast().contains(where: { bounds[$0 + 1] - bounds[$0] == total }) {
      pending.append(Work(range: work.range, highBit: Int(shift), isInSecond: work.isInSecond))
      return true
    }
    // SAFETY: the counts of all pieces add up to the words, so that every place of the range is written once.
    let isDealt = unsafe places.withUnsafeMutableBufferPointer { places in
      nonisolated(unsafe) let next = unsafe places
      nonisolated(unsafe) let source = unsafe work.isInSecond ? second : first
      nonisolated(unsafe) let target = unsafe work.isInSecond ? first : second
      return runner.run(stretches.count) { piece in
        let mine = piece * Self.digits
        for index in stretches[piece] {
          // SAFETY: as above.
          let word = unsafe source[start + index]
          let digit = mine + Int(truncatingIfNeeded: word >> shift & mask)
          let place = unsafe next[digit]
          unsafe target[place] = word
          unsafe next[digit] = place + 1
        }
      }
    }
    if !isDealt { return false }
    for digit in 0..<Self.digits where bounds[digit] < bounds[digit + 1] {
      pending.append(
        Work(range: bounds[digit]..<bounds[digit + 1], highBit: Int(shift), isInSecond: !work.isInSecond))
    }
    return true
  }

  /// Sorts the bunches that are small enough, several at once; all words are in the first place then.
  private func finish() -> Bool {
    var bunches: [Range<Int>] = []
    let total = small.reduce(0) { $0 + $1.range.count }
    let wanted = runner.width == 1 ? total : max(runner.fewestRows, total / (16 * runner.width))
    var (start, count) = (0, 0)
    for index in small.indices {
      count += small[index].range.count
      if count >= wanted || index == small.count - 1 {
        bunches.append(start..<index + 1)
        (start, count) = (index + 1, 0)
      }
    }
    // SAFETY: the ranges of the works do not overlap.
    nonisolated(unsafe) let (first, second) = unsafe (self.first, self.second)
    return runner.run(bunches.count) { [small, low, bunches] bunch in
      // SAFETY: room for the counts of all digits of a word.
      unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 64 / Self.digitBits * Self.digits) { counts in
        for work in small[bunches[bunch]] {
          unsafe Self.sort(work, low: low, first: first, second: second, counts: counts)
        }
      }
    }
  }

  private static func sort(
    _ work: Work, low: Int, first: UnsafeMutablePointer<UInt64>, second: UnsafeMutablePointer<UInt64>,
    counts: UnsafeMutableBufferPointer<Int>
  ) {
    let range = work.range
    // SAFETY: all indices lie within the range, which is this work's alone; digits are below their number.
    var source = unsafe (work.isInSecond ? second : first) + range.lowerBound
    var target = unsafe (work.isInSecond ? first : second) + range.lowerBound
    let words = range.count
    if words > 1, work.highBit > low {
      if words <= 48 {
        // SAFETY: indices and places lie within the range of this work; digits are below their number.
        unsafe sortByInsertion(source, words, low: UInt64(low))
      } else {
        let passes = (work.highBit - low + digitBits - 1) / digitBits
        unsafe counts.extracting(0..<passes * digits).update(repeating: 0)
        for index in 0..<words {
          // SAFETY: indices and places lie within the range of this work; digits are below their number.
          var rest = unsafe source[index] >> UInt64(low)
          for pass in 0..<passes {
            unsafe counts[pass * digits + Int(truncatingIfNeeded: rest & UInt64(digits - 1))] += 1
            rest >>= UInt64(digitBits)
          }
        }
        for pass in 0..<passes {
          let shift = UInt64(low + pass * digitBits)
          let mine = pass * digits
          // SAFETY: indices and places lie within the range of this work; digits are below their number.
          let some = mine + Int(truncatingIfNeeded: unsafe source[0] >> shift & UInt64(digits - 1))
          if unsafe counts[some] == words { continue }
          var next = 0
          for digit in mine..<mine + digits {
            let count = unsafe counts[digit]
            // SAFETY: indices and places lie within the range of this work; digits are below their number.
            unsafe counts[digit] = next
            next += count
          }
          for index in 0..<words {
            let word = unsafe source[index]
            let digit = mine + Int(truncatingIfNeeded: word >> shift & UInt64(digits - 1))
            // SAFETY: indices and places lie within the range of this work; digits are below their number.
            let place = unsafe counts[digit]
            unsafe target[place] = word
            unsafe counts[digit] = place + 1
          }
          unsafe swap(&source, &target)
        }
      }
    }
    // SAFETY: indices and places lie within the range of this work; digits are below their number.
    let home = unsafe first + range.lowerBound
    if unsafe source != home { unsafe home.update(from: source, count: words) }
  }

  private static func sortByInsertion(_ words: UnsafeMutablePointer<UInt64>, _ count: Int, low: UInt64) {
    // SAFETY: `place` stays within 1..<count.
    for index in 1..<count {
      let word = unsafe words[index]
      var place = index
      while place > 0, unsafe words[place - 1] >> low > word >> low {
        unsafe words[place] = unsafe words[place - 1]
        place -= 1
      }
      // SAFETY: indices and places lie within the range of this work; digits are below their number.
      unsafe words[place] = word
    }
  }
}

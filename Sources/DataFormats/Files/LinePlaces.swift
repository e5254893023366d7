internal import PolshSystem

/// Finds lines in a file of any size: only when something is to be told about one.
struct LinePlaces {
  private let source: DataBytes

  init(_ source: DataBytes) {
    self.source = source
  }

  /// For each offset the line and column where it stands; the offsets ascend.
  ///
  /// Lines end with LF, CR LF or CR.
  func places(of offsets: [Int]) throws(FileFailure) -> [TextPlace] {
    var places: [TextPlace] = []
    try forEachPlace(of: offsets) { places.append($0) }
    return try places.map { (place) throws(FileFailure) in try withoutMark(place) }
  }

  /// For each offset the line where it stands; the offsets ascend.
  func lines(of offsets: [Int]) throws(FileFailure) -> [Int] {
    var lines: [Int] = []
    lines.reserveCapacity(offsets.count)
    try forEachPlace(of: offsets) { lines.append($0.line) }
    return lines
  }

  private func forEachPlace(of offsets: [Int], _ body: (TextPlace) -> Void) throws(FileFailure) {
    var marks = ByteMarks(separator: 0x0A, checksUTF8: false)
    var buffer = [UInt8](repeating: 0x20, count: 1 << 18)
    var line = 1
    var lineStart = 0
    var afterReturn = false
    var base = 0
    var next = 0
    while next < offsets.count, base < source.size {
      let count = try read(at: base, &buffer)
      if count == 0 { break }
      for index in count..<min(buffer.count, (count + 63) & ~63) { buffer[index] = 0x20 }
      var at = 0
      while at < count {
        let length = min(ByteMarks.longest, (count - at + 63) & ~63)
        marks.mark(buffer.span.extracting(at..<at + length))
        for (index, word) in marks.words[..<(length / 64)].enumerated() {
          let start = base + at + index * 64
          while next < offsets.count, offsets[next] < start + 64 {
            body(Self.place(offsets[next], word, start, line, lineStart, afterReturn))
            next += 1
          }
          Self.pass(word, start, upTo: 64, &line, &lineStart, &afterReturn)
        }
        if next == offsets.count { break }
        at += length
      }
      base += count
    }
    // Offsets at the end of the file.
    for offset in offsets[next...] { body(TextPlace(line: line, column: max(1, offset - lineStart + 1))) }
  }

  private func read(at offset: Int, _ buffer: inout [UInt8]) throws(FileFailure) -> Int {
    var space = buffer.mutableSpan
    return try source.read(at: offset, into: &space)
  }

  /// A byte order mark is no part of the first line.
  private func withoutMark(_ place: TextPlace) throws(FileFailure) -> TextPlace {
    if place.line > 1 { return place }
    let hasMark = try source.bytes(0..<3) == [0xEF, 0xBB, 0xBF]
    return hasMark ? TextPlace(line: 1, column: max(1, place.column - 3)) : place
  }

  private static func place(
    _ offset: Int, _ word: ByteMarks.Word, _ start: Int, _ line: Int, _ lineStart: Int, _ afterReturn: Bool
  ) -> TextPlace {
    var (line, lineStart, afterReturn) = (line, lineStart, afterReturn)
    pass(word, start, upTo: offset - start, &line, &lineStart, &afterReturn)
    return TextPlace(line: line, column: max(1, offset - lineStart + 1))
  }

  /// Counts the line ends among the first bytes of a word.
  private static func pass(
    _ word: ByteMarks.Word, _ start: Int, upTo count: Int, _ line: inout Int, _ lineStart: inout Int,
    _ afterReturn: inout Bool
  ) {
    if count <= 0 { return }
    let seen: UInt64 = count >= 64 ? ~0 : (1 << UInt64(count)) - 1
    var ends = (word.feeds | word.returns) & seen
    while ends != 0 {
      let bit = ends.trailingZeroBitCount
      ends &= ends - 1
      let isFeed = word.feeds >> UInt64(bit) & 1 != 0
      // The line feed behind a carriage return ends the same line.
      if !(isFeed && afterReturn && lineStart == start + bit) { line += 1 }
      lineStart = start + bit + 1
      afterReturn = !isFeed
    }
  }
}

/// Finds what separates the cells of a file: comma, tab or semicolon.
enum SeparatorFinder {
  private static let candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
  private static let lineLimit = 30

  /// The separator that cuts the first lines into most cells of one number; a comma when none cuts anything.
  ///
  /// - Parameter isWhole: whether the bytes are the whole file; otherwise their last line may be cut off.
  static func separator(of bytes: [UInt8], from start: Int, isWhole: Bool) -> UInt8 {
    var best = candidates[0]
    var bestScore = 0
    for candidate in candidates {
      let score = score(candidate, bytes, start, isWhole)
      if score > bestScore {
        best = candidate
        bestScore = score
      }
    }
    return best
  }

  /// Lines that have as many cells as the most frequent number of cells (above one), and then that number.
  private static func score(_ separator: UInt8, _ bytes: [UInt8], _ start: Int, _ isWhole: Bool) -> Int {
    var scanner = CSVScanner(separator: separator, from: start)
    var counts: [Int: Int] = [:]
    for _ in 0..<lineLimit {
      var cells: [CSVCell] = []
      guard let isRow = try? scanner.scanRow(bytes, into: &cells), isRow else { break }
      if !isWhole, scanner.position == bytes.count { break }
      if cells.count > 1 { counts[cells.count, default: 0] += 1 }
    }
    return counts.map { $0.value * 1000 + min($0.key, 999) }.max() ?? 0
  }
}

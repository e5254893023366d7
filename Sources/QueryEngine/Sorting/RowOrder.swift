internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The order of rows by keys: row numbers sorted below the bits of their keys, 64 bits in one piece.
///
/// Keys of more bits than fit beside a row number are sorted by in several rounds, the last bits first.
struct RowOrder {
  /// What the rows were sorted by in the last round: the highest bits of the keys, below them the row numbers.
  private let words: [UInt64]
  private let parts: [SortKeyPart]
  private let rowBits: Int
  private let runner: PieceRunner

  /// The row numbers; made at each call.
  func rows() -> [Int32] { RowWords.rows(words, rowBits: rowBits, runner) }

  /// The order of the rows, the first key deciding first, rows with equal keys as they were; nil if they are in order
  /// already.
  init?(_ keys: [SortKey], rowCount: Int, execution: Execution) throws(Diagnostic) {
    if rowCount < 2 { return nil }
    let runner = execution.runner
    let rowBits = Int.bitWidth - (rowCount - 1).leadingZeroBitCount
    let rounds = Self.rounds(keys, rowBits: rowBits)
    guard let first = rounds.first else { return nil }
    try execution.checkpoint()
    var words = RowWords.words(first, rowCount: rowCount, runner)
    try execution.checkpoint()
    if rounds.count == 1, Self.isOrdered(words) { return nil }
    var later: [UInt64]?
    for parts in rounds.dropFirst().reversed() {
      var round = RowWords.words(parts, rowCount: rowCount, runner)
      if let before = later { round = RowWords.arranged(round, by: before, rowBits: rowBits, runner) }
      try Self.sort(&round, parts, rowBits, execution)
      later = round
    }
    if let later { words = RowWords.arranged(words, by: later, rowBits: rowBits, runner) }
    later = nil
    try Self.sort(&words, first, rowBits, execution)
    if rounds.count > 1, Self.isOfRowsInOrder(words, rowBits) { return nil }
    self.words = words
    self.rowBits = rowBits
    self.runner = runner
    parts = first
  }

  private static func sort(
    _ words: inout [UInt64], _ parts: [SortKeyPart], _ rowBits: Int, _ execution: Execution
  ) throws(Diagnostic) {
    let bits = parts.reduce(0) { $0 + $1.width }
    if !WordSort.sort(&words, by: rowBits..<rowBits + bits, execution.runner) {
      try execution.checkpoint()
      throw .interrupted()
    }
    try execution.checkpoint()
  }

  /// The bits of the keys in as few rounds as they fit, the highest in the first; within one from the highest down.
  private static func rounds(_ keys: [SortKey], rowBits: Int) -> [[SortKeyPart]] {
    let room = UInt64.bitWidth - rowBits
    var rounds: [[SortKeyPart]] = []
    var free = 0
    for key in keys {
      var left = key.bits
      while left > 0 {
        if free == 0 {
          rounds.append([])
          free = room
        }
        let width = min(left, free)
        left -= width
        free -= width
        rounds[rounds.count - 1].append(SortKeyPart(key, dropped: left, width: width, shift: rowBits + free))
      }
    }
    // What is free in the last round is above its bits, not below them.
    if let last = rounds.indices.last {
      for part in rounds[last].indices { rounds[last][part].shift -= free }
    }
    return rounds
  }

  /// Words of rows in their own order are ordered where each is larger than the one before.
  private static func isOrdered(_ words: [UInt64]) -> Bool {
    var before: UInt64 = 0
    for word in words {
      if word < before { return false }
      before = word
    }
    return true
  }

  private static func isOfRowsInOrder(_ words: [UInt64], _ rowBits: Int) -> Bool {
    let mask: UInt64 = 1 << UInt64(rowBits) - 1
    for (place, word) in words.enumerated() where word & mask != UInt64(place) { return false }
    return true
  }

  /// The cells of the key at a place among the keys, in order; nil where they are to be fetched from its column.
  func cells(ofKey key: Int, among keys: [SortKey]) -> SortKey.Cells? {
    let before = keys[..<key].reduce(0) { $0 + $1.bits }
    let bits = keys[key].bits
    if bits == 0 { return nil }
    var start = 0
    for part in parts {
      if start == before, part.width == bits { return keys[key].cells(in: words, shift: part.shift, runner) }
      start += part.width
    }
    return nil
  }
}

extension SortKey {
  /// Text by code point, levels by their place in the legend, false before true.
  static func of(
    _ column: Column, isLevel: Bool, isDescending: Bool, _ runner: PieceRunner
  ) throws(Diagnostic) -> SortKey {
    let missing = column.missing
    let cells: SortKey.Cells
    switch column.storage {
    case .numbers(.narrow(let values, _)): cells = .numbers(values)
    case .years(let years): cells = .years(years)
    case .bools(let flags): cells = .flags(flags)
    case .codes(let codes, _) where isLevel: cells = .codes(codes)
    case .codes(let codes, let dictionary): cells = .ranked(codes, dictionary.ranks(codes, missing))
    case .numbers(.wide), .lists: return try ranked(column, isDescending: isDescending, runner)
    }
    if let key = SortKey(cells, missing: missing, isDescending: isDescending, runner) { return key }
    return try ranked(column, isDescending: isDescending, runner)
  }

  /// For cells too far apart to be counted: their places among the distinct ones, missing ones among them.
  private static func ranked(
    _ column: Column, isDescending: Bool, _ runner: PieceRunner
  ) throws(Diagnostic) -> SortKey {
    let ordinals = try Ordinals(column, isLevel: false, isDescending: isDescending)
    // With the highest bit the other way round they sort as signed numbers, too.
    let places = eachRow(ordinals.values.count) { Int64(bitPattern: ordinals.values[$0] ^ 1 << 63) }
    guard let key = SortKey(.places(places), missing: MissingMask(), isDescending: false, runner) else {
      throw .fault("sort key")
    }
    return key
  }
}

internal import ColumnStore
internal import PolicyModel

/// The different names in a column: how many rows have each, and in which years.
struct ColumnNames {
  /// Names up to which a column is searched; the first ones in the file.
  static let most = 20_000

  var texts: [String] = []
  var rows: [Int] = []
  /// For each name the years of its rows, a bit each; empty where the table has no years, or too many.
  private(set) var years: [UInt64] = []
  /// How many different names the column has.
  private(set) var total = 0

  init(_ column: Column, years: Column?) {
    let (counts, dictionary, masks): ([Int], TextDictionary, [UInt64])
    switch column.storage {
    case .codes(let codes, let words):
      dictionary = words
      (counts, masks) = Self.counted(words.count, rows: codes.count, years) { row, seen in
        if !column.missing[row] { seen(codes[row]) }
      }
    case .lists(let offsets, let elements, let words):
      dictionary = words
      (counts, masks) = Self.counted(words.count, rows: column.count, years) { row, seen in
        for place in offsets[row]..<offsets[row + 1] { seen(elements[Int(place)]) }
      }
    case .numbers, .years, .bools: return
    }
    for code in counts.indices where counts[code] > 0 {
      total += 1
      if texts.count == Self.most { continue }
      texts.append(dictionary.texts[code])
      rows.append(counts[code])
      if !masks.isEmpty { self.years.append(masks[code]) }
    }
  }

  @inline(__always)
  private static func counted(
    _ codes: Int, rows: Int, _ years: Column?, _ each: (Int, (Int32) -> Void) -> Void
  ) -> ([Int], [UInt64]) {
    var counts = [Int](repeating: 0, count: codes)
    var masks: [UInt64] = []
    let bits = years.flatMap(Self.bits)
    if bits != nil { masks = [UInt64](repeating: 0, count: codes) }
    for row in 0..<rows {
      each(row) { code in
        counts[Int(code)] += 1
        if let bits { masks[Int(code)] |= bits[row] }
      }
    }
    return (counts, masks)
  }

  /// For each row the bit of its year.
  private static func bits(_ column: Column) -> [UInt64]? {
    guard case .years(let years) = column.storage else { return nil }
    var numbers: [Int16: UInt64] = [:]
    var bits: [UInt64] = []
    bits.reserveCapacity(years.count)
    var last: (year: Int16, bit: UInt64)?
    for (row, year) in years.enumerated() {
      if column.missing[row] {
        bits.append(0)
        continue
      }
      if let last, last.year == year {
        bits.append(last.bit)
        continue
      }
      if numbers[year] == nil {
        if numbers.count == 64 { return nil }
        numbers[year] = 1 << UInt64(numbers.count)
      }
      let bit = numbers[year] ?? 0
      last = (year, bit)
      bits.append(bit)
    }
    return bits
  }

  /// Whether two names never occur in the same year, as far as the table has years.
  func areApart(_ a: Int, _ b: Int) -> Bool { years.isEmpty || years[a] & years[b] == 0 }

  var hasYears: Bool { !years.isEmpty }

}

extension Column {
  private var words: [String] {
    switch storage {
    case .codes(_, let words), .lists(_, _, let words): words.texts
    case .numbers, .years, .bools: []
    }
  }

  /// Whether the texts are sentences rather than names.
  var isProse: Bool {
    let sample = words.prefix(500)
    return !sample.isEmpty && sample.reduce(0) { $0 + $1.unicodeScalars.count } > 25 * sample.count
  }

  /// Whether the texts are numbers and codes rather than names: 0012, A-3.
  var isOfCodes: Bool {
    let sample = words.prefix(500)
    return !sample.isEmpty
      && sample.allSatisfy { word in
        word.utf8.allSatisfy { $0 < 0x80 } && word.utf8.contains { $0 &- 0x30 < 10 }
      }
  }

  /// How many different texts the cells have.
  var differentCells: Int {
    guard case .codes(let codes, let words) = storage else { return 0 }
    var isSeen = [Bool](repeating: false, count: words.count)
    for row in codes.indices where !missing[row] { isSeen[Int(codes[row])] = true }
    return isSeen.count { $0 }
  }
}

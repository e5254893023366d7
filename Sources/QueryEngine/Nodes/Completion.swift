internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension Execution {
  /// The keys of all groups with those behind them that no row has: every combination of all levels of a scale, of the
  /// years between the first and the last, and of the values present in other keys. Missing is none of these.
  func completed(_ keys: [Column], types: [ColumnType]) throws(Diagnostic) -> [Column] {
    var ranges: [KeyRange] = []
    var total = 1
    for (key, type) in zip(keys, types) {
      let range = try KeyRange(key, type)
      let (product, overflow) = total.multipliedReportingOverflow(by: range.values.count)
      if overflow || product > KeyRange.limit { throw .tooManyCombinations }
      total = product
      ranges.append(range)
    }
    if total == 0 { return keys }
    var exists = [Bool](repeating: false, count: total)
    for group in 0..<(keys.first?.count ?? 0) {
      if let index = KeyRange.index(of: group, in: ranges) { exists[index] = true }
    }
    try checkpoint()
    let added = exists.indices.filter { !exists[$0] }
    var result: [Column] = []
    var step = total
    for (key, range) in zip(keys, ranges) {
      step /= range.values.count
      let places = added.map { Int32(clamping: $0 / step % range.values.count) }
      result.append(try key.appending(range.values.gathered(places)))
    }
    return result
  }
}

/// The values that one key takes in a completed grouping, and which of them each group has.
private struct KeyRange {
  static let limit = 10_000_000

  var values: Column
  /// For each group the place of its value; −1 for missing.
  var places: [Int32]

  /// The keys have one cell a group.
  init(_ key: Column, _ type: ColumnType) throws(Diagnostic) {
    let missing = key.missing
    switch (key.storage, type) {
    case (.codes(let codes, let dictionary), .level(let scale)):
      values = Column(.codes(scale.levels.indices.map { Int32($0) }, dictionary))
      places = eachRow(codes.count) { missing[$0] ? -1 : codes[$0] }
    case (.years(let years), _):
      if let range = PresentRange(years, missing) {
        values = Column(.years(Array(range.low...range.high)))
        places = eachRow(years.count) { missing[$0] ? -1 : Int32(years[$0]) - Int32(range.low) }
      } else {
        values = Column(.years([]))
        places = [Int32](repeating: -1, count: years.count)
      }
    case (.numbers, _), (.codes, _), (.bools, _), (.lists, _):
      let codes = try KeyCodes(key).codes
      var interner = Interner<Int32>()
      var firsts: [Int32] = []
      var found: [Int32] = []
      for group in codes.indices {
        if missing[group] {
          found.append(-1)
          continue
        }
        let place = interner.number(of: codes[group])
        if Int(place) == firsts.count { firsts.append(Int32(clamping: group)) }
        found.append(place)
      }
      values = key.gathered(firsts)
      places = found
    }
  }

  /// The number of a group's combination, the first key counting most; nil where a key is missing.
  static func index(of group: Int, in ranges: [KeyRange]) -> Int? {
    var index = 0
    for range in ranges {
      let place = Int(range.places[group])
      if place < 0 || place >= range.values.count { return nil }
      index = index * range.values.count + place
    }
    return index
  }
}

extension Column {
  /// The cells of this column, then those of one taken from it.
  fileprivate func appending(_ other: Column) throws(Diagnostic) -> Column {
    let storage: Storage
    switch (self.storage, other.storage) {
    case (.numbers(.narrow(let a, let scale)), .numbers(.narrow(let b, _))):
      storage = .numbers(.narrow(a + b, scale: scale))
    case (.numbers(.wide(let a, let scale)), .numbers(.wide(let b, _))): storage = .numbers(.wide(a + b, scale: scale))
    case (.years(let a), .years(let b)): storage = .years(a + b)
    case (.codes(let a, let dictionary), .codes(let b, _)): storage = .codes(a + b, dictionary)
    case (.bools(let a), .bools(let b)): storage = .bools(a + b)
    default: throw .fault("every")
    }
    if missing.isEmpty { return Column(storage) }
    return Column(
      storage, missing: MissingMask(missing.reasons + [UInt8](repeating: 0, count: other.count)))
  }
}

extension Diagnostic {
  fileprivate static var tooManyCombinations: Diagnostic {
    Diagnostic(
      nil, Message(ja: "全区分の組み合わせが多すぎます（上限 1000万 通り）", en: "Too many combinations for every (limit 10,000,000)"),
      fixes: [FixIt(Message(ja: "キーを減らす", en: "use fewer keys"))])
  }
}

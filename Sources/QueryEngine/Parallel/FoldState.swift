internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// What one worker keeps for one aggregate: a place for each packed key, and one behind them for rows that take no part,
/// so that the loops need no branches.
struct FoldState: Sendable {
  private let fold: Fold
  private let domain: Int
  private(set) var counts: [Int64] = []
  private(set) var sums: [Int128] = []
  private(set) var extremes: [Int64] = []
  private(set) var isOfYears = false
  /// For `distinct`: one bit for each packed key and value.
  private var seen: [UInt64] = []
  private var valueCount = 0
  private var scale: Int?

  init(_ fold: Fold, domain: Int) {
    self.fold = fold
    self.domain = domain
    switch fold {
    case .rows, .present: counts = [Int64](repeating: 0, count: domain + 1)
    case .sum:
      counts = [Int64](repeating: 0, count: domain + 1)
      sums = [Int128](repeating: 0, count: domain + 1)
    case .smallest, .largest:
      counts = [Int64](repeating: 0, count: domain + 1)
      extremes = [Int64](repeating: 0, count: domain + 1)
    case .distinct: break
    }
  }

  /// Takes in a slice: `places` has for each row its packed key, or `domain` where the row takes no part.
  ///
  /// - Returns: false where the cells are of a kind that is not folded; the caller then goes another way.
  mutating func add(_ column: Column?, _ places: [Int32]) -> Bool {
    switch fold {
    case .rows, .present:
      for place in places { counts[Int(place)] &+= 1 }
      return true
    case .sum:
      guard let column, case .numbers(let vector) = column.storage, agrees(vector.scale) else { return false }
      switch vector {
      case .narrow(let values, _):
        for row in values.indices {
          let place = Int(places[row])
          sums[place] &+= Int128(values[row])
          counts[place] &+= 1
        }
      case .wide: return false
      }
      return true
    case .smallest: return addExtremes(column, places) { $0 < $1 }
    case .largest: return addExtremes(column, places) { $0 > $1 }
    case .distinct: return addDistinct(column, places)
    }
  }

  private mutating func agrees(_ other: Int) -> Bool {
    if let scale { return scale == other }
    scale = other
    return true
  }

  @inline(__always)
  private mutating func addExtremes(_ column: Column?, _ places: [Int32], _ isBetter: (Int64, Int64) -> Bool) -> Bool {
    switch column?.storage {
    case .numbers(.narrow(let values, let other)):
      guard agrees(other) else { return false }
      for row in values.indices { take(values[row], Int(places[row]), isBetter) }
    case .years(let years):
      isOfYears = true
      for row in years.indices { take(Int64(years[row]), Int(places[row]), isBetter) }
    case .numbers(.wide), .codes, .bools, .lists, nil: return false
    }
    return true
  }

  @inline(__always)
  private mutating func take(_ value: Int64, _ place: Int, _ isBetter: (Int64, Int64) -> Bool) {
    if counts[place] == 0 || isBetter(value, extremes[place]) { extremes[place] = value }
    counts[place] &+= 1
  }

  private mutating func addDistinct(_ column: Column?, _ places: [Int32]) -> Bool {
    switch column?.storage {
    case .codes(let codes, let dictionary):
      guard prepare(dictionary.count) else { return false }
      for row in codes.indices { mark(Int(places[row]), Int(codes[row])) }
    case .years(let years):
      guard prepare(FiscalYear.range.count) else { return false }
      for row in years.indices { mark(Int(places[row]), max(0, Int(years[row]) - FiscalYear.range.lowerBound)) }
    case .bools(let flags):
      guard prepare(2) else { return false }
      for row in flags.indices { mark(Int(places[row]), flags[row] ? 1 : 0) }
    case .numbers, .lists, nil: return false
    }
    return true
  }

  /// Makes room at the first slice; false where the table of bits would be larger than 64 MB.
  private mutating func prepare(_ values: Int) -> Bool {
    if valueCount > 0 { return valueCount == values }
    let (bits, overflow) = (domain + 1).multipliedReportingOverflow(by: max(1, values))
    if overflow || bits > 1 << 29 { return false }
    valueCount = max(1, values)
    seen = [UInt64](repeating: 0, count: bits / 64 + 1)
    return true
  }

  @inline(__always)
  private mutating func mark(_ place: Int, _ value: Int) {
    let bit = place &* valueCount &+ value
    seen[bit >> 6] |= 1 << UInt64(bit & 63)
  }

  /// Takes in what another worker found further down.
  mutating func add(_ other: FoldState) -> Bool {
    guard scale == nil || other.scale == nil || scale == other.scale else { return false }
    scale = scale ?? other.scale
    isOfYears = isOfYears || other.isOfYears
    switch fold {
    case .rows, .present: for place in counts.indices { counts[place] &+= other.counts[place] }
    case .sum:
      for place in counts.indices {
        counts[place] &+= other.counts[place]
        sums[place] &+= other.sums[place]
      }
    case .smallest, .largest:
      let wantsLarger = if case .largest = fold { true } else { false }
      for place in counts.indices where other.counts[place] > 0 {
        let value = other.extremes[place]
        if counts[place] == 0 || (wantsLarger ? value > extremes[place] : value < extremes[place]) {
          extremes[place] = value
        }
        counts[place] &+= other.counts[place]
      }
    case .distinct:
      if valueCount == 0 {
        valueCount = other.valueCount
        seen = other.seen
      } else if other.valueCount != 0 {
        guard valueCount == other.valueCount else { return false }
        for word in seen.indices { seen[word] |= other.seen[word] }
      }
    }
    return true
  }

  /// What is kept for the groups with these packed keys, numbered in their order.
  func gathered(_ groups: [Int32]) -> FoldState {
    var numbers = [Int32](repeating: -1, count: domain + 1)
    for (number, group) in groups.enumerated() { numbers[Int(group)] = Int32(truncatingIfNeeded: number) }
    return coarsened(numbers, groups.count)
  }

  /// What is kept for fewer groups: `groupOf` says for each place its group, −1 for none.
  func coarsened(_ groupOf: [Int32], _ count: Int) -> FoldState {
    var result = FoldState(fold, domain: count)
    result.scale = scale
    result.isOfYears = isOfYears
    if valueCount > 0 { _ = result.prepare(valueCount) }
    for (place, group) in groupOf.enumerated() where group >= 0 { result.take(place, of: self, at: Int(group)) }
    return result
  }

  /// Adds what another keeps at one place.
  private mutating func take(_ place: Int, of other: FoldState, at group: Int) {
    switch fold {
    case .rows, .present: counts[group] &+= other.counts[place]
    case .sum:
      counts[group] &+= other.counts[place]
      sums[group] &+= other.sums[place]
    case .smallest, .largest:
      if other.counts[place] == 0 { return }
      let (value, known) = (other.extremes[place], extremes[group])
      let isBetter = if case .largest = fold { value > known } else { value < known }
      if counts[group] == 0 || isBetter { extremes[group] = value }
      counts[group] &+= other.counts[place]
    case .distinct:
      for value in 0..<valueCount where other.isMarked(place, value) { mark(group, value) }
    }
  }

  private func isMarked(_ place: Int, _ value: Int) -> Bool {
    let bit = place &* valueCount &+ value
    return seen[bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }

  /// The results of the groups with these packed keys.
  func result(_ groups: [Int32], _ fold: Fold) throws(KernelFailure) -> Column {
    switch fold {
    case .rows, .present:
      return Column(.numbers(.narrow(eachRow(groups.count) { counts[Int(groups[$0])] }, scale: 0)))
    case .sum(let finish):
      return try finish(
        eachRow(groups.count) { sums[Int(groups[$0])] }, eachRow(groups.count) { counts[Int(groups[$0])] }, scale ?? 0)
    case .smallest, .largest:
      let blank = MissingReason.blank.rawValue
      let mask = groups.contains { counts[Int($0)] == 0 } ? groups.map { counts[Int($0)] == 0 ? blank : 0 } : []
      let values = eachRow(groups.count) { extremes[Int(groups[$0])] }
      return Column(
        isOfYears
          ? .years(values.map { Int16(truncatingIfNeeded: $0) }) : .numbers(.narrow(values, scale: scale ?? 0)),
        missing: MissingMask(mask))
    case .distinct:
      return Column(.numbers(.narrow(eachRow(groups.count) { distinctCount(Int(groups[$0])) }, scale: 0)))
    }
  }

  private func distinctCount(_ place: Int) -> Int64 {
    if valueCount == 0 { return 0 }
    let (first, end) = (place * valueCount, (place + 1) * valueCount)
    var count = 0
    var bit = first
    while bit < end {
      let word = bit >> 6
      let low = bit & 63
      let width = min(64 - low, end - bit)
      var bits = seen[word] >> UInt64(low)
      if width < 64 { bits &= (1 << UInt64(width)) - 1 }
      count += bits.nonzeroBitCount
      bit += width
    }
    return Int64(count)
  }
}

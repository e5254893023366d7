internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// What one worker keeps for one aggregate: a place for each packed key, and one behind them for rows that take no part,
/// so that the loops need no branches.
struct FoldState: Sendable {
  /// Of one group: how many cells it has, and their sum, or the smallest or largest of them.
  private struct Cell: Sendable {
    var value: Int64
    var count: Int64
  }

  private let fold: Fold
  private let domain: Int
  private var counts: [Int64] = []
  private var cells: [Cell] = []
  /// For `sum`: what is to be added to the cells' sums because 64 bits might not have held them; as a rule empty.
  private var high: [Int128] = []
  /// For `sum`: no cell's sum is further from 0 than this.
  private var reach: UInt64 = 0
  private var isOfYears = false
  /// For `distinct`: one bit for each packed key and value.
  private var seen: [UInt64] = []
  private var valueCount = 0
  private var scale: Int?

  init(_ fold: Fold, domain: Int) {
    self.fold = fold
    self.domain = domain
    switch fold {
    case .rows, .present: counts = [Int64](repeating: 0, count: domain + 1)
    case .sum: cells = [Cell](repeating: Cell(value: 0, count: 0), count: domain + 1)
    case .smallest: cells = [Cell](repeating: Cell(value: .max, count: 0), count: domain + 1)
    case .largest: cells = [Cell](repeating: Cell(value: .min, count: 0), count: domain + 1)
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
      case .narrow(let values, _): addSum(values, places)
      case .wide: return false
      }
      return true
    case .smallest: return addExtremes(column, places) { min($0, $1) }
    case .largest: return addExtremes(column, places) { max($0, $1) }
    case .distinct: return addDistinct(column, places)
    }
  }

  private mutating func agrees(_ other: Int) -> Bool {
    if let scale { return scale == other }
    scale = other
    return true
  }

  /// Sums of 64 bits, as long as it is certain that they hold: 128 take twice the time.
  private mutating func addSum(_ values: [Int64], _ places: [Int32]) {
    if !widenReach(by: values) {
      moveToHigh()
      if !widenReach(by: values) {
        for row in values.indices {
          let place = Int(places[row])
          high[place] &+= Int128(values[row])
          cells[place].count &+= 1
        }
        return
      }
    }
    for row in values.indices {
      let place = Int(places[row])
      let cell = cells[place]
      cells[place] = Cell(value: cell.value &+ values[row], count: cell.count &+ 1)
    }
  }

  /// Makes room for adding all the values to one sum; false where that could take more than 64 bits.
  private mutating func widenReach(by values: [Int64]) -> Bool {
    var bits: UInt64 = 0
    for value in values { bits |= UInt64(bitPattern: value ^ (value >> 63)) }
    let (sum, overflow) = (bits + 1).multipliedReportingOverflow(by: UInt64(values.count))
    let (next, beyond) = reach.addingReportingOverflow(sum)
    if overflow || beyond || next > UInt64(Int64.max) { return false }
    reach = next
    return true
  }

  private mutating func moveToHigh() {
    if high.isEmpty { high = [Int128](repeating: 0, count: domain + 1) }
    for place in cells.indices {
      high[place] &+= Int128(cells[place].value)
      cells[place].value = 0
    }
    reach = 0
  }

  @inline(__always)
  private mutating func addExtremes(_ column: Column?, _ places: [Int32], _ better: (Int64, Int64) -> Int64) -> Bool {
    switch column?.storage {
    case .numbers(.narrow(let values, let other)):
      guard agrees(other) else { return false }
      for row in values.indices { take(values[row], Int(places[row]), better) }
    case .years(let years):
      isOfYears = true
      for row in years.indices { take(Int64(years[row]), Int(places[row]), better) }
    case .numbers(.wide), .codes, .bools, .lists, nil: return false
    }
    return true
  }

  @inline(__always)
  private mutating func take(_ value: Int64, _ place: Int, _ better: (Int64, Int64) -> Int64) {
    let cell = cells[place]
    cells[place] = Cell(value: better(cell.value, value), count: cell.count &+ 1)
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
      let (next, beyond) = reach.addingReportingOverflow(other.reach)
      if beyond || next > UInt64(Int64.max) { moveToHigh() }
      reach = beyond || next > UInt64(Int64.max) ? other.reach : next
      if high.isEmpty {
        high = other.high
      } else if !other.high.isEmpty {
        for place in high.indices { high[place] &+= other.high[place] }
      }
      for place in cells.indices {
        cells[place].value &+= other.cells[place].value
        cells[place].count &+= other.cells[place].count
      }
    case .smallest, .largest:
      for place in cells.indices { takeExtreme(other.cells[place], at: place) }
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
    if case .sum = fold { result.high = [Int128](repeating: 0, count: count + 1) }
    if valueCount > 0 { _ = result.prepare(valueCount) }
    for (place, group) in groupOf.enumerated() where group >= 0 { result.take(place, of: self, at: Int(group)) }
    return result
  }

  /// Adds what another keeps at one place.
  private mutating func take(_ place: Int, of other: FoldState, at group: Int) {
    switch fold {
    case .rows, .present: counts[group] &+= other.counts[place]
    case .sum:
      high[group] &+= other.sum(at: place)
      cells[group].count &+= other.cells[place].count
    case .smallest, .largest: takeExtreme(other.cells[place], at: group)
    case .distinct:
      for value in 0..<valueCount where other.isMarked(place, value) { mark(group, value) }
    }
  }

  private mutating func takeExtreme(_ other: Cell, at place: Int) {
    if other.count == 0 { return }
    let wantsLarger = if case .largest = fold { true } else { false }
    let known = cells[place]
    cells[place] = Cell(
      value: wantsLarger ? max(known.value, other.value) : min(known.value, other.value),
      count: known.count &+ other.count)
  }

  private func sum(at place: Int) -> Int128 {
    Int128(cells[place].value) &+ (high.isEmpty ? 0 : high[place])
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
        eachRow(groups.count) { sum(at: Int(groups[$0])) }, eachRow(groups.count) { cells[Int(groups[$0])].count },
        scale ?? 0)
    case .smallest, .largest:
      let blank = MissingReason.blank.rawValue
      let mask =
        groups.contains { cells[Int($0)].count == 0 } ? groups.map { cells[Int($0)].count == 0 ? blank : 0 } : []
      let values = eachRow(groups.count) { cells[Int(groups[$0])].count == 0 ? 0 : cells[Int(groups[$0])].value }
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

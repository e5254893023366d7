/// The smallest values seen so far, as many as are wanted, and the cells that may be among them: of all rows the ones
/// that `sort amount | take 10` has to look at more closely.
public struct SmallestValues: Sendable {
  private let wanted: Int
  /// The largest of the smallest on top.
  private var heap: [Int64] = []
  /// The values of the candidates, in the order met.
  public private(set) var values: [Int64] = []

  /// - Parameter wanted: at least one.
  public init(_ wanted: Int) { self.wanted = max(1, wanted) }

  /// No candidate has a larger value than this.
  private var bound: Int64 { heap.count < wanted ? .max : heap[0] }

  /// The rows whose value is not larger than the largest of the wanted smallest seen before; missing ones are the
  /// largest. Descending, values are turned round first.
  ///
  /// - Parameter chosen: which rows are asked about; empty for all.
  public mutating func candidates(
    _ cells: SortKey.Cells, _ missing: MissingMask, isDescending: Bool, where chosen: [Bool]
  ) -> [Int32] {
    switch cells {
    case .numbers(let values), .places(let values):
      isDescending
        ? candidates(values.count, missing, chosen) { ~values[$0] }
        : candidates(values.count, missing, chosen) { values[$0] }
    case .years(let years):
      candidates(years.count, missing, chosen) { isDescending ? ~Int64(years[$0]) : Int64(years[$0]) }
    case .codes(let codes):
      candidates(codes.count, missing, chosen) { isDescending ? ~Int64(codes[$0]) : Int64(codes[$0]) }
    case .flags(let flags):
      candidates(flags.count, missing, chosen) { isDescending != flags[$0] ? 1 : 0 }
    case .ranked(let codes, let ranks):
      candidates(codes.count, missing, chosen) {
        isDescending ? ~Int64(ranks[Int(codes[$0])]) : Int64(ranks[Int(codes[$0])])
      }
    }
  }

  /// Whether some of the rows, none of them missing, may be a candidate.
  public func mayTake(_ cells: SortKey.Cells, _ rows: Range<Int>, isDescending: Bool) -> Bool {
    if bound == .max { return true }
    return switch cells {
    case .numbers(let values), .places(let values):
      isDescending ? isAny(rows) { ~values[$0] } : isAny(rows) { values[$0] }
    case .years(let years): isAny(rows) { isDescending ? ~Int64(years[$0]) : Int64(years[$0]) }
    case .codes(let codes): isAny(rows) { isDescending ? ~Int64(codes[$0]) : Int64(codes[$0]) }
    case .flags(let flags): isAny(rows) { isDescending != flags[$0] ? 1 : 0 }
    case .ranked(let codes, let ranks):
      isAny(rows) { isDescending ? ~Int64(ranks[Int(codes[$0])]) : Int64(ranks[Int(codes[$0])]) }
    }
  }

  @inline(__always)
  private mutating func candidates(
    _ count: Int, _ missing: MissingMask, _ chosen: [Bool], _ value: (Int) -> Int64
  ) -> [Int32] {
    let reasons = missing.reasons
    var rows: [Int32] = []
    var start = 0
    while start < count {
      let end = min(count, start + 256)
      // Most stretches have no candidate at all; that is seen without a branch for each row. The code of a missing cell
      // may be none.
      if reasons.isEmpty, !isAny(start..<end, value) {
        start = end
        continue
      }
      for row in start..<end where chosen.isEmpty || chosen[row] {
        let value = reasons.isEmpty || reasons[row] == 0 ? value(row) : .max
        if value <= bound {
          if heap.count < wanted { push(value) } else if value < heap[0] { replaceTop(value) }
          values.append(value)
          rows.append(Int32(truncatingIfNeeded: row))
        }
      }
      start = end
    }
    return rows
  }

  @inline(__always)
  private func isAny(_ rows: Range<Int>, _ value: (Int) -> Int64) -> Bool {
    let bound = bound
    var hits = 0
    for row in rows { hits += value(row) <= bound ? 1 : 0 }
    return hits > 0
  }

  /// Which candidates, by their place among them, still are; the others are forgotten.
  public mutating func prune() -> [Int] {
    let bound = bound
    let kept = values.indices.filter { values[$0] <= bound }
    keep(kept)
    return kept
  }

  /// Forgets all candidates but those.
  public mutating func keep(_ places: [Int]) { values = places.map { values[$0] } }

  /// Together with what another worker has seen, whose candidates come behind.
  public mutating func add(_ other: SmallestValues) {
    for value in other.heap {
      if heap.count < wanted { push(value) } else if value < heap[0] { replaceTop(value) }
    }
    values += other.values
  }

  private mutating func push(_ value: Int64) {
    heap.append(value)
    var child = heap.count - 1
    while child > 0 {
      let parent = (child - 1) / 2
      if heap[parent] >= heap[child] { return }
      heap.swapAt(parent, child)
      child = parent
    }
  }

  private mutating func replaceTop(_ value: Int64) {
    heap[0] = value
    var parent = 0
    while true {
      var child = 2 * parent + 1
      if child >= heap.count { return }
      if child + 1 < heap.count, heap[child + 1] > heap[child] { child += 1 }
      if heap[parent] >= heap[child] { return }
      heap.swapAt(parent, child)
      parent = child
    }
  }
}

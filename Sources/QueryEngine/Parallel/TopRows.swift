internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// `sort -amount | take 10` over many rows: each worker keeps only rows that can still be among the first ten, so that
/// neither all rows nor all keys are ever put in order. The answer is that of the whole sort.
struct TopRows {
  let sort: Plan.Sort
  let count: Int
  let stages: RowStages
  let base: Frame
  let needed: Set<Int>

  /// More wanted rows than this are found as quickly by sorting.
  static let mostRows = 4096

  /// Nil where the general way must be taken.
  init?(_ sort: Plan.Sort, count: Int, stages: RowStages, base: Frame, needed: Set<Int>, _ workers: Workers) {
    guard count > 0, count <= Self.mostRows, base.rowCount >= workers.fewestRows, base.lineage == nil,
      base.identity == nil, !sort.keys.isEmpty
    else { return nil }
    self.sort = sort
    self.count = count
    self.stages = stages
    self.base = base
    self.needed = needed
  }

  private struct Part: Sendable {
    var candidates: [Frame] = []
    var candidateCount = 0
    var smallest = SmallestValues()
    var outcomes: [StageOutcome]
    var tally = NoticeTally()
    var isPossible = true
  }

  /// The rows that can be among the first, in their order; nil where the first key or a column is of another kind.
  func run(_ execution: Execution) throws(Diagnostic) -> Frame? {
    let parts = try execution.workers.stretches(of: base.rowCount) {
      [self, share = execution.share(of: base.rowCount)] (range) throws(Diagnostic) in
      try part(range, Execution(share))
    }
    guard parts.allSatisfy(\.isPossible), let all = Frame.concatenated(parts.flatMap(\.candidates)) else { return nil }
    var outcomes = parts[0].outcomes
    for part in parts.dropFirst() {
      for index in outcomes.indices { outcomes[index].add(part.outcomes[index]) }
    }
    for part in parts { execution.tally.add(part.tally) }
    execution.report(outcomes, of: stages)
    return all
  }

  private func part(_ range: Range<Int>, _ execution: Execution) throws(Diagnostic) -> Part {
    var part = Part(outcomes: [StageOutcome](repeating: StageOutcome(), count: stages.stages.count))
    var start = range.lowerBound
    while start < range.upperBound {
      try execution.checkpoint()
      let end = min(range.upperBound, start + execution.workers.sliceLength)
      var slice = execution.slice(base, start..<end, of: stages)
      try execution.run(stages, over: &slice, outcomes: &part.outcomes)
      let frame = slice.compacted(needed)
      guard let values = try firstKey(frame, execution) else {
        part.isPossible = false
        return part
      }
      let rows = part.smallest.candidates(values, count: count)
      if !rows.isEmpty || part.candidates.isEmpty {
        part.candidates.append(frame.gathered(rows, needed: needed))
        part.candidateCount += rows.count
      }
      // When many candidates have come together they are sorted out.
      if part.candidateCount > execution.workers.fewestRows {
        guard let all = Frame.concatenated(part.candidates) else {
          part.isPossible = false
          return part
        }
        let order = try execution.order(all, sort.keys) ?? (0..<all.rowCount).map { Int32($0) }
        let kept = all.gathered(order.prefix(count).sorted(), needed: needed)
        part.candidates = [kept]
        part.candidateCount = kept.rowCount
      }
      start = end
    }
    part.tally = execution.tally
    return part
  }

  /// The first key as numbers that sort as its cells do, missing last; nil where only a whole column can be put in order.
  private func firstKey(_ frame: Frame, _ execution: Execution) throws(Diagnostic) -> [Int64]? {
    let evaluator = execution.evaluator(frame)
    let key = sort.keys[0]
    let column = try evaluator.column(key.value)
    let values: [Int64]
    switch column.storage {
    case .numbers(.narrow(let numbers, let scale)):
      // Another number of decimals in another slice would not compare.
      if case .column = key.value {} else if scale != 0 { return nil }
      values = numbers
    case .years(let years): values = years.map { Int64($0) }
    case .codes(let codes, _):
      guard evaluator.type(key.value).scale != nil else { return nil }
      values = codes.map { Int64($0) }
    case .numbers(.wide), .bools, .lists: return nil
    }
    let missing = column.missing
    if key.isDescending { return eachRow(values.count) { missing[$0] ? Int64.max : ~values[$0] } }
    return missing.isEmpty ? values : eachRow(values.count) { missing[$0] ? Int64.max : values[$0] }
  }
}

/// The smallest values seen so far, as many as are wanted: a heap with the largest of them on top.
private struct SmallestValues: Sendable {
  private var heap: [Int64] = []

  /// The rows whose value is not larger than the largest of the wanted smallest seen before.
  mutating func candidates(_ values: [Int64], count: Int) -> [Int32] {
    var rows: [Int32] = []
    for row in values.indices {
      let value = values[row]
      if heap.count < count {
        push(value)
      } else if value < heap[0] {
        replaceTop(value)
      } else if value != heap[0] {
        continue
      }
      rows.append(Int32(truncatingIfNeeded: row))
    }
    return rows
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

extension Frame {
  /// The rows of several frames, one after the other; nil where their columns are not of one kind.
  static func concatenated(_ frames: [Frame]) -> Frame? {
    guard let first = frames.first else { return nil }
    var result = Frame(
      fields: first.fields, columns: [Column?](repeating: nil, count: first.columns.count),
      rowCount: frames.reduce(0) { $0 + $1.rowCount })
    for place in first.columns.indices where first.columns[place] != nil {
      let parts = frames.compactMap { $0.columns[place] }
      guard parts.count == frames.count, let column = Column.concatenated(parts) else { return nil }
      result.columns[place] = column
    }
    return result
  }
}

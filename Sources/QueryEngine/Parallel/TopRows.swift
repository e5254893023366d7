internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// `sort -amount | take 10` over many rows: each worker keeps only rows that can still be among the first ten, so that
/// neither all rows nor all keys are ever put in order. The answer is that of the whole sort.
///
/// Where the stages below only filter and pass columns on, no more is unpacked of a row than the filters and the first
/// key ask for, until the row is known to be a candidate.
struct TopRows {
  let sort: Plan.Sort
  let count: Int
  let stages: RowStages
  let base: Frame
  let needed: Set<Int>
  /// Nil where the stages compute columns, of which nothing may be left out: what can be said of them is.
  private let firstKeyStages: RowStages?
  /// The cells of the first key, where a slice without a candidate among them needs no filter: none could have anything
  /// to say of it.
  private let firstCells: ColumnCells?
  /// Whether the first key is a level, whose code is its place.
  private let isByLevel: Bool
  /// For a text as the first key.
  private let texts: TextRanks?

  /// More wanted rows than this are found as quickly by sorting.
  static let mostRows = 4096

  private struct TextRanks {
    var dictionary: TextDictionary
    var ranks: [Int32]
  }

  /// Nil where the general way must be taken.
  init?(_ sort: Plan.Sort, count: Int, stages: RowStages, base: Frame, needed: Set<Int>, _ workers: Workers) {
    guard count > 0, count <= Self.mostRows, base.rowCount >= workers.fewestRows, base.lineage == nil,
      base.identity == nil, let first = sort.keys.first,
      // What is computed of each row may have something to say of each.
      sort.keys.dropFirst().allSatisfy({ $0.value.isColumn })
    else { return nil }
    self.sort = sort
    self.count = count
    self.stages = stages
    self.base = base
    self.needed = needed
    firstKeyStages = stages.onlyPassOn ? RowStages(sort.input, needed: first.value.columns) : nil
    isByLevel = first.value.type(over: sort.input.fields).scale != nil
    texts = Self.textRanks(first.value, stages, base)
    var cells: ColumnCells?
    if firstKeyStages != nil, workers.stopwatch == nil, case .column(let place) = first.value, stages.areSettled(base) {
      cells = stages.cells(of: place, before: stages.stages.count, base, [:])
    }
    firstCells = cells?.isComplete == true ? cells : nil
  }

  /// Nil for other keys than a column of texts of the base.
  private static func textRanks(_ key: PlanExpression, _ stages: RowStages, _ base: Frame) -> TextRanks? {
    guard case .column(let place) = key else { return nil }
    switch stages.cells(of: place, before: stages.stages.count, base, [:]) {
    case .packed(let column)?:
      guard case .texts(let dictionary) = column.shape else { return nil }
      return TextRanks(dictionary: dictionary, ranks: dictionary.ranks())
    case .whole(let column)?:
      guard case .codes(_, let dictionary) = column.storage else { return nil }
      return TextRanks(dictionary: dictionary, ranks: dictionary.ranks())
    case nil: return nil
    }
  }

  private struct Part: Sendable {
    var smallest: SmallestValues
    /// The candidates' rows of the base, ascending; empty where frames are kept.
    var rows: [Int32] = []
    /// The candidates with all columns, where the stages compute some.
    var frames: [Frame] = []
    var findings: SliceFindings
    /// How many decimals the first key has.
    var scale: Int?
    var isPossible = true
  }

  /// The rows that can be among the first, as they come; nil where the first key or a column is of another kind.
  func run(_ execution: Execution) throws(Diagnostic) -> Frame? {
    execution.prepare(stages, over: base)
    let parts = try execution.workers.stretches(of: base.rowCount) {
      [self, share = execution.share(of: base.rowCount)] (range) throws(Diagnostic) in
      try part(range, Execution(share))
    }
    guard parts.allSatisfy(\.isPossible), Set(parts.compactMap(\.scale)).count <= 1 else { return nil }
    let silent = Execution(execution.share(of: base.rowCount))
    guard
      let all = firstKeyStages == nil
        ? Frame.concatenated(parts.flatMap(\.frames)) : try candidates(rows(of: parts), silent)
    else { return nil }
    execution.report(parts.map(\.findings), of: stages)
    return all
  }

  private func part(_ range: Range<Int>, _ execution: Execution) throws(Diagnostic) -> Part {
    var part = Part(smallest: SmallestValues(count), findings: SliceFindings(of: stages))
    for slice in execution.workers.slices(of: range) where part.isPossible {
      try execution.checkpoint()
      if let firstKeyStages {
        try look(at: slice, firstKeyStages, &part, execution)
      } else {
        try compute(slice, &part, execution)
      }
    }
    part.findings.tally = execution.tally
    return part
  }

  // MARK: Only the first key

  /// Finds the candidates of a slice by its first key alone.
  private func look(
    at range: Range<Int>, _ stages: RowStages, _ part: inout Part, _ execution: Execution
  ) throws(Diagnostic) {
    if !mayHaveCandidate(range, part) {
      for index in part.findings.outcomes.indices {
        part.findings.outcomes[index].filter.seen += range.count
        // The candidates there are have passed all filters; more is not asked.
        part.findings.outcomes[index].filter.kept += 1
      }
      return
    }
    var slice = execution.slice(base, range, of: stages)
    try execution.run(stages, over: &slice, outcomes: &part.findings.outcomes)
    let key = sort.keys[0].value
    // An expression would also be computed for the rows that filters have taken away, and may go wrong there.
    if !key.isColumn { slice.compact() }
    slice.unpack(key.columns)
    guard let found = try candidates(of: slice.frame, where: slice.chosen, &part, execution) else { return }
    let first = Int32(truncatingIfNeeded: range.lowerBound)
    part.rows += found.map { first + (slice.rows?[Int($0)] ?? $0) }
    if part.rows.count <= execution.workers.fewestRows { return }
    // When many candidates have come together they are sorted out: by the first key, then by all.
    part.rows = part.smallest.prune().map { part.rows[$0] }
    if part.rows.count <= execution.workers.fewestRows { return }
    // What there is to say of the key has been said when it was first looked at.
    let silent = Execution(execution.share(of: base.rowCount))
    guard let all = try candidates(part.rows, silent) else {
      part.isPossible = false
      return
    }
    let kept = try firstRows(of: all, silent).map { Int($0) }
    part.smallest.keep(kept)
    part.rows = kept.map { part.rows[$0] }
  }

  /// Whether the first key alone leaves a row of the base in the running.
  private func mayHaveCandidate(_ range: Range<Int>, _ part: Part) -> Bool {
    guard let firstCells else { return true }
    let isDescending = sort.keys[0].isDescending
    switch firstCells {
    case .whole(let column):
      guard let cells = sortCells(column) else { return true }
      return part.smallest.mayTake(cells, range, isDescending: isDescending)
    case .packed(let packed):
      guard let cells = sortCells(packed.cells(range)) else { return true }
      return part.smallest.mayTake(cells, 0..<range.count, isDescending: isDescending)
    }
  }

  /// The candidates of all workers that are still some.
  private func rows(of parts: [Part]) -> [Int32] {
    let rows = parts.flatMap(\.rows)
    var smallest = parts[0].smallest
    for part in parts.dropFirst() { smallest.add(part.smallest) }
    return smallest.prune().map { rows[$0] }
  }

  /// Rows of the base behind stages that only pass columns on.
  private func candidates(_ rows: [Int32], _ execution: Execution) throws(Diagnostic) -> Frame? {
    guard var frame = base.picked(rows, needed: stages.baseNeeded) else { return nil }
    for stage in stages.stages {
      if case .project(let node) = stage.step { frame = try execution.projected(frame, node, needed: stage.needed) }
    }
    return frame
  }

  // MARK: All columns

  /// Takes a slice through all stages and keeps its candidates.
  private func compute(_ range: Range<Int>, _ part: inout Part, _ execution: Execution) throws(Diagnostic) {
    var slice = execution.slice(base, range, of: stages)
    try execution.run(stages, over: &slice, outcomes: &part.findings.outcomes)
    let frame = slice.compacted(needed)
    guard let rows = try candidates(of: frame, where: [], &part, execution) else { return }
    if !rows.isEmpty || part.frames.isEmpty { part.frames.append(frame.gathered(rows, needed: needed)) }
    if part.smallest.values.count <= execution.workers.fewestRows { return }
    guard let all = Frame.concatenated(part.frames) else {
      part.isPossible = false
      return
    }
    let silent = Execution(execution.share(of: base.rowCount))
    let kept = try firstRows(of: all, silent)
    part.frames = [all.gathered(kept, needed: needed)]
    part.smallest.keep(kept.map { Int($0) })
  }

  // MARK: Both

  /// As many rows of candidates as are wanted, the first in sorting order, ascending.
  private func firstRows(of frame: Frame, _ execution: Execution) throws(Diagnostic) -> [Int32] {
    let order = try execution.order(frame, sort.keys)?.rows() ?? (0..<frame.rowCount).map { Int32($0) }
    return order.prefix(count).sorted()
  }

  /// The rows of a frame that can be among the first by the first key; nil, and the part is not possible, where only a
  /// whole column can be put in order.
  private func candidates(
    of frame: Frame, where chosen: [Bool], _ part: inout Part, _ execution: Execution
  ) throws(Diagnostic) -> [Int32]? {
    let key = sort.keys[0]
    let column = try execution.evaluator(frame).column(key.value)
    if case .numbers(let vector) = column.storage {
      // Over no rows an expression has no number of decimals.
      if frame.rowCount == 0 { return [] }
      // Another number of decimals in another slice would not compare.
      part.isPossible = part.scale ?? vector.scale == vector.scale
      part.scale = vector.scale
    }
    guard part.isPossible, let cells = sortCells(column) else {
      part.isPossible = false
      return nil
    }
    return part.smallest.candidates(cells, column.missing, isDescending: key.isDescending, where: chosen)
  }
}

extension TopRows {
  /// The cells of the first key as they sort; nil where only a whole column can be put in order.
  fileprivate func sortCells(_ column: Column) -> SortKey.Cells? {
    switch column.storage {
    case .numbers(.narrow(let numbers, _)): return .numbers(numbers)
    case .years(let years): return .years(years)
    case .codes(let codes, _) where isByLevel: return .codes(codes)
    case .codes(let codes, let dictionary):
      guard let texts, texts.dictionary === dictionary else { return nil }
      return .ranked(codes, texts.ranks)
    case .bools(let flags): return .flags(flags)
    case .numbers(.wide), .lists: return nil
    }
  }
}

extension RowStages {
  /// Whether the filters can neither fail nor leave a row open, whatever the rows.
  fileprivate func areSettled(_ base: Frame) -> Bool {
    stages.indices.allSatisfy { index in
      guard case .filter(let node) = stages[index].step else { return true }
      return node.condition.isSettled { place in cells(of: place, before: index, base, [:])?.isComplete ?? false }
    }
  }

  /// Whether no column is computed.
  var onlyPassOn: Bool {
    stages.allSatisfy { stage in
      guard case .project(let node) = stage.step else { return true }
      return stage.needed.allSatisfy { place in
        guard node.values.indices.contains(place) else { return true }
        return switch node.values[place] {
        case .column, .constant: true
        default: false
        }
      }
    }
  }
}

extension Frame {
  /// The given rows, ascending, with only the columns needed; nil where a column turns out not to be of one kind.
  fileprivate func picked(_ rows: [Int32], needed: Set<Int>) -> Frame? {
    var result = gathered(rows, needed: needed)
    for (place, column) in packed where needed.contains(place) {
      guard let cells = column.picked(rows) else { return nil }
      result.columns[place] = cells
    }
    return result
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

extension PlanExpression {
  /// Whether no row leaves the condition open and none can make it fail, given which columns have no missing cell.
  fileprivate func isSettled(_ isComplete: (Int) -> Bool) -> Bool {
    switch self {
    case .column(let place): isComplete(place)
    case .constant(let value, _): !value.isMissing
    case .compare(_, let a, let b): a.isSettled(isComplete) && b.isSettled(isComplete)
    case .within(let a, let low, let high):
      a.isSettled(isComplete) && low.isSettled(isComplete) && high.isSettled(isComplete)
    case .oneOf(let a, _), .textTest(_, let a), .isMissing(let a), .not(let a): a.isSettled(isComplete)
    case .and(let parts), .or(let parts): parts.allSatisfy { $0.isSettled(isComplete) }
    case .comparable, .conditional, .coalesce, .sum, .product, .negative, .call: false
    }
  }
}

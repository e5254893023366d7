internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// The rows behind filters and projections, as whole columns that are put together from slices: each worker takes its
/// slices through all stages while they stay in the cache, so that no column of the unfiltered rows is ever whole.
struct SlicedRows {
  let stages: RowStages
  let base: Frame
  let needed: Set<Int>

  /// Nil where the general way must be taken, or is as quick: rows that are only passed on.
  init?(_ stages: RowStages, over base: Frame, needed: Set<Int>, _ workers: Workers) {
    guard base.rowCount >= workers.fewestRows, base.lineage == nil, base.identity == nil, !needed.isEmpty,
      stages.makeNewColumns, stages.keepDictionaries, !stages.lookUp
    else { return nil }
    self.stages = stages
    self.base = base
    self.needed = needed
  }

  private struct Part: Sendable {
    /// For each column of the rows, where it is needed.
    var columns: [ColumnStack?]
    var rowCount = 0
    var findings: SliceFindings
    var isPossible = true
  }

  /// Nil where the slices turn out not to be of one kind.
  func run(_ execution: Execution) throws(Diagnostic) -> Frame? {
    execution.prepare(stages, over: base)
    let fields = stages.fields
    let parts = try execution.workers.stretches(of: base.rowCount) {
      [self, share = execution.share(of: base.rowCount)] (range) throws(Diagnostic) in
      try part(range, width: fields.count, Execution(share))
    }
    guard parts.allSatisfy(\.isPossible) else { return nil }
    var rows = Frame(
      fields: fields, columns: [Column?](repeating: nil, count: fields.count),
      rowCount: parts.reduce(0) { $0 + $1.rowCount })
    let filled = parts.contains { $0.rowCount > 0 } ? parts.filter { $0.rowCount > 0 } : [parts[0]]
    for place in needed {
      let found = filled.compactMap { $0.columns[place]?.column }
      guard found.count == filled.count, let column = Column.concatenated(found, execution.runner) else { return nil }
      rows.columns[place] = column
      try execution.checkpoint()
    }
    execution.report(parts.map(\.findings), of: stages)
    return rows
  }

  private func part(_ range: Range<Int>, width: Int, _ execution: Execution) throws(Diagnostic) -> Part {
    var part = Part(
      columns: (0..<width).map { needed.contains($0) ? ColumnStack(capacity: range.count) : nil },
      findings: SliceFindings(of: stages))
    for rows in execution.workers.slices(of: range) {
      try execution.checkpoint()
      var slice = execution.slice(base, rows, of: stages)
      try execution.run(stages, over: &slice, outcomes: &part.findings.outcomes)
      let frame = slice.compacted(needed)
      // Expressions over no rows have no kind of their own.
      if frame.rowCount == 0, part.rowCount > 0 || rows.upperBound < range.upperBound { continue }
      part.rowCount += frame.rowCount
      for place in needed {
        guard part.columns[place]?.append(try frame.column(place)) == true else {
          part.isPossible = false
          return part
        }
      }
    }
    part.findings.tally = execution.tally
    return part
  }
}

extension RowStages {
  /// Those of the rows behind all stages.
  fileprivate var fields: [Field] {
    for stage in stages.reversed() {
      if case .project(let node) = stage.step { return node.fields }
    }
    return base.fields
  }

  /// Whether some stage does more than pass columns on.
  fileprivate var makeNewColumns: Bool {
    stages.contains { stage in
      switch stage.step {
      case .filter, .lookup: true
      case .project(let node): !node.values.allSatisfy(\.isColumn)
      }
    }
  }

  fileprivate var lookUp: Bool {
    stages.contains { if case .lookup = $0.step { true } else { false } }
  }

  /// Whether texts and levels are only passed on: new ones would have another dictionary in each slice.
  fileprivate var keepDictionaries: Bool {
    stages.allSatisfy { stage in
      guard case .project(let node) = stage.step else { return true }
      return stage.needed.allSatisfy { place in
        guard node.values.indices.contains(place), !node.values[place].isColumn else { return true }
        return switch node.values[place].type(over: node.input.fields) {
        case .number, .year, .bool: true
        case .text, .level, .list: false
        }
      }
    }
  }
}

extension PlanExpression {
  /// Whether it is a column as it stands.
  var isColumn: Bool {
    if case .column = self { true } else { false }
  }
}

extension Execution {
  /// All rows behind the stages, in slices where that can be done.
  ///
  /// - Parameter base: from `sliceable`.
  func rows(
    of stages: RowStages, sliced base: Frame, needed: Set<Int>, _ lookups: [Int: Lookup] = [:]
  ) throws(Diagnostic) -> Frame {
    if let rows = try SlicedRows(stages, over: base, needed: needed, workers)?.run(self) { return rows }
    return try rows(of: stages, over: try whole(base, of: stages), lookups)
  }
}

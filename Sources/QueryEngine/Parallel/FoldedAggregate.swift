internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// An aggregate over many rows, computed slice by slice on all workers: no column of the filtered rows is ever whole in
/// memory. Taken where every call folds and the keys fit an array; the results are those of `aggregate`, byte for byte.
struct FoldedAggregate {
  let node: Plan.Aggregate
  let stages: RowStages
  let base: Frame
  let calls: [AggregateCall]
  private let lookups: [Int: Lookup]
  private let keys: DenseKeys
  /// The columns that the keys and calls read.
  private let read: Set<Int>
  /// Whether a call computes something that can fail, so that it is done only for rows that are there.
  private let canFail: Bool

  /// Whether the rows of a base and the calls are such as can be folded.
  static func isPossible(
    _ node: Plan.Aggregate, _ calls: [AggregateCall], stages: RowStages, base: Frame, _ workers: Workers
  ) -> Bool {
    base.rowCount >= workers.fewestRows && base.lineage == nil && base.identity == nil && !node.completes
      && calls.allSatisfy { call in
        call.function.fold != nil && call.uniqueness == nil
          && !(call.function.addsUp && call.argument.map { stages.looksUp($0) } ?? false)
      }
  }

  /// Nil where the general way must be taken.
  init?(
    _ node: Plan.Aggregate, _ calls: [AggregateCall], stages: RowStages, _ lookups: [Int: Lookup], base: Frame
  ) {
    var columns: [ColumnCells] = []
    for key in node.keys {
      guard let cells = stages.cells(of: key, before: stages.stages.count, base, lookups) else { return nil }
      columns.append(cells)
    }
    guard let keys = DenseKeys(columns) else { return nil }
    self.node = node
    self.stages = stages
    self.lookups = lookups
    self.base = base
    self.calls = calls
    self.keys = keys
    read = calls.reduce(into: Set(node.keys)) { $0.formUnion($1.columns) }
    canFail = calls.contains { $0.argument?.canFail ?? false || $0.filter?.canFail ?? false }
  }

  /// What one worker finds in its stretch of rows.
  private struct Part: Sendable {
    var states: [FoldState]
    /// The packed keys in the order of their first rows.
    var groups: [Int32] = []
    /// For each key column why it is missing in that first row.
    var reasons: [[UInt8]]
    /// Of each packed key, and true for the place of rows that take no part.
    var isKnown: [Bool]
    /// How many of the known keys have no missing cell.
    var presentCount = 0
    var leftOut: [Int]
    var findings: SliceFindings
    var isFolded = true
  }

  /// The keys and results of the groups, in the order of their first rows; nil where the cells turn out not to fold.
  func run(_ execution: Execution) throws(Diagnostic) -> Frame? {
    prepare(execution)
    let parts = try execution.workers.stretches(stretchCount(execution.workers), of: base.rowCount) {
      [self, share = execution.share(of: base.rowCount)] (range) throws(Diagnostic) in
      try part(range, Execution(share))
    }
    guard var whole = parts.first, parts.allSatisfy(\.isFolded) else { return nil }
    for part in parts.dropFirst() where !merge(part, into: &whole) { return nil }
    execution.report(parts.map(\.findings), of: stages, lookups)
    for (call, count) in zip(calls, whole.leftOut) where count > 0 {
      execution.noteLeftOut(call, count, node.input.fields)
    }
    if node.keys.isEmpty, whole.groups.isEmpty { whole.groups = [0] }
    return try frame(whole, execution)
  }

  /// Also what the calls ask of whole dictionaries is asked before the workers begin.
  private func prepare(_ execution: Execution) {
    guard let (prepared, worker) = execution.prepare(stages, lookups, over: base) else { return }
    var (slice, part) = (prepared, emptyPart)
    _ = try? add(&slice, to: &part, worker)
  }

  /// So many that no worker waits long for another, as long as what each keeps is small.
  private func stretchCount(_ workers: Workers) -> Int {
    // Its bits may be many.
    if calls.contains(where: { if case .distinct? = $0.function.fold { true } else { false } }) { return workers.count }
    let slices = base.rowCount / max(1, workers.sliceLength)
    let roomy = Self.mostPlaces / max(1, keys.domain * max(1, calls.count))
    return max(workers.count, min(slices / 4, roomy, workers.count * 8))
  }

  /// All stretches together keep room for so many groups and calls.
  private static let mostPlaces = 1 << 18

  private var emptyPart: Part {
    Part(
      states: calls.compactMap { call in call.function.fold.map { FoldState($0, domain: keys.domain) } },
      reasons: [[UInt8]](repeating: [], count: node.keys.count),
      isKnown: [Bool](repeating: false, count: keys.domain) + [true], leftOut: [Int](repeating: 0, count: calls.count),
      findings: SliceFindings(of: stages))
  }

  private func part(_ range: Range<Int>, _ execution: Execution) throws(Diagnostic) -> Part {
    var part = emptyPart
    for rows in execution.workers.slices(of: range) {
      try execution.checkpoint()
      var slice = execution.slice(base, rows, of: stages)
      try execution.run(stages, lookups, over: &slice, outcomes: &part.findings.outcomes)
      guard try add(&slice, to: &part, execution) else {
        part.isFolded = false
        return part
      }
    }
    part.findings.tally = execution.tally
    return part
  }

  /// Takes in the rows of a slice; false where they do not fold.
  private func add(_ slice: inout Slice, to part: inout Part, _ execution: Execution) throws(Diagnostic) -> Bool {
    if canFail { slice.compact() }
    slice.unpack(read)
    let frame = slice.frame
    var columns: [Column] = []
    for key in node.keys { columns.append(try frame.column(key)) }
    guard var places = keys.packed(columns, rowCount: frame.rowCount) else { return false }
    let left = slice.chosen
    if !left.isEmpty {
      let (all, nowhere) = (places, Int32(truncatingIfNeeded: keys.domain))
      places = eachRow(all.count) { left[$0] ? all[$0] : nowhere }
    }
    noteGroups(places, columns, &part)
    let evaluator = execution.evaluator(frame)
    for (index, call) in calls.enumerated() {
      let chosen = if let filter = call.filter { try evaluator.truth(filter).values } else { [Bool]() }
      var column: Column?
      if let argument = call.argument {
        column =
          chosen.isEmpty
          ? try evaluator.column(argument) : try evaluator.vector(argument, where: chosen).column(frame.rowCount)
      }
      let taken = taken(places, chosen, column, call, &part.leftOut[index])
      guard part.states[index].add(column, taken) else { return false }
    }
    return true
  }

  /// Notes the groups that have their first row in a slice.
  private func noteGroups(_ places: [Int32], _ columns: [Column], _ part: inout Part) {
    // As a rule all groups are known after some slices, and then no row needs to be asked.
    if part.presentCount == keys.presentDomain, columns.allSatisfy({ $0.missing.isEmpty }) { return }
    for row in places.indices where !part.isKnown[Int(places[row])] {
      part.isKnown[Int(places[row])] = true
      part.groups.append(places[row])
      var isPresent = true
      for (key, column) in columns.enumerated() {
        let reason = column.missing.isEmpty ? 0 : column.missing.reasons[row]
        part.reasons[key].append(reason)
        if reason != 0 { isPresent = false }
      }
      part.presentCount += isPresent ? 1 : 0
    }
  }

  /// The places of the rows that a call takes; the others go to the place behind all keys.
  private func taken(
    _ places: [Int32], _ chosen: [Bool], _ column: Column?, _ call: AggregateCall, _ leftOut: inout Int
  ) -> [Int32] {
    let nowhere = Int32(truncatingIfNeeded: keys.domain)
    let taken = chosen.isEmpty ? places : eachRow(places.count) { chosen[$0] ? places[$0] : nowhere }
    guard let column, !column.missing.isEmpty else { return taken }
    let reasons = column.missing.reasons
    if call.function.skipsMissing {
      for row in taken.indices where taken[row] != nowhere && reasons[row] != 0 { leftOut += 1 }
    }
    return eachRow(taken.count) { reasons[$0] == 0 ? taken[$0] : nowhere }
  }

  /// Adds what a worker found further down; false where the two do not agree.
  private func merge(_ part: Part, into whole: inout Part) -> Bool {
    for (index, group) in part.groups.enumerated() where !whole.isKnown[Int(group)] {
      whole.isKnown[Int(group)] = true
      whole.groups.append(group)
      for key in whole.reasons.indices { whole.reasons[key].append(part.reasons[key][index]) }
    }
    for index in whole.states.indices {
      guard whole.states[index].add(part.states[index]) else { return false }
      whole.leftOut[index] += part.leftOut[index]
    }
    return true
  }

  private func frame(_ whole: Part, _ execution: Execution) throws(Diagnostic) -> Frame {
    var columns = keys.columns(whole.groups, reasons: whole.reasons)
    if node.hasLevels { return try frame(whole, keys: columns, execution) }
    for (call, state) in zip(calls, whole.states) {
      guard let fold = call.function.fold else { throw .fault("fold") }
      do throws(KernelFailure) {
        columns.append(try state.result(whole.groups, fold))
      } catch {
        throw error.diagnostic
      }
    }
    return Frame(fields: [], columns: columns, rowCount: whole.groups.count)
  }

  /// With totals: what was kept for the groups is brought together for the coarser ones, the rows are not read again.
  private func frame(_ whole: Part, keys: [Column], _ execution: Execution) throws(Diagnostic) -> Frame {
    let count = whole.groups.count
    let levels = try GroupLevels(keys: keys, groupCount: count, totals: node.totals, execution: execution)
    var columns = levels.keyColumns
    for (call, state) in zip(calls, whole.states) {
      guard let fold = call.function.fold else { throw .fault("fold") }
      let own = state.gathered(whole.groups)
      columns.append(
        try levels.result((0..<count).map { Int32($0) }, within: call.within) {
          (groupOf, count) throws(Diagnostic) in
          do throws(KernelFailure) {
            return try own.coarsened(groupOf, count).result((0..<count).map { Int32($0) }, fold)
          } catch {
            throw error.diagnostic
          }
        })
    }
    if !node.totals.isEmpty { columns.append(levels.numbers) }
    return Frame(fields: [], columns: columns, rowCount: levels.rowCount)
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

/// The right side of a join, ready to be asked slice by slice.
struct Lookup: Sendable {
  let right: Frame
  /// Nil where it can only be asked over whole columns: its keys are not of a kind known beforehand, or it has several
  /// rows with the same.
  let table: LookupTable?
  /// What there was to notice on the right side.
  let tally: NoticeTally
}

/// What a look-up has found, over one slice or all of them.
struct LookupOutcome: Sendable {
  /// Rows of the left without a match.
  var unmatched = 0
  /// For each row of the right whether it has been found, and one place more for rows that are not there; empty before
  /// the first slice.
  var isFound: [Bool] = []

  mutating func add(_ other: LookupOutcome) {
    unmatched += other.unmatched
    if isFound.isEmpty {
      isFound = other.isFound
    } else if !other.isFound.isEmpty {
      let (a, b) = (isFound, other.isFound)
      isFound = eachRow(a.count) { a[$0] || b[$0] }
    }
  }
}

extension Execution {
  /// Reads the right sides of the look-ups among the stages, from the base upwards.
  ///
  /// - Parameter found: what was read, by the stage; a run over whole columns takes it as well.
  /// - Returns: whether all can be asked slice by slice; the others behind the first that cannot are not read.
  func lookups(
    of stages: RowStages, over base: Frame, _ found: inout [Int: Lookup]
  ) throws(Diagnostic) -> Bool {
    for (index, stage) in stages.stages.enumerated() {
      guard case .lookup(let node) = stage.step else { continue }
      var left: [ColumnCells] = []
      for place in node.leftKeys {
        guard let cells = stages.cells(of: place, before: index, base, found) else { return false }
        left.append(cells)
      }
      // Its notices belong behind those of the stages before.
      let before = tally
      tally = NoticeTally()
      defer { tally = before }
      let right = try execute(node.right, needed: node.neededOfRight(stage.needed))
      var table: LookupTable?
      if right.lineage == nil, right.identity == nil {
        var keys: [Column] = []
        for place in node.rightKeys { keys.append(try right.column(place)) }
        let mark = workers.mark
        table = try LookupTable(left: left, right: keys, rowCount: right.rowCount, execution: self)
        workers.took(node.number, since: mark)
      }
      found[index] = Lookup(right: right, table: table, tally: tally)
      if table == nil { return false }
    }
    return true
  }

  /// Brings a slice's rows together with the rows found for them.
  func lookUp(
    _ slice: inout Slice, _ node: Plan.Join, _ lookup: Lookup, needed: Set<Int>, _ outcome: inout LookupOutcome
  ) throws(Diagnostic) {
    try checkpoint()
    slice.unpack(node.leftKeys)
    var keys: [Column] = []
    for place in node.leftKeys { keys.append(try slice.frame.column(place)) }
    guard let rows = lookup.table?.rows(keys, rowCount: slice.frame.rowCount) else { throw .fault("look-up keys") }
    outcome.note(rows, slice.chosen, rightCount: lookup.right.rowCount)

    let width = node.left.fields.count
    var columns = (0..<node.fields.count).map { place -> SliceColumn? in
      place < width && needed.contains(place) ? .kept(place) : nil
    }
    for (index, place) in node.rightColumns.enumerated() where needed.contains(width + index) {
      columns[width + index] = .made(try lookup.right.column(place).gathered(rows))
    }
    slice.replaceColumns(node.fields, columns)
    switch node.kind {
    case .lookup: return
    case .only: slice.keep(rows, matched: true, needed: needed)
    case .without: slice.keep(rows, matched: false, needed: needed)
    }
  }

  func report(_ outcome: LookupOutcome, of node: Plan.Join, _ lookup: Lookup) {
    tally.add(lookup.tally)
    guard let notice = node.unmatched else { return }
    let found = outcome.isFound.isEmpty ? 0 : outcome.isFound.dropLast().count { $0 }
    let right = lookup.right.rowCount - found
    if outcome.unmatched + right > 0 { tally.add(notice(outcome.unmatched, right)) }
  }
}

extension LookupOutcome {
  /// Notes what was found for the rows that are left.
  fileprivate mutating func note(_ rows: [Int32], _ chosen: [Bool], rightCount: Int) {
    if isFound.isEmpty { isFound = [Bool](repeating: false, count: rightCount + 1) }
    let nowhere = rightCount
    if chosen.isEmpty {
      for row in rows {
        unmatched += row < 0 ? 1 : 0
        isFound[row < 0 ? nowhere : Int(row)] = true
      }
    } else {
      for (row, isChosen) in zip(rows, chosen) {
        unmatched += isChosen && row < 0 ? 1 : 0
        isFound[isChosen && row >= 0 ? Int(row) : nowhere] = true
      }
    }
  }
}

extension Slice {
  /// Keeps the rows that have, or have not, found a row.
  fileprivate mutating func keep(_ rows: [Int32], matched: Bool, needed: Set<Int>) {
    let chosen = chosen
    keep(eachRow(rows.count) { (chosen.isEmpty || chosen[$0]) && (rows[$0] >= 0) == matched }, needed: needed)
  }
}

extension Plan.Join {
  /// Whether it is as joins are made.
  var isSound: Bool {
    leftKeys.count == rightKeys.count && !leftKeys.isEmpty && fields.count == left.fields.count + rightColumns.count
      && !right.hasEffects
  }

  /// The columns of the right that are read for some of the result's.
  func neededOfRight(_ needed: Set<Int>) -> Set<Int> {
    let width = left.fields.count
    return Set(needed.filter { $0 >= width }.map { rightColumns[$0 - width] }).union(rightKeys)
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// Rows brought together by their keys; of a look-up the left's columns are passed on as they are.
  func join(_ node: Plan.Join, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let width = node.left.fields.count
    guard node.leftKeys.count == node.rightKeys.count, node.fields.count == width + node.rightColumns.count else {
      throw .fault("join")
    }
    let left = try execute(node.left, needed: needed.filter { $0 < width }.union(node.leftKeys))
    let right = try execute(node.right, needed: node.neededOfRight(needed))
    return try joined(node, left, right, needed: needed)
  }

  /// The rows of a left and a right side brought together.
  func joined(
    _ node: Plan.Join, _ left: Frame, _ right: Frame, needed: Set<Int>
  ) throws(Diagnostic) -> Frame {
    var keys: [(left: Column, right: Column)] = []
    for (a, b) in zip(node.leftKeys, node.rightKeys) { keys.append((try left.column(a), try right.column(b))) }
    let matches = try RowMatches(keys, rightCount: right.rowCount, execution: self)
    try checkpoint()
    note(node, matches)

    let rows: (left: [Int32]?, right: [Int32])
    switch node.kind {
    case .without: rows = (matches.leftRows(matched: false), [])
    case .lookup, .only:
      if let several = node.severalMatches {
        if let row = matches.firstWithSeveral {
          throw several.diagnostic(
            zip(node.leftKeys, keys).map { $1.left.value(row, of: left.fields[$0].type) }, matches.count(of: row),
            left.rowCount, matches.expandedCount(keepsUnmatched: node.kind == .lookup))
        }
        let first = matches.firstMatches
        if node.kind == .lookup {
          rows = (nil, first)
        } else {
          let kept = matches.leftRows(matched: true)
          rows = (kept, eachRow(kept.count) { first[Int(kept[$0])] })
        }
      } else {
        let count = matches.expandedCount(keepsUnmatched: node.kind == .lookup)
        if count > Int(Int32.max) { throw .tooManyRows(count) }
        rows = matches.expanded(keepsUnmatched: node.kind == .lookup)
      }
    }
    try checkpoint()
    return try beside(node, left, rows.left, right, rows.right, needed: needed)
  }

  /// The rows of both sides beside each other: `leftRows` nil for all of the left's as they are.
  private func beside(
    _ node: Plan.Join, _ left: Frame, _ leftRows: [Int32]?, _ right: Frame, _ rightRows: [Int32], needed: Set<Int>
  ) throws(Diagnostic) -> Frame {
    let width = left.fields.count
    var result = leftRows.map { left.gathered($0, needed: needed) } ?? left
    if tracksIdentity, node.kind != .without {
      let many = node.severalMatches == nil ? leftRows : nil
      let a = left.identity(behind: leftRows, repeatedIn: many, .joinedMany)
      // As long as nobody needs a column of the right side, its rows need not be told apart.
      let isNeeded = needed.contains { $0 >= width }
      let b = right.identity(behind: rightRows, repeatedIn: isNeeded ? rightRows : nil, .lookedUp(node.rightName))
      result.identity = a.beside(b, node.rightColumns)
    }
    result.fields = node.fields
    if node.kind == .without { return result }
    for (index, place) in node.rightColumns.enumerated() {
      guard needed.contains(width + index) else {
        result.columns.append(nil)
        continue
      }
      try checkpoint()
      result.columns.append(try right.column(place).gathered(rightRows))
    }
    if let other = right.lineage?.gathered(rightRows) {
      result.lineage = Lineage(parts: (result.lineage?.parts ?? []) + other.parts)
    }
    return result
  }

  /// N3, told of every join apart.
  private func note(_ node: Plan.Join, _ matches: RowMatches) {
    guard let notice = node.unmatched else { return }
    let (left, right) = matches.unmatched
    if left + right > 0 { tally.add(notice(left, right)) }
  }
}

extension Frame {
  /// The identity of these rows at the given places (nil: as they are), some perhaps several times.
  fileprivate func identity(
    behind rows: [Int32]?, repeatedIn all: [Int32]?, _ cause: RepetitionCause
  ) -> RowIdentity {
    let own = knownIdentity
    if let all, all.repeats(below: rowCount) { return own.multiplied(all, of: rowCount, cause) }
    return rows.map { own.gathered($0) } ?? own
  }
}

extension [Int32] {
  /// Whether a row, all of them below a bound, stands here twice; −1 is none.
  fileprivate func repeats(below count: Int) -> Bool {
    var seen = [Bool](repeating: false, count: count)
    for row in self where row >= 0 {
      if seen[Int(row)] { return true }
      seen[Int(row)] = true
    }
    return false
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// One row for each element of a list, in its order; a list that is missing or empty gives one row with missing.
  func unnest(_ node: Plan.Unnest, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let frame = try execute(node.input, needed: needed.union([node.column]))
    let lists = try frame.column(node.column)
    guard case .lists(let offsets, let elements, let dictionary) = lists.storage else { throw .fault("unnest") }

    var rows: [Int32] = []
    rows.reserveCapacity(max(elements.count, frame.rowCount))
    var codes: [Int32] = []
    codes.reserveCapacity(rows.capacity)
    var reasons: [UInt8] = []
    reasons.reserveCapacity(rows.capacity)
    var isAnyMissing = false
    for row in 0..<frame.rowCount {
      let range = Int(offsets[row])..<Int(offsets[row + 1])
      if lists.missing[row] || range.isEmpty {
        rows.append(Int32(row))
        codes.append(0)
        reasons.append((lists.missing.reason(row) ?? .blank).rawValue)
        isAnyMissing = true
        continue
      }
      for index in range {
        rows.append(Int32(row))
        codes.append(elements[index])
        reasons.append(0)
      }
    }
    if rows.count > Int(Int32.max) { throw .tooManyRows(rows.count) }
    try checkpoint()

    var result = frame.gathered(rows, needed: needed.subtracting([node.column]))
    if tracksIdentity {
      result.identity = frame.knownIdentity.multiplied(
        rows, of: frame.rowCount, .unnested(frame.fields[node.column].name))
      result.identity?.ofColumn[node.column] = []
    }
    result.fields = node.fields
    result.columns[node.column] = Column(
      .codes(codes, dictionary), missing: MissingMask(isAnyMissing ? reasons : []))
    return result
  }
}

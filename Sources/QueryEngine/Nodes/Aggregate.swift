internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// One row per distinct combination of keys, in the order of first appearance; added combinations behind.
  func aggregate(_ node: Plan.Aggregate, needed: Set<Int>) throws(Diagnostic) -> Frame {
    let wanted = node.calls.indices.filter {
      needed.contains(node.keys.count + $0) || node.calls[$0].uniqueness != nil
    }
    guard node.fields.count == node.keys.count + node.calls.count + (node.totals.isEmpty ? 0 : 1) else {
      throw .fault("aggregate")
    }
    var read = Set(node.keys)
    for index in wanted { read.formUnion(node.calls[index].columns) }
    let calls = wanted.map { node.calls[$0] }
    // One group of results that no order of rows can change needs none.
    let isUnordered = node.keys.isEmpty && !tracksLineage && calls.allSatisfy { $0.function.fold != nil }
    let stages = RowStages(isUnordered ? node.input.withoutSorting : node.input, needed: read, takesLookups: true)
    let base = try sliceable(stages)
    var lookups: [Int: Lookup] = [:]
    if FoldedAggregate.isPossible(node, calls, stages: stages, base: base, workers),
      try self.lookups(of: stages, over: base, &lookups),
      let found = try FoldedAggregate(node, calls, stages: stages, lookups, base: base)?.run(self)
    {
      var result = Frame(
        fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: found.rowCount)
      let places = Array(node.keys.indices) + wanted.map { node.keys.count + $0 } + [node.fields.count - 1]
      for (place, column) in zip(places, found.columns) { result.columns[place] = column }
      return result
    }
    let frame = try rows(of: stages, sliced: base, needed: read, lookups)
    var keys: [Column] = []
    for place in node.keys { keys.append(try frame.column(place)) }
    let types = node.keys.map { frame.fields[$0].type }

    let grouping = try Grouping(keys, rowCount: frame.rowCount, execution: self)
    if node.hasLevels {
      return try aggregateWithTotals(node, wanted, over: frame, grouping)
    }
    var keysOfGroups = keys.map { $0.gathered(grouping.firstRows) }
    if node.completes, !keys.isEmpty { keysOfGroups = try completed(keysOfGroups, types: types) }
    let groupCount = keysOfGroups.first?.count ?? grouping.count

    let groups = Groups(groupOf: grouping.groupOf, count: groupCount, keys: keysOfGroups, keyTypes: types)
    let (results, contributing) = try evaluate(calls, over: frame, groups)
    var result = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: groupCount)
    for (place, column) in keysOfGroups.enumerated() { result.columns[place] = column }
    for (index, column) in zip(wanted, results) {
      var column = column
      if let key = node.calls[index].sharedByKey, groupCount > grouping.count {
        column = try shared(column, by: keysOfGroups[key], groupsWithRows: grouping.count)
      }
      result.columns[keys.count + index] = column
    }
    result.lineage = frame.lineage?.grouped(contributing, groupCount: groupCount)
    return result
  }
}

extension Execution {
  /// A result for groups without rows, taken from the first group with rows that has the same key.
  private func shared(_ column: Column, by key: Column, groupsWithRows: Int) throws(Diagnostic) -> Column {
    let codes = try KeyCodes(key).codes
    var first: [Int: Int32] = [:]
    for group in 0..<groupsWithRows where first[Int(codes[group])] == nil { first[Int(codes[group])] = Int32(group) }
    let rows = codes.indices.map { group in
      group < groupsWithRows ? Int32(group) : first[Int(codes[group])] ?? Int32(group)
    }
    return column.gathered(rows)
  }
}

/// The groups that aggregate calls fill: which row belongs to which, and what their keys are.
struct Groups {
  var groupOf: [Int32]
  var count: Int
  /// One cell a group.
  var keys: [Column]
  var keyTypes: [ColumnType]
  /// Set where there are totals beside the groups.
  var levels: GroupLevels?

  func keyValues(of group: Int) -> [Value] {
    zip(keys, keyTypes).map { $0.value(group, of: $1) }
  }
}

extension Plan {
  /// The plan without sorts that only put its rows in order. A sort by what must first be computed stays: computing it
  /// may give notices, which do not depend on whether anybody looks at the order.
  fileprivate var withoutSorting: Plan {
    switch self {
    case .sort(var node):
      let input = node.input.withoutSorting
      if node.keys.allSatisfy({ node.input.readsCells($0.value) }) { return input }
      node.input = input
      return .sort(node)
    case .filter(var node):
      node.input = node.input.withoutSorting
      return .filter(node)
    case .project(var node):
      node.input = node.input.withoutSorting
      return .project(node)
    case .scan, .aggregate, .limit, .unnest, .summarize, .join, .union, .window, .trace, .effect: return self
    }
  }

  /// Whether a value over the plan's rows is a cell of a table as it was read.
  private func readsCells(_ value: PlanExpression) -> Bool {
    guard case .column(let place) = value else { return false }
    switch self {
    case .scan: return true
    case .filter(let node): return node.input.readsCells(value)
    case .sort(let node): return node.input.readsCells(value)
    case .project(let node): return node.values.indices.contains(place) && node.input.readsCells(node.values[place])
    case .aggregate, .limit, .unnest, .summarize, .join, .union, .window, .trace, .effect: return false
    }
  }
}

extension Plan {
  /// For each of `inputs` the columns that are needed of it, where of the plan's own columns those given are: what engines
  /// read, and no more.
  public func demands(_ needed: Set<Int>) -> [Set<Int>] {
    switch self {
    case .scan: return []
    case .filter(let node): return [needed.union(node.condition.columns)]
    case .project(let node):
      var read: Set<Int> = []
      for place in needed where node.values.indices.contains(place) { read.formUnion(node.values[place].columns) }
      for watch in node.watches { read.formUnion(watch.condition.columns) }
      return [read]
    case .aggregate(let node):
      var read = Set(node.keys)
      for (index, call) in node.calls.enumerated()
      where needed.contains(node.keys.count + index) || call.uniqueness != nil { read.formUnion(call.columns) }
      return [read]
    case .sort(let node): return [node.keys.reduce(into: needed) { $0.formUnion($1.value.columns) }]
    case .limit(let node): return [needed.union(node.keys)]
    case .unnest(let node): return [needed.union([node.column])]
    case .summarize(let node): return [Set(node.subjects.map(\.column))]
    case .join(let node):
      let width = node.left.fields.count
      var right = Set(node.rightKeys)
      for (index, place) in node.rightColumns.enumerated() where needed.contains(width + index) { right.insert(place) }
      return [Set(needed.filter { $0 < width }).union(node.leftKeys), right]
    case .union(let node): return node.places.map { places in Set(needed.compactMap { places[$0] }) }
    case .window(let node):
      let width = node.input.fields.count
      var read = Set(needed.filter { $0 < width })
      for (index, call) in node.calls.enumerated() where needed.contains(width + index) {
        read.formUnion(node.keys)
        for argument in call.arguments { read.formUnion(argument.columns) }
      }
      return [read]
    case .trace(let node): return [node.neededOfInput]
    case .effect(let node):
      if case .expectWhole(let calls, _, _) = node.kind {
        return [calls.reduce(into: needed) { $0.formUnion($1.columns) }]
      }
      return [Set(node.input.fields.indices)]
    }
  }
}

extension AggregateCall {
  /// The input columns that it reads.
  public var columns: Set<Int> { (argument?.columns ?? []).union(filter?.columns ?? []) }
}

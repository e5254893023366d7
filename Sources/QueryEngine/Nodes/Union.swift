internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// The rows of the inputs, one input after the other.
  func union(_ node: Plan.Union, needed: Set<Int>) throws(Diagnostic) -> Frame {
    guard node.places.count == node.inputs.count, node.places.allSatisfy({ $0.count == node.fields.count }) else {
      throw .fault("union")
    }
    var frames: [Frame] = []
    for (input, places) in zip(node.inputs, node.places) {
      frames.append(try execute(input, needed: Set(needed.compactMap { places[$0] })))
    }
    let total = frames.reduce(0) { $0 + $1.rowCount }
    if total > Int(Int32.max) { throw .tooManyRows(total) }
    var result = Frame(
      fields: node.fields, columns: [Column?](repeating: nil, count: node.fields.count), rowCount: total)
    for place in needed.sorted() where node.fields.indices.contains(place) {
      try checkpoint()
      let type = node.fields[place].type
      var parts: [Column] = []
      for (frame, places) in zip(frames, node.places) {
        parts.append(
          try places[place].map { own throws(Diagnostic) in try frame.column(own) }
            ?? .allMissing(frame.rowCount, type: type, reason: .unmatched))
      }
      result.columns[place] = try Column.concatenated(parts, type)
    }
    result.lineage = .concatenated(frames.map { ($0.lineage, $0.rowCount) })
    if tracksIdentity { result.identity = identity(of: frames, node, needed) }
    return result
  }
}

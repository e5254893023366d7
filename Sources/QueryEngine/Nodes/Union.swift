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

  /// Where the rows of each column come from; nil where each is a row of its own.
  private func identity(of frames: [Frame], _ node: Plan.Union, _ needed: Set<Int>) -> RowIdentity? {
    var identity = RowIdentity(columnCount: node.fields.count)
    var made: [[[Int]]: Int] = [:]
    for place in needed.sorted() where node.fields.indices.contains(place) {
      let origins = zip(frames, node.places).map { frame, places in
        places[place].map { frame.identity?[$0] ?? [] } ?? []
      }
      if origins.allSatisfy(\.isEmpty) { continue }
      if made[origins] == nil {
        made[origins] = identity.origins.count
        identity.origins.append(.concatenated(zip(frames, origins).map { ($0.identity?.combined($1), $0.rowCount) }))
      }
      identity.ofColumn[place] = made[origins].map { [$0] } ?? []
    }
    return identity.origins.isEmpty ? nil : identity
  }
}

extension RowIdentity.Origin {
  /// The rows of several frames, those of one never the same as those of another; nil: each row its own.
  fileprivate static func concatenated(_ parts: [(origin: RowIdentity.Origin?, rowCount: Int)]) -> RowIdentity.Origin {
    var result = RowIdentity.Origin(
      numbers: [], count: 0, cause: parts.compactMap(\.origin).first?.cause ?? .joinedMany)
    for (origin, rowCount) in parts {
      let before = Int32(truncatingIfNeeded: result.count)
      if let numbers = origin?.numbers {
        result.numbers += eachRow(rowCount) { numbers[$0] < 0 ? -1 : numbers[$0] + before }
      } else {
        result.numbers += eachRow(rowCount) { Int32(truncatingIfNeeded: $0) + before }
      }
      result.count += origin?.count ?? rowCount
    }
    return result
  }
}

import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  /// Every left row set beside every right row.
  func join(_ node: Plan.Join, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    let width = node.left.fields.count
    let brought = needed.filter { $0 >= width }.map { node.rightColumns[$0 - width] }
    let left = try rows(of: node.left, needed: needed.filter { $0 < width }.union(node.leftKeys))
    let right = try rows(of: node.right, needed: Set(brought).union(node.rightKeys))

    var matches: [[Int]] = []
    for row in left.rows {
      matches.append(
        right.rows.indices.filter { other in
          zip(node.leftKeys, node.rightKeys).allSatisfy {
            areEqual(row[$0], left.fields[$0].type, right.rows[other][$1], right.fields[$1].type)
          }
        })
    }
    let matched = Set(matches.joined())
    let alone = matches.filter(\.isEmpty).count
    if node.unmatched != nil, alone > 0 || matched.count < right.rows.count {
      unmatched.append(OracleAnswer.Unmatched(left: alone, right: right.rows.count - matched.count))
    }
    if let several = node.severalMatches, let crowded = matches.firstIndex(where: { $0.count > 1 }) {
      let after = matches.reduce(0) { $0 + (node.kind == .lookup ? max(1, $1.count) : $1.count) }
      throw several.diagnostic(
        node.leftKeys.map { left.rows[crowded][$0] }, matches[crowded].count, left.rows.count, after)
    }

    var made: [[Value]] = []
    var origins: [[OracleOrigin]] = []
    for (number, found) in matches.enumerated() {
      let row = left.rows[number]
      switch node.kind {
      case .without where !found.isEmpty: break
      case .without:
        made.append(row)
        origins.append(left.origins[number])
      case .lookup where found.isEmpty:
        made.append(row + node.rightColumns.map { _ in .missing(.unmatched) })
        origins.append(left.origins[number])
      case .lookup, .only:
        for other in found {
          made.append(row + node.rightColumns.map { right.rows[other][$0] })
          origins.append(left.origins[number] + right.origins[other])
        }
      }
    }
    return OracleFrame(fields: node.fields, rows: made, origins: origins)
  }

  /// Missing equals nothing; texts and levels are compared by their words.
  private func areEqual(_ a: Value, _ type: ColumnType, _ b: Value, _ other: ColumnType) -> Bool {
    if a.isAbsent || b.isAbsent { return false }
    if let x = word(a, type), let y = word(b, other) { return x == y }
    return Order.compared(a, b) == 0
  }

  private func word(_ value: Value, _ type: ColumnType) -> String? {
    switch value {
    case .text(let text): text
    case .level(let place): type.scale?.levels[place]
    case .missing, .number, .year, .bool, .list: nil
    }
  }

  /// The rows of each input in turn, every cell put where the result has it.
  func union(_ node: Plan.Union, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var made: [[Value]] = []
    var origins: [[OracleOrigin]] = []
    for (input, places) in zip(node.inputs, node.places) {
      let frame = try rows(of: input, needed: Set(needed.compactMap { places[$0] }))
      for row in frame.rows {
        made.append(
          node.fields.indices.map { place in
            guard needed.contains(place) else { return Self.unasked }
            guard let own = places[place] else { return .missing(.unmatched) }
            return translated(row[own], frame.fields[own].type, to: node.fields[place].type)
          })
      }
      origins += frame.origins
    }
    return OracleFrame(fields: node.fields, rows: made, origins: origins)
  }

  /// A level as a level of another scale, or as its word.
  private func translated(_ value: Value, _ type: ColumnType, to result: ColumnType) -> Value {
    switch (value, result) {
    case (.list(let values), .list(let element)):
      let own = if case .list(let own) = type { own } else { type }
      return .list(values.map { translated($0, own, to: element) })
    case (.level, .level(let scale)):
      return word(value, type).flatMap { scale.levels.firstIndex(of: $0) }.map { .level($0) } ?? .missing(.unreadable)
    case (.level, .text): return word(value, type).map { .text($0) } ?? .missing(.unreadable)
    default: return value
    }
  }
}

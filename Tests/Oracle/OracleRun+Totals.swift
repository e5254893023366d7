import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  /// The groups by all keys and those of each total: each a grouping of its own, as if it had been asked for alone.
  func withTotals(_ node: Plan.Aggregate, _ asked: [Int], _ frame: OracleFrame) throws(Diagnostic) -> OracleFrame {
    var made: [[Value]] = []
    var origins: [[OracleOrigin]] = []
    let levels = [Array(node.keys.indices)] + node.totals
    for (number, level) in levels.enumerated() {
      let found = groups(of: frame.rows, by: level.map { node.keys[$0] })
      for group in found {
        origins.append(try taken(group.numbers, by: asked.map { node.calls[$0] }, frame).flatMap { frame.origins[$0] })
      }
      var rows = found.map { group in
        var key = [Value](repeating: .missing(.total), count: node.keys.count)
        for (place, value) in zip(level, group.key) { key[place] = value }
        return key + [Value](repeating: Self.unasked, count: node.calls.count)
          + (node.totals.isEmpty ? [] : [.number(ExactDecimal(number))])
      }
      for index in asked {
        let call = node.calls[index]
        let shared = level.filter { call.within?.contains($0) ?? true }
        let wider = groups(of: frame.rows, by: shared.map { node.keys[$0] })
        // What happens while cells are added up is told once, not for each total.
        let told = (leftOut, divisionsByZero)
        let results = try results(of: call, keys: wider.map(\.key), groups: wider.map(\.rows), frame.fields)
        if number > 0 { (leftOut, divisionsByZero) = told }
        for row in rows.indices {
          let key = shared.map { rows[row][$0] }
          guard let place = wider.firstIndex(where: { Order.same($0.key, key) }) else { continue }
          rows[row][node.keys.count + index] = results[place]
        }
      }
      made += rows
    }
    return OracleFrame(fields: node.fields, rows: made, origins: origins)
  }

  private func groups(
    of rows: [[Value]], by places: [Int]
  ) -> [(key: [Value], rows: [[Value]], numbers: [Int])] {
    var found: [(key: [Value], rows: [[Value]], numbers: [Int])] = places.isEmpty ? [([], [], [])] : []
    for (number, row) in rows.enumerated() {
      let key = places.map { row[$0] }
      if let place = found.firstIndex(where: { Order.same($0.key, key) }) {
        found[place].rows.append(row)
        found[place].numbers.append(number)
      } else {
        found.append((key, [row], [number]))
      }
    }
    return found
  }
}

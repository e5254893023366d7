import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  func scan(_ node: Plan.Scan) throws(Diagnostic) -> OracleFrame {
    if let table = node.source as? RowTable {
      return OracleFrame(
        fields: node.fields, rows: table.rows.map { row in node.columns.map { table.value(row, $0) } },
        origins: origins(node, table.rows.count))
    }
    let (columns, rowCount) = try node.source.read(columns: node.columns)
    let rows = (0..<rowCount).map { row in
      columns.indices.map { columns[$0].value(row, of: node.fields[$0].type) }
    }
    return OracleFrame(fields: node.fields, rows: rows, origins: origins(node, rowCount))
  }

  /// Each row of a table comes from itself.
  private func origins(_ node: Plan.Scan, _ rowCount: Int) -> [[OracleOrigin]] {
    (0..<rowCount).map { [OracleOrigin(table: node.source.identity, row: $0)] }
  }

  func filter(_ node: Plan.Filter, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var frame = try rows(of: node.input, needed: needed.union(node.condition.columns))
    var kept: [Int] = []
    for (place, values) in frame.rows.enumerated() {
      let verdict = try row(values, frame.fields).verdict(node.condition)
      if verdict.isOpen { incomparable += 1 }
      if verdict.holds { kept.append(place) }
    }
    frame.keep(kept)
    return frame
  }

  func project(_ node: Plan.Project, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var read: Set<Int> = []
    for place in needed { read.formUnion(node.values[place].columns) }
    for watch in node.watches { read.formUnion(watch.condition.columns) }
    let frame = try rows(of: node.input, needed: read)
    var made: [[Value]] = []
    for watch in node.watches {
      var count = 0
      for values in frame.rows where try row(values, frame.fields).verdict(watch.condition).holds { count += 1 }
      if count > 0 { noteLeftOut(watch.notice(count), count) }
    }
    for values in frame.rows {
      let evaluator = row(values, frame.fields)
      var new = [Value](repeating: Self.unasked, count: node.values.count)
      for place in needed { new[place] = try evaluator.value(node.values[place]) }
      made.append(new)
    }
    return OracleFrame(fields: node.fields, rows: made, origins: frame.origins)
  }

  private func noteLeftOut(_ notice: Notice, _ count: Int) {
    guard notice.code == "N2", let colon = notice.message.en.lastIndex(of: ":") else { return }
    leftOut.append(OracleAnswer.LeftOut(column: String(notice.message.en[..<colon]), count: count))
  }

  func sort(_ node: Plan.Sort, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var read = needed
    for key in node.keys { read.formUnion(key.value.columns) }
    var frame = try rows(of: node.input, needed: read)
    var sorted: [(keys: [Value], row: Int)] = []
    for (number, values) in frame.rows.enumerated() {
      var keys: [Value] = []
      for key in node.keys { keys.append(try row(values, frame.fields).value(key.value)) }
      // Insertion behind everything that is not larger: stable by construction.
      var place = sorted.count
      while place > 0, Order.precedes(keys, sorted[place - 1].keys, node.keys.map(\.isDescending)) { place -= 1 }
      sorted.insert((keys, number), at: place)
    }
    frame.keep(sorted.map(\.row))
    return frame
  }

  func limit(_ node: Plan.Limit, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var frame = try rows(of: node.input, needed: needed.union(node.keys))
    var seen: [(key: [Value], count: Int)] = []
    var kept: [Int] = []
    for number in node.fromEnd ? frame.rows.indices.reversed() : Array(frame.rows.indices) {
      let key = node.keys.map { frame.rows[number][$0] }
      let place = seen.firstIndex { Order.same($0.key, key) } ?? seen.count
      if place == seen.count { seen.append((key, 0)) }
      seen[place].count += 1
      if seen[place].count <= node.count { kept.append(number) }
    }
    frame.keep(node.fromEnd ? kept.reversed() : kept)
    return frame
  }

  func unnest(_ node: Plan.Unnest, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    let frame = try rows(of: node.input, needed: needed.union([node.column]))
    var made: [[Value]] = []
    var origins: [[OracleOrigin]] = []
    for (number, values) in frame.rows.enumerated() {
      var elements: [Value] = [.missing(values[node.column].absence ?? .blank)]
      if case .list(let list) = values[node.column], !list.isEmpty { elements = list }
      for element in elements {
        var new = values
        new[node.column] = element
        made.append(new)
        origins.append(frame.origins[number])
      }
    }
    return OracleFrame(fields: node.fields, rows: made, origins: origins)
  }

  func effect(_ node: Plan.Effect, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    if case .chart(let chart) = node.kind {
      let frame = try rows(of: node.input, needed: needed.union(columns(of: chart)))
      _ = try marks(of: chart, frame)
      return frame
    }
    let frame = try rows(of: node.input, needed: Set(node.input.fields.indices))
    switch node.kind {
    case .export, .print, .chart: break
    case .expectRows(let condition, let failure):
      var failed = 0
      for values in frame.rows where try !row(values, frame.fields).verdict(condition).holds { failed += 1 }
      if failed > 0 { throw failure(failed) }
    case .expectWhole(let calls, let condition, let failure):
      var whole: [Value] = []
      for call in calls { whole.append(try results(of: call, keys: [[]], groups: [frame.rows], frame.fields)[0]) }
      if try !row(whole, calls.map(\.field)).verdict(condition).holds { throw failure() }
    }
    return frame
  }
}

extension OracleFrame {
  /// Leaves only these rows, in this order.
  mutating func keep(_ numbers: [Int]) {
    rows = numbers.map { rows[$0] }
    origins = numbers.map { origins[$0] }
  }
}

import ColumnStore
import Diagnostics
import PolicyModel
import QueryPlan

extension OracleRun {
  func scan(_ node: Plan.Scan) throws(Diagnostic) -> OracleFrame {
    if let table = node.source as? RowTable {
      return OracleFrame(fields: node.fields, rows: table.rows.map { row in node.columns.map { row[$0] } })
    }
    let (columns, rowCount) = try node.source.read(columns: node.columns)
    let rows = (0..<rowCount).map { row in
      columns.indices.map { columns[$0].value(row, of: node.fields[$0].type) }
    }
    return OracleFrame(fields: node.fields, rows: rows)
  }

  func filter(_ node: Plan.Filter, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var frame = try rows(of: node.input, needed: needed.union(node.condition.columns))
    var kept: [[Value]] = []
    for values in frame.rows {
      let verdict = try row(values, frame.fields).verdict(node.condition)
      if verdict.isOpen { incomparable += 1 }
      if verdict.holds { kept.append(values) }
    }
    frame.rows = kept
    return frame
  }

  func project(_ node: Plan.Project, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var read: Set<Int> = []
    for place in needed { read.formUnion(node.values[place].columns) }
    for watch in node.watches { read.formUnion(watch.condition.columns) }
    let frame = try rows(of: node.input, needed: read)
    var made: [[Value]] = []
    for values in frame.rows {
      let evaluator = row(values, frame.fields)
      for watch in node.watches { _ = try evaluator.verdict(watch.condition) }
      var new = [Value](repeating: Self.unasked, count: node.values.count)
      for place in needed { new[place] = try evaluator.value(node.values[place]) }
      made.append(new)
    }
    return OracleFrame(fields: node.fields, rows: made)
  }

  func sort(_ node: Plan.Sort, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var read = needed
    for key in node.keys { read.formUnion(key.value.columns) }
    var frame = try rows(of: node.input, needed: read)
    var sorted: [(keys: [Value], row: [Value])] = []
    for values in frame.rows {
      var keys: [Value] = []
      for key in node.keys { keys.append(try row(values, frame.fields).value(key.value)) }
      // Insertion behind everything that is not larger: stable by construction.
      var place = sorted.count
      while place > 0, Order.precedes(keys, sorted[place - 1].keys, node.keys.map(\.isDescending)) { place -= 1 }
      sorted.insert((keys, values), at: place)
    }
    frame.rows = sorted.map(\.row)
    return frame
  }

  func limit(_ node: Plan.Limit, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var frame = try rows(of: node.input, needed: needed.union(node.keys))
    var seen: [(key: [Value], count: Int)] = []
    var kept: [[Value]] = []
    for values in node.fromEnd ? frame.rows.reversed() : frame.rows {
      let key = node.keys.map { values[$0] }
      let place = seen.firstIndex { Order.same($0.key, key) } ?? seen.count
      if place == seen.count { seen.append((key, 0)) }
      seen[place].count += 1
      if seen[place].count <= node.count { kept.append(values) }
    }
    frame.rows = node.fromEnd ? kept.reversed() : kept
    return frame
  }

  func unnest(_ node: Plan.Unnest, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    let frame = try rows(of: node.input, needed: needed.union([node.column]))
    var made: [[Value]] = []
    for values in frame.rows {
      var elements: [Value] = [.missing(values[node.column].absence ?? .blank)]
      if case .list(let list) = values[node.column], !list.isEmpty { elements = list }
      for element in elements {
        var new = values
        new[node.column] = element
        made.append(new)
      }
    }
    return OracleFrame(fields: node.fields, rows: made)
  }

  func effect(_ node: Plan.Effect, _ needed: Set<Int>) throws(Diagnostic) -> OracleFrame {
    var frame = try rows(of: node.input, needed: Set(node.input.fields.indices))
    switch node.kind {
    case .export, .print: break
    case .chart(let chart): _ = try marks(of: chart, frame)
    case .expectRows(let condition, let failure):
      var failed = 0
      for values in frame.rows where try !row(values, frame.fields).verdict(condition).holds { failed += 1 }
      if failed > 0 { throw failure(failed) }
      frame.rows = []
    case .expectWhole(let calls, let condition, let failure):
      var whole: [Value] = []
      for call in calls { whole.append(try results(of: call, keys: [[]], groups: [frame.rows], frame.fields)[0]) }
      if try !row(whole, calls.map(\.field)).verdict(condition).holds { throw failure() }
    }
    return frame
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QueryPlan

/// Guesses how many rows the steps of a plan give, without running them.
///
/// | step | guess |
/// |---|---|
/// | table | its number of rows |
/// | `x = v`, `in [..]` | how often the values occur in the table's column; elsewhere 1 of 10 |
/// | `<` `<=` `>` `>=`, ranges | a third |
/// | `contains`, `starts`, `matches` | a fifth |
/// | `has`, `is missing` | a tenth |
/// | `search` | a fiftieth for each column |
/// | `and`, `or`, `not` | as if independent |
/// | groups | the different values of the keys multiplied, at most the rows |
/// | `take n` | n, at most the rows |
/// | `unnest` | a fifth more |
/// | look-up | the left's rows; `many` twice, `only` two thirds, `without` a third of them |
final class Estimator {
  private struct Place: Hashable {
    var source: ObjectIdentifier
    var column: Int
  }

  /// How often each value occurs in a column of a table; empty where it has too many different ones.
  private struct Occurrences {
    var counts: [Value: Int]
    var distinct: Int
    var rows: Int
  }

  private let probe: any DataProbe
  private var known: [Place: Occurrences?] = [:]
  /// A column with more rows than this is not counted for the sake of a guess.
  private let mostRows: Int

  /// - Parameter mostRows: 0 where the guesses are not looked at.
  init(_ probe: any DataProbe, mostRows: Int = 500_000) {
    self.probe = probe
    self.mostRows = mostRows
  }

  func rows(of source: any TableSource) throws(Diagnostic) -> RowEstimate {
    if let count = source.knownRowCount { return .exactly(count) }
    return .exactly(try source.read(columns: []).rowCount)
  }

  // MARK: Conditions

  /// The share of rows for which a condition over a plan's rows holds.
  func share(_ condition: PlanExpression, of plan: Plan) -> Double {
    switch condition {
    case .compare(let comparison, let a, let b):
      switch comparison {
      case .equal: return equality(a, b, plan)
      case .notEqual: return 1 - equality(a, b, plan)
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return 1 / 3
      }
    case .oneOf(let a, let values): return min(1, values.reduce(0) { $0 + share(of: $1, in: a, plan) })
    case .within: return 1 / 3
    case .textTest(let test, _):
      // A search looks through many columns, most of which have no such word.
      return test.kind == .mentions ? 0.02 : test.kind == .equals ? 0.1 : 0.2
    case .isMissing: return 0.1
    case .and(let parts): return parts.reduce(1) { $0 * share($1, of: plan) }
    case .or(let parts): return 1 - parts.reduce(1) { $0 * (1 - share($1, of: plan)) }
    case .not(let a): return 1 - share(a, of: plan)
    case .comparable(_, let inner): return share(inner, of: plan)
    case .constant(.bool(let flag), _): return flag ? 1 : 0
    case .constant: return 0
    case .column, .coalesce, .sum, .product, .negative, .conditional, .call: return 0.5
    }
  }

  private func equality(_ a: PlanExpression, _ b: PlanExpression, _ plan: Plan) -> Double {
    if case .constant(let value, _) = b { return share(of: value, in: a, plan) }
    if case .constant(let value, _) = a { return share(of: value, in: b, plan) }
    return 0.1
  }

  private func share(of value: Value, in expression: PlanExpression, _ plan: Plan) -> Double {
    guard case .column(let place) = expression else { return 0.1 }
    if let found = occurrences(of: place, in: plan), found.rows > 0, found.distinct == found.counts.count {
      return Double(found.counts[value.isMissing ? .missing(.blank) : value] ?? 0) / Double(found.rows)
    }
    if let scale = plan.fields[place].type.scale, !scale.levels.isEmpty { return 1 / Double(scale.levels.count) }
    return plan.fields[place].type == .bool ? 0.5 : 0.1
  }

  // MARK: Groups

  /// How many groups the keys make of that many rows.
  func groups(_ keys: [Int], of plan: Plan, rows: RowEstimate) -> Double {
    var product = 1.0
    for key in keys {
      if let found = occurrences(of: key, in: plan) {
        product *= Double(max(1, found.distinct))
      } else if let scale = plan.fields[key].type.scale {
        product *= Double(max(1, scale.levels.count))
      } else {
        product *= plan.fields[key].type == .bool ? 2 : max(1, rows.count.squareRoot())
      }
    }
    return min(product, rows.count)
  }

  // MARK: Columns of tables

  private func occurrences(of place: Int, in plan: Plan) -> Occurrences? {
    guard let (scan, column) = plan.origin(of: place) else { return nil }
    let key = Place(source: scan.source.identity, column: column)
    if let found = known[key] { return found }
    let found = counted(scan, column)
    known[key] = found
    return found
  }

  private func counted(_ scan: Plan.Scan, _ column: Int) -> Occurrences? {
    guard let rows = try? self.rows(of: scan.source), rows.count <= Double(mostRows),
      let place = scan.columns.firstIndex(of: column), !scan.fields[place].type.isList
    else { return nil }
    let count = Field(id: -1, name: BilingualName("count"), type: .number)
    let plan = Plan.aggregate(
      Plan.Aggregate(
        input: .scan(scan), keys: [place], calls: [AggregateCall(.countRows, nil, field: count)],
        fields: [scan.fields[place], count]))
    guard let table = try? probe.run(plan) else { return nil }
    var found = Occurrences(counts: [:], distinct: table.rowCount, rows: Int(rows.count))
    if table.rowCount > 10_000 { return found }
    for row in 0..<table.rowCount {
      let value = table.value(row: row, column: 0)
      guard case .number(let number) = table.value(row: row, column: 1) else { continue }
      found.counts[value.isMissing ? .missing(.blank) : value, default: 0] += number.wholeNumber ?? 0
    }
    return found
  }
}

extension Plan {
  /// The column of a table that a column is, unchanged; nil where it is computed, or where rows have become others.
  fileprivate func origin(of place: Int) -> (scan: Scan, column: Int)? {
    switch self {
    case .scan(let node): return node.columns.indices.contains(place) ? (node, node.columns[place]) : nil
    case .filter(let node): return node.input.origin(of: place)
    case .sort(let node): return node.input.origin(of: place)
    case .limit(let node): return node.input.origin(of: place)
    case .effect(let node): return node.input.origin(of: place)
    case .unnest(let node): return place == node.column ? nil : node.input.origin(of: place)
    case .window(let node): return place < node.input.fields.count ? node.input.origin(of: place) : nil
    case .project(let node):
      if node.values.indices.contains(place), case .column(let input) = node.values[place] {
        return node.input.origin(of: input)
      }
      return nil
    case .aggregate(let node):
      return node.keys.indices.contains(place) ? node.input.origin(of: node.keys[place]) : nil
    case .join(let node):
      let width = node.left.fields.count
      if place < width { return node.left.origin(of: place) }
      return node.rightColumns.indices.contains(place - width)
        ? node.right.origin(of: node.rightColumns[place - width]) : nil
    case .summarize, .union, .trace: return nil
    }
  }
}

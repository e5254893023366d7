import ColumnStore
import PolicyModel
import QueryPlan

/// A plan built step by step, and beside it the rows that each step should give, worked out on plain rows.
struct RandomPipeline {
  private(set) var plan: Plan
  private(set) var rows: [[Value]]
  private(set) var steps: [String] = []

  init(input: Plan, rows: [[Value]]) {
    plan = input
    self.rows = rows
  }

  mutating func extend(_ random: inout RandomQuestions) throws(DecimalOverflow) {
    let fields = plan.fields
    let singles = fields.indices.filter { !fields[$0].type.isList }
    let lists = fields.indices.filter { fields[$0].type.isList }
    var naive = NaiveEvaluator(fields: fields)
    switch random.number(8) {
    case 0, 1:
      let condition = random.condition(fields, depth: 2)
      var kept: [[Value]] = []
      for row in rows where try naive.answer(condition, row).value { kept.append(row) }
      rows = kept
      plan = plan.filter(condition)
      steps.append("filter \(condition)")
    case 2:
      let type = random.pick([ColumnType.number, .text, .year, .level(grades)])
      let value = random.expression(type, fields, depth: 2)
      for index in rows.indices { rows[index].append(try naive.value(value, rows[index])) }
      plan = plan.derive("x", value, type)
      steps.append("derive \(value)")
    case 3:
      let keys = (0...random.number(2)).map { _ in
        Plan.Sort.Key(.column(random.pick(singles)), isDescending: random.number(2) == 0)
      }
      sort(keys)
      plan = .sort(.init(input: plan, keys: keys))
      steps.append("sort \(keys)")
    case 4:
      let keys = random.number(2) == 0 ? [] : (0...random.number(2)).map { _ in random.pick(singles) }
      let (count, fromEnd) = (random.number(4), random.number(2) == 0)
      limit(count, fromEnd, keys)
      plan = plan.take(count, fromEnd: fromEnd, by: keys)
      steps.append("take \(count) \(fromEnd) \(keys)")
    case 5 where !lists.isEmpty:
      let column = random.pick(lists)
      unnest(column)
      plan = plan.unnest(column)
      steps.append("unnest \(column)")
    case 6, 7:
      let keys = (0..<random.number(4)).map { _ in random.pick(singles) }
      let numbers = singles.filter { fields[$0].type == .number }
      let argument = numbers.isEmpty ? constant("1") : PlanExpression.column(random.pick(numbers))
      let filter = random.number(2) == 0 ? nil : random.condition(fields, depth: 1)
      try group(keys, argument, filter, &naive)
      plan = plan.group(keys, count(where: filter), sum(argument, where: filter), count(argument))
      steps.append("group \(keys) \(argument) \(String(describing: filter))")
    default: break
    }
  }

  private mutating func sort(_ keys: [Plan.Sort.Key]) {
    rows = rows.enumerated().sorted { a, b in
      for key in keys {
        guard case .column(let place) = key.value else { continue }
        let (x, y) = (a.element[place], b.element[place])
        if x.isMissing || y.isMissing {
          if x.isMissing != y.isMissing { return y.isMissing }
          continue
        }
        if x.precedes(y) { return !key.isDescending }
        if y.precedes(x) { return key.isDescending }
      }
      return a.offset < b.offset
    }.map(\.element)
  }

  /// Missing is one value, whatever its reason.
  private func key(_ row: [Value], _ keys: [Int]) -> [Value] { keys.map { row[$0].isMissing ? blank : row[$0] } }

  private mutating func limit(_ count: Int, _ fromEnd: Bool, _ keys: [Int]) {
    var taken: [[Value]: Int] = [:]
    var kept: [[Value]] = []
    for row in fromEnd ? rows.reversed() : rows where taken[key(row, keys), default: 0] < count {
      taken[key(row, keys), default: 0] += 1
      kept.append(row)
    }
    rows = fromEnd ? kept.reversed() : kept
  }

  private mutating func unnest(_ column: Int) {
    rows = rows.flatMap { row -> [[Value]] in
      guard case .list(let elements) = row[column], !elements.isEmpty else { return [row] }
      return elements.map { element in
        var copy = row
        copy[column] = element
        return copy
      }
    }
  }

  private mutating func group(
    _ keys: [Int], _ argument: PlanExpression, _ filter: PlanExpression?, _ naive: inout NaiveEvaluator
  ) throws(DecimalOverflow) {
    var order: [[Value]] = keys.isEmpty ? [[]] : []
    var members: [[Value]: [[Value]]] = [:]
    for row in rows {
      let key = key(row, keys)
      if members[key] == nil, !keys.isEmpty { order.append(key) }
      members[key, default: []].append(row)
    }
    var result: [[Value]] = []
    for key in order {
      let all = members[key] ?? []
      var (chosen, present) = (0, 0)
      var total: ExactDecimal?
      for row in all {
        let value = try naive.value(argument, row)
        if !value.isMissing { present += 1 }
        if let filter, !(try naive.answer(filter, row).value) { continue }
        chosen += 1
        if let number = value.decimal { total = try (total ?? .zero) + number }
      }
      let sum = total.map { Value.number($0) } ?? .missing(.notApplicable)
      // Keys stand as in the first row, with its reason for a missing one.
      let first = all.first.map { row in keys.map { row[$0] } } ?? []
      result.append(first + [.number(ExactDecimal(chosen)), sum, .number(ExactDecimal(present))])
    }
    rows = result
  }
}

import ColumnStore
import Diagnostics
import PolicyModel
import QueryEngine
import QueryPlan
import Testing

/// A column of a test table: its field and its cells.
struct Given {
  var field: Field
  var values: [Value]
  var role: ProvenanceRole?

  init(_ name: String, _ type: ColumnType, unit: PolicyModel.Unit? = nil, _ values: [Value]) {
    field = Field(id: 0, name: BilingualName(ja: name, en: name), type: type, unit: unit)
    self.values = values
  }

  static func numbers(_ name: String, unit: PolicyModel.Unit? = nil, _ cells: String?...) -> Given {
    Given(name, .number, unit: unit, cells.map { $0.map(number) ?? blank })
  }

  static func texts(_ name: String, _ cells: String?...) -> Given {
    Given(name, .text, cells.map { $0.map { .text($0) } ?? blank })
  }

  static func years(_ name: String, _ cells: Int?...) -> Given {
    Given(name, .year, cells.map { $0.map { .year($0) } ?? blank })
  }

  static func bools(_ name: String, _ cells: Bool...) -> Given { Given(name, .bool, cells.map { .bool($0) }) }

  static func levels(_ name: String, _ scale: Scale = grades, _ cells: String?...) -> Given {
    Given(name, .level(scale), cells.map { $0.map { level($0, scale) } ?? blank })
  }

  static func lists(_ name: String, _ cells: [String]?...) -> Given {
    Given(name, .list(.text), cells.map { $0.map { .list($0.map { .text($0) }) } ?? blank })
  }
}

let grades = Scale(name: "grade", levels: ["A", "B", "C", "D"], isRanked: true)
let directions = Scale(name: "direction", levels: ["ア", "イ", "ウ"], isRanked: false)
let readings = Scale(name: "reading", levels: ["stated", "derived", "inferred"], isRanked: false)
let thousandYen = PolicyModel.Unit.declared("千円")

let blank = Value.missing(.blank)
let incomputable = Value.missing(.incomputable)

func number(_ text: String) -> Value { ExactDecimal(text).map { .number($0) } ?? .missing(.unreadable) }
func level(_ word: String, _ scale: Scale = grades) -> Value { scale.index(of: word).map { .level($0) } ?? blank }
func texts(_ words: String?...) -> [Value] { words.map { $0.map { .text($0) } ?? blank } }
func numbers(_ figures: String?...) -> [Value] { figures.map { $0.map(number) ?? blank } }

/// A constant number in a plan.
func constant(_ figure: String) -> PlanExpression { .constant(number(figure), .number) }
func constant(text: String) -> PlanExpression { .constant(.text(text), .text) }
func constant(year: Int) -> PlanExpression { .constant(.year(year), .year) }
func constant(level word: String) -> PlanExpression { .constant(level(word), .level(grades)) }
func nothing(_ type: ColumnType = .number, _ reason: MissingReason = .notApplicable) -> PlanExpression {
  .constant(.missing(reason), type)
}

func pack(_ values: [Value], _ type: ColumnType) throws -> Column {
  var builder = ColumnBuilder(type)
  for value in values { builder.append(value) }
  return try builder.finished()
}

/// A plan that scans the columns; those with a role are provenance.
func scan(_ columns: Given...) throws -> Plan { try scan(columns) }

func scan(_ columns: [Given], rowCount: Int? = nil) throws -> Plan {
  var entry = TableEntry(name: BilingualName("t"), columns: [], isCataloged: true)
  var fields: [Field] = []
  for (place, given) in columns.enumerated() {
    var column = ColumnEntry(name: given.field.name, type: given.field.type, unit: given.field.unit)
    column.role = given.role
    entry.columns.append(column)
    var field = given.field
    field.id = place
    field.role = given.role
    if given.role != nil { field.visibility = .provenance }
    fields.append(field)
  }
  let source = MemorySource(
    entry: entry, columns: try columns.map { try pack($0.values, $0.field.type) },
    rowCount: rowCount ?? columns.first?.values.count ?? 0)
  return .scan(.init(source: source, name: BilingualName("t"), columns: Array(fields.indices), fields: fields))
}

func field(_ name: String, _ type: ColumnType = .number, unit: PolicyModel.Unit? = nil) -> Field {
  Field(id: 100, name: BilingualName(ja: name, en: name), type: type, unit: unit)
}

extension Plan {
  func filter(_ condition: PlanExpression) -> Plan { .filter(.init(input: self, condition: condition)) }

  func select(_ places: Int...) -> Plan {
    .project(.init(input: self, fields: places.map { fields[$0] }, values: places.map { .column($0) }))
  }

  /// The columns there are and one more.
  func derive(_ name: String, _ value: PlanExpression, _ type: ColumnType = .number) -> Plan {
    .project(
      .init(input: self, fields: fields + [field(name, type)], values: fields.indices.map { .column($0) } + [value]))
  }

  func group(_ keys: [Int], every: Bool = false, _ calls: AggregateCall...) -> Plan {
    .aggregate(
      .init(
        input: self, keys: keys, calls: calls, fields: keys.map { fields[$0] } + calls.map(\.field), completes: every))
  }

  func sort(_ keys: Sort.Key...) -> Plan { .sort(.init(input: self, keys: keys)) }

  func take(_ count: Int, fromEnd: Bool = false, by keys: [Int] = []) -> Plan {
    .limit(.init(input: self, count: count, fromEnd: fromEnd, keys: keys))
  }

  func unnest(_ column: Int) -> Plan {
    var fields = fields
    if case .list(let element) = fields[column].type { fields[column].type = element }
    return .unnest(.init(input: self, column: column, fields: fields))
  }
}

func run(_ plan: Plan, sink: any EffectSink = SilentSink()) throws -> QueryResult {
  try Engine(sink: sink).run(plan)
}

/// The cells of one column of a plan's result.
func cells(_ plan: Plan, _ column: Int) throws -> [Value] {
  let table = try run(plan).table
  return (0..<table.rowCount).map { table.value(row: $0, column: column) }
}

/// The values of an expression over a table.
func evaluate(_ expression: PlanExpression, _ type: ColumnType = .number, over input: Plan) throws -> [Value] {
  try cells(
    .project(.init(input: input, fields: [field("x", type)], values: [expression])), 0)
}

/// The codes and Japanese texts of the notices of a plan.
func notices(_ plan: Plan) throws -> [String] {
  try run(plan).notices.map { $0.code + " " + $0.message.ja }
}

/// The code of the diagnostic that running the plan gives.
func failure(_ plan: Plan, sink: any EffectSink = SilentSink()) -> Diagnostic? {
  do throws(Diagnostic) {
    _ = try Engine(sink: sink).run(plan)
    return nil
  } catch {
    return error
  }
}

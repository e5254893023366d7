public import ColumnStore
internal import Diagnostics
public import PolicyModel
public import QueryPlan

/// What stands behind one row of a result, for `source 3`: a plan for the rows of tables, and what its columns are.
public struct RowSources: Sendable {
  /// One row for each row behind; its first column is the place of the row's table among `tables`, as a level.
  public var plan: Plan
  public var tables: [any TableSource]
  /// For each table the columns of the plan that say where its rows come from.
  public var provenance: [[ProvenanceRole: Int]]
}

extension Relation {
  /// What stands behind a row, counted from 1. A relation with fewer rows answers for its last.
  public func sources(ofRow row: Int) -> RowSources {
    let upTo = Plan.limit(Plan.Limit(input: plan.withoutEffects, count: row, fromEnd: false, keys: []))
    let one = Plan.limit(Plan.Limit(input: upTo, count: 1, fromEnd: true, keys: []))
    let tables = plan.sourcesBehind
    let traced = TracedColumns(tables).columns.filter { $0.entry.role != nil }
    let places = Scale(name: "table", levels: tables.indices.map { String($0) }, isRanked: false)
    var fields = [Field(id: 0, name: BilingualName("table"), type: .level(places))]
    for column in traced {
      fields.append(Field(id: fields.count, name: column.entry.name, type: column.entry.type))
    }
    let node = Plan.Trace(
      input: one, keys: [], sources: tables.map(\.source), namesSource: true,
      columns: traced.map { Plan.Trace.Column($0.cells) }, fields: fields)
    var provenance: [[ProvenanceRole: Int]] = tables.map { _ in [:] }
    for (place, column) in traced.enumerated() {
      guard let role = column.entry.role else { continue }
      for table in tables.indices where column.cells[table] != .absent { provenance[table][role] = place + 1 }
    }
    return RowSources(plan: .trace(node), tables: tables.map(\.source), provenance: provenance)
  }

  /// One row of one number: how many rows the relation has.
  public var counted: Plan {
    let count = Field(id: 0, name: BilingualName(ja: "件数", en: "count"), type: .number)
    return .aggregate(
      Plan.Aggregate(
        input: plan.withoutEffects, keys: [], calls: [AggregateCall(.countRows, nil, field: count)], fields: [count]))
  }
}

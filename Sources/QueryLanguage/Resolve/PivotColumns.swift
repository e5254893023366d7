internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

/// The columns that `pivot … by C` gives: one for each value of C, for rows without one, and for the total.
struct PivotColumns {
  struct One {
    /// Nil: the total over all of them.
    var value: Value?
    var name: BilingualName
  }

  private(set) var all: [One] = []

  /// More columns are no table that anybody reads (E16).
  static let limit = 50

  /// Asks the data which values there are.
  init(
    _ place: Int, of relation: Relation, rows: [Int], call: VerbCall, _ resolver: inout Resolver
  ) throws(Diagnostic) {
    let field = relation.fields[place]
    let present = try Self.present(place, relation, &resolver)
    var values = present.filter { !$0.isMissing }
    if let scale = field.type.scale, scale.levels.count <= Self.limit {
      values = scale.levels.indices.map { .level($0) }
    }
    if values.count > Self.limit {
      throw try .tooManyColumns(field, values.count, relation, rows: rows, call, &resolver)
    }
    all = values.map { One(value: $0, name: Self.name($0, field)) }
    if present.contains(where: \.isMissing) {
      all.append(One(value: .missing(.blank), name: BilingualName("―")))
    }
    if call.flag("totals") { all.append(One(value: nil, name: BilingualName(ja: "計", en: "total"))) }
  }

  /// The distinct values of a column in sorting order, missing as one, last.
  static func present(_ place: Int, _ relation: Relation, _ resolver: inout Resolver) throws(Diagnostic) -> [Value] {
    let field = relation.fields[place]
    var calls: [AggregateCall] = []
    if let leader = field.follows.flatMap({ relation.place(of: $0) }) {
      let first = relation.fields[leader].type.scale == nil ? AggregateFunction.smallest : .firstLevel
      calls.append(AggregateCall(first, .column(leader), field: relation.fields[leader]))
    }
    let aggregate = Plan.Aggregate(
      input: relation.plan.withoutEffects, keys: [place], calls: calls, fields: [field] + calls.map(\.field))
    let order = calls.indices.map { Plan.Sort.Key(.column($0 + 1)) } + [Plan.Sort.Key(.column(0))]
    let table = try resolver.probe.run(.sort(Plan.Sort(input: .aggregate(aggregate), keys: order)))
    return (0..<table.rowCount).map { table.value(row: $0, column: 0) }
  }

  /// A value as the heading of its column, which is also what the column is called from then on.
  private static func name(_ value: Value, _ field: Field) -> BilingualName {
    func text(_ language: Language) -> String {
      let words = field.type.scale?.words(in: language) ?? []
      if case .level(let place) = value, words.indices.contains(place) { return words[place] }
      return value.text(as: field, language)
    }
    // Names are folded wherever they are typed, so these must be as well.
    let name = BilingualName(ja: TextFolding.fold(text(.ja)), en: TextFolding.fold(text(.en)))
    return name.en.isEmpty ? BilingualName(ja: "空", en: "empty") : name
  }
}

extension Diagnostic {
  /// E16. Rows and columns change places only where that gives fewer columns.
  fileprivate static func tooManyColumns(
    _ field: Field, _ count: Int, _ relation: Relation, rows: [Int], _ call: VerbCall, _ resolver: inout Resolver
  ) throws(Diagnostic) -> Diagnostic {
    let names = call.columns("rows") ?? []
    guard let column = call.columns("column")?.first else { return .constantNeeded(call.span) }
    var fixes: [FixIt] = []
    func text(_ place: Int) -> Message { relation.fields[place].name.typed }
    if rows.count == 1, names.count == 1, try fits(rows[0], relation, &resolver) {
      fixes.append(
        FixIt(
          Message(ja: "行と列を入れ替える", en: "swap the two"),
          edits: [
            FixIt.Edit(names[0].span, field.name.typed), FixIt.Edit(column.span, text(rows[0])),
          ]))
    }
    let keys = Message.list(rows.map(text) + [field.name.typed])
    fixes.append(FixIt(replace: call.span, with: Message(ja: "件数 ごと \(keys.ja)", en: "count by \(keys.en)")))
    return Diagnostic(
      "E16",
      Message(
        ja: "\(field.name.ja)は \(count) 種類あり列にできません（上限 \(PivotColumns.limit)）",
        en: "\(field.name.en) would give \(count) columns (limit \(PivotColumns.limit))"), at: column.span, fixes: fixes
    )
  }

  private static func fits(
    _ place: Int, _ relation: Relation, _ resolver: inout Resolver
  ) throws(Diagnostic) -> Bool {
    if let scale = relation.fields[place].type.scale, scale.levels.count <= PivotColumns.limit { return true }
    return try PivotColumns.present(place, relation, &resolver).filter { !$0.isMissing }.count <= PivotColumns.limit
  }
}

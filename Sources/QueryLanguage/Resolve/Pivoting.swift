internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// `pivot R by C: M`: the rows are grouped by R and C at once, then the groups of one R are spread over columns.
///
/// Totals are further groupings of the same rows: by R (計, the last column), by C (計, the last row) and of all rows.
struct Pivoting {
  let relation: Relation
  let call: VerbCall
  let rows: [Int]
  let column: Int
  let measure: Expression
  let totals: Span?
  let percent: (of: Keyword, span: Span)?

  init(_ call: VerbCall, _ relation: Relation, _ resolver: Resolver) throws(Diagnostic) {
    guard let names = call.columns("rows"), let name = call.columns("column")?.first,
      let measure = call.expression("measure")
    else { throw .constantNeeded(call.span) }
    rows = try resolver.keys(names, relation, call)
    guard let column = try resolver.keys([name], relation, call).first else { throw .constantNeeded(call.span) }
    if rows.contains(column) { throw .rowAndColumn(relation.fields[column], name.span) }
    self.column = column
    self.measure = measure
    if case .flag(let span)? = call.arguments["totals"] { totals = span } else { totals = nil }
    if case .keyword(let word, let span)? = call.arguments["percent"] { percent = (word, span) } else { percent = nil }
    self.call = call
    self.relation = relation
  }

  /// R and C: what makes a cell.
  private var keys: [Int] { rows + [column] }

  func build(_ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let columns = try PivotColumns(column, of: relation, rows: rows, call: call, &resolver)
    let aggregation = Aggregation(keys: keys)
    let typed = try value(aggregation, &resolver)
    var cells = PivotCells(
      relation: relation, aggregation: aggregation, rows: rows.count, hasLevels: totals != nil || percent != nil)
    let measures = aggregation.measures
    cells.measure = cells.add(Field.holding(typed, id: resolver.newID(), name: BilingualName("cell")), typed.value)
    cells.startsAtZero = typed.value.isZero(withoutRowsIn: aggregation)
    if percent != nil, !isTotalOfParts(typed, aggregation) { throw .percentOfOther(self, nil) }
    let carried = try guarded(measures, &resolver)
    var table = PivotTable(relation: relation, call: call, columns: columns, rows: rows, measure: typed)
    table.percent = percent?.of
    table.hasTotals = totals != nil
    for one in carried {
      resolver.note(one.notice)
      let field = relation.fields[one.carried.place]
      // Units that differ within a row stand in its cells.
      if one.carried.differsWithinRow, field.id == typed.unitFrom { continue }
      let source = aggregation.add(.firstPresent, .column(one.carried.place), field, filter: one.carried.measured)
      table.guards.append((field, cells.add(field, .column(source)), one.carried.differsWithinRow))
    }
    table.addReferences(typed, to: &cells, &resolver)
    table.addLeaders(to: &cells)
    cells.addLevels(&resolver)
    return try table.spread(cells, &resolver)
  }

  // MARK: The value of a cell

  private func value(_ aggregation: Aggregation, _ resolver: inout Resolver) throws(Diagnostic) -> Typed {
    let keysEnd = call.columns("rows")?.last?.span.end
    if measure.hasAggregate {
      var typed = try resolver.value(
        measure, RowScope(relation, aggregation: aggregation, verb: "pivot", keysEnd: keysEnd))
      if typed.isBool { throw .conditionInCell(measure, isPlain: false, relation) }
      typed.field = nil
      return typed
    }
    var typed = try resolver.value(measure, RowScope(relation, verb: "pivot"))
    if typed.isBool { throw .conditionInCell(measure, isPlain: true, relation) }
    if typed.isMissingLiteral { throw .constantNeeded(measure.span) }
    if percent != nil { throw .percentOfOther(self, typed) }
    let rule = OneRowEach(relation: relation, keys: keys, measure: measure, typed: typed, keysEnd: keysEnd)
    if totals != nil { throw .totalOfPlain(rule) }
    let argument = typed.value
    let place = aggregation.add(
      .only, argument, Field.holding(typed, id: resolver.newID(), name: ResultName.item(measure, RowScope(relation))),
      uniqueness: rule.uniqueness("どれを載せるか"))
    aggregation.measures.append(
      Aggregation.Measure(
        guards: typed.guards, unitFrom: typed.unitFrom, columns: argument.columns, argument: argument,
        span: measure.span, isPlain: true))
    typed.value = .column(place)
    typed.field = nil
    return typed
  }

  /// Whether it is a count or a sum as it stands, so that cells can be shares of a total.
  private func isTotalOfParts(_ typed: Typed, _ aggregation: Aggregation) -> Bool {
    guard case .column(let place) = typed.value, aggregation.calls.count == 1, place == aggregation.place(of: 0) else {
      return false
    }
    return aggregation.calls[0].function.isTotalOfParts
  }

  // MARK: Guards

  /// Checks cells and totals; what the result carries, with the notice about it.
  private func guarded(
    _ measures: [Aggregation.Measure], _ resolver: inout Resolver
  ) throws(Diagnostic) -> [(carried: Guards.Carried, notice: Notice)] {
    var guards = Guards(
      relation: relation, keys: keys, call: call, keysEnd: call.columns("rows")?.last?.span.end, spreadsLastKey: true,
      across: column)
    let found = try guards.check(measures, &resolver).map { ($0, guards.notice($0)) }
    // A total is a cell as well, over more rows.
    var summed: [[Int]] = []
    if totals != nil { summed += [rows, [column], []] }
    if let percent { summed.append(percent.of == .row ? rows : [column]) }
    guards.spreadsLastKey = false
    guards.keysHelp = false
    guards.remedy = leavingOutTotals
    for keys in summed {
      guards.keys = keys
      _ = try guards.check(measures, &resolver)
    }
    return found
  }

  /// Taking `totals` and `percent …` back.
  private var leavingOutTotals: FixIt {
    var edits: [FixIt.Edit] = []
    if let totals { edits.append(FixIt.Edit(totals, "")) }
    if let percent { edits.append(FixIt.Edit(Span(totals?.end ?? measure.span.end, percent.span.end), "")) }
    let ja = [totals.map { _ in "合計付き" }, percent.map { _ in "割合" }].compactMap { $0 }.joined(separator: "・")
    let en = [totals.map { _ in "totals" }, percent.map { _ in "percent" }].compactMap { $0 }.joined(separator: " and ")
    return FixIt(Message(ja: "\(ja)をやめる", en: "leave out \(en)"), edits: edits)
  }
}

extension AggregateFunction {
  /// Whether the results of parts add up to that of the whole.
  var isTotalOfParts: Bool { addsUp || (counts && name != AggregateFunction.countDistinct.name) }
}

extension PlanExpression {
  /// Whether it is 0 for a group without rows: a count, counts added up, a count times or over a number.
  func isZero(withoutRowsIn aggregation: Aggregation) -> Bool {
    switch self {
    case .column(let place):
      let index = place - aggregation.keys.count
      return aggregation.calls.indices.contains(index) && aggregation.calls[index].function.counts
    case .negative(let part): return part.isZero(withoutRowsIn: aggregation)
    case .sum(let first, let terms, .number):
      return first.isZero(withoutRowsIn: aggregation)
        && terms.allSatisfy { $0.value.isZero(withoutRowsIn: aggregation) }
    case .product(let first, let factors):
      return first.isZero(withoutRowsIn: aggregation)
        && factors.allSatisfy {
          if case .constant(.number(let number), _) = $0.value { return !$0.isDivision || !number.isZero }
          return false
        }
    default: return false
    }
  }
}

extension Diagnostic {
  fileprivate static func rowAndColumn(_ field: Field, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E35",
      Message(
        ja: "「\(field.name.ja)」は行と列の両方には置けません", en: "\(field.name.en) cannot make both the rows and the columns"),
      at: span)
  }

  fileprivate static func conditionInCell(
    _ measure: Expression, isPlain: Bool, _ relation: Relation
  ) -> Diagnostic {
    let fix = FixIt(replace: measure.span, with: .call("件数", "count", RowScope(relation).typed(measure)))
    return Diagnostic(
      "E34", Message(ja: "クロス集計のセルに条件は入れられません", en: "A cell of a cross table cannot hold a condition"),
      at: measure.span, fixes: isPlain ? [fix] : [])
  }

  /// E12: several rows come together in a total.
  fileprivate static func totalOfPlain(_ rule: OneRowEach) -> Diagnostic {
    let text = RowScope(rule.relation).typed(rule.measure)
    return Diagnostic(
      "E12",
      Message(
        ja: "計には複数の行が入り、\(text.ja)のどれを載せるか決まりません",
        en: "A total has several rows, and it is not said how \(text.en) comes together"),
      at: rule.measure.span, fixes: [rule.combined])
  }

  /// E34.
  fileprivate static func percentOfOther(_ pivot: Pivoting, _ typed: Typed?) -> Diagnostic {
    let measure = pivot.measure
    var fixes: [FixIt] = []
    if typed?.isNumber == true {
      let text = RowScope(pivot.relation).typed(measure)
      fixes.append(FixIt(replace: measure.span, with: .call("合計", "sum", text)))
    }
    fixes.append(FixIt(replace: measure.span, with: Message(ja: "件数()", en: "count()")))
    return Diagnostic(
      "E34", Message(ja: "割合にできるのは件数か合計だけです", en: "percent needs a count or a sum"), at: measure.span, fixes: fixes)
  }
}

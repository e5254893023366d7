internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// Spreads the cells of each row over columns, and puts the rows in order, the totals last.
struct PivotTable {
  let relation: Relation
  let call: VerbCall
  let columns: PivotColumns
  /// Places of R in the relation.
  let rows: [Int]
  /// What a cell holds.
  let measure: Typed
  var percent: Keyword?
  /// Whether the row of totals is shown; otherwise it is only what others are shares of.
  var hasTotals = false
  /// Guard columns to carry behind the keys: the column, its place among the cells, and whether the cells of one row
  /// differ in it.
  var guards: [(field: Field, place: Int, differs: Bool)] = []
  /// Places among the cells of each one's own unit and direction, where no column of the result says them.
  private var unit: (field: Field, place: Int)?
  private var better: (field: Field, place: Int)?
  /// For each of R the place among the cells of the column whose order it follows.
  private var leaders: [Int: (field: Field, place: Int, function: AggregateFunction)] = [:]

  init(relation: Relation, call: VerbCall, columns: PivotColumns, rows: [Int], measure: Typed) {
    self.relation = relation
    self.call = call
    self.columns = columns
    self.rows = rows
    self.measure = measure
  }

  /// Each cell's unit and direction, where these are columns that the result does not have.
  mutating func addReferences(_ typed: Typed, to cells: inout PivotCells, _ resolver: inout Resolver) {
    if percent != nil { return }
    let kept = rows.map { relation.fields[$0].id } + guards.filter { !$0.differs }.map(\.field.id)
    if let id = typed.unitFrom, let place = relation.place(of: id), typed.isRowUnitDifference || !kept.contains(id) {
      var field = relation.fields[place]
      var value = PlanExpression.column(cells.aggregation.add(.firstPresent, .column(place), field))
      if typed.isRowUnitDifference {
        value = .call(.differenceUnit(field.type), [value])
        field = Field(id: resolver.newID(), name: BilingualName(ja: "差の単位", en: "diff_unit"), type: .text)
      }
      unit = (field, cells.add(field, value))
    }
    if let id = typed.betterFrom, let place = relation.place(of: id), !kept.contains(id) {
      let field = relation.fields[place]
      better = (field, cells.add(field, .column(cells.aggregation.add(.firstPresent, .column(place), field))))
    }
  }

  /// The columns whose order those of R follow.
  mutating func addLeaders(to cells: inout PivotCells) {
    for (index, row) in rows.enumerated() {
      guard let id = relation.fields[row].follows, let place = relation.place(of: id) else { continue }
      let field = relation.fields[place]
      let function = field.type.scale == nil ? AggregateFunction.smallest : .firstLevel
      let at =
        rows.firstIndex(of: place) ?? cells.add(field, .column(cells.aggregation.add(function, .column(place), field)))
      leaders[index] = (field, at, function)
    }
  }

  func spread(_ cells: PivotCells, _ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let lead = cells.isTotalRow.map { [$0] } ?? []
    var spread = PivotSpread(keys: lead + Array(rows.indices), cells: cells)
    var row = PivotRow()
    for (index, place) in rows.enumerated() {
      let key = PlanExpression.column(lead.count + index)
      // The first column says that a row is the total; the others have nothing to say there.
      let isBlank = hasTotals && index > 0
      row.add(
        relation.fields[place].asShown,
        isBlank
          ? .conditional(
            .oneOf(.column(0), [.bool(true)]),
            then: .constant(.missing(.notApplicable), relation.fields[place].type), else: key) : key)
    }
    for one in guards { addGuard(one, to: &row, &spread, &resolver) }
    if hasTotals, let key = rows.first { row.markTotal(of: relation.fields[key], &resolver) }
    let kept = row.fields.map(\.id)
    for column in columns.all {
      var field = Field.holding(measure, id: resolver.newID(), name: column.name)
      field.guards = measure.guards.filter { kept.contains($0) } + row.madeGuards
      let filter = cells.filter(column)
      var value = PlanExpression.column(spread.add(.only, cells.measure, filter, field))
      if cells.startsAtZero { value = .coalesce([value, .constant(.number(.zero), .number)]) }
      if let percent {
        field = Field(id: field.id, name: field.name, type: .number, unit: .percent)
        let total =
          percent == .row
          ? spread.add(.firstPresent, cells.measure, cells.filterOfRowTotal, field)
          : spread.add(.firstPresent, cells.measure, cells.filterOfColumnTotal(column), field, within: [])
        value = share(value, of: .column(total))
      }
      if let unit {
        field.unitFrom = row.hide(unit.field, .column(spread.add(.only, unit.place, filter, unit.field)), &resolver)
      }
      if let better {
        field.betterFrom = row.hide(
          better.field, .column(spread.add(.only, better.place, filter, better.field)), &resolver)
      }
      row.add(field, value)
    }
    var order = lead.indices.map { Plan.Sort.Key(.column($0)) }
    for index in rows.indices {
      if let leader = leaders[index] {
        let place = spread.add(leader.function, leader.place, cells.filterOfRows, leader.field)
        order.append(Plan.Sort.Key(.column(place)))
        if !row.fields.contains(where: { $0.id == leader.field.id }) { row.carry(leader.field, .column(place)) }
      }
      order.append(Plan.Sort.Key(.column(lead.count + index)))
    }
    try checkNames(row.fields)
    var sorted = Plan.sort(Plan.Sort(input: spread.plan(cells.plan(&resolver)), keys: order))
    if cells.isTotalRow != nil, !hasTotals {
      sorted = .filter(Plan.Filter(input: sorted, condition: .not(.oneOf(.column(0), [.bool(true)]))))
    }
    var next = relation.with(.project(Plan.Project(input: sorted, fields: row.allFields, values: row.allValues)))
    next.primaryKey = rows.map { relation.fields[$0].id }
    if !relation.isCataloged, !cells.aggregation.measures.isEmpty { next.hasGuardsOff = true }
    next.drop(from: relation, verb: call.name.text, listEnd: nil)
    return next
  }

  private func addGuard(
    _ one: (field: Field, place: Int, differs: Bool), to row: inout PivotRow, _ spread: inout PivotSpread,
    _ resolver: inout Resolver
  ) {
    if !one.differs {
      row.add(one.field.asShown, .column(spread.add(.firstPresent, one.place, spread.cells.filterOfRows, one.field)))
      return
    }
    var sides: [PlanExpression] = []
    for column in columns.all where column.value != nil {
      let filter = [spread.cells.filter(column), spread.cells.filterOfRows].compactMap { $0 }
      sides.append(.column(spread.add(.only, one.place, .and(filter), one.field)))
    }
    let made = Field(id: resolver.newID(), name: one.field.name, type: .text)
    row.madeGuards.append(made.id)
    row.add(made, .call(.sideBySide(one.field), sides))
  }

  /// A part of a total; of nothing there is none, which is not worth a notice.
  private func share(_ part: PlanExpression, of total: PlanExpression) -> PlanExpression {
    let isZero = PlanExpression.compare(.equal, total, .constant(.number(.zero), .number))
    let divisor = PlanExpression.conditional(isZero, then: .constant(.missing(.incomputable), .number), else: total)
    return .product(part, [ProductFactor(isDivision: true, value: divisor)])
  }

  /// E35 where a column would be called like a key, or like another.
  private func checkNames(_ fields: [Field]) throws(Diagnostic) {
    for later in fields.indices {
      for earlier in 0..<later where fields[earlier].clashes(with: fields[later].name) {
        throw .headingTaken(fields[earlier], fields[later].name, self, isKey: earlier < rows.count)
      }
    }
  }
}

extension Diagnostic {
  /// E35 for a value of C that is the name of another column.
  fileprivate static func headingTaken(
    _ earlier: Field, _ name: BilingualName, _ table: PivotTable, isKey: Bool
  ) -> Diagnostic {
    let call = table.call
    var fixes: [FixIt] = []
    if isKey {
      let new = BilingualName(ja: earlier.name.ja + "2", en: earlier.name.en + "2").typed
      let rename = Message(ja: "改名 ", en: "rename ") + new.with("", " = ") + earlier.name.typed.with("", " | ")
      fixes.append(
        FixIt(
          rename.with("", "…"),
          edits: [
            FixIt.Edit(Span(call.span.start, call.span.start), rename),
            FixIt.Edit((call.columns("rows") ?? [])[earlier.name.index(in: table)].span, new),
          ]))
    }
    if case .flag(let span)? = call.arguments["totals"], name.en == "total" {
      fixes.append(FixIt(replace: span, with: "", label: Message(ja: "合計付きをやめる", en: "leave out totals")))
    }
    // The word that both have, in whichever language it is.
    let ja = earlier.name.matches(name.ja) ? name.ja : name.en
    let en = earlier.name.matches(name.en) ? name.en : name.ja
    return Diagnostic(
      "E35", Message(ja: "「\(ja)」という列が2つになります", en: "There would be two columns named \(en)"),
      at: call.columns("column")?.first?.span ?? call.name.span, fixes: fixes)
  }
}

extension BilingualName {
  fileprivate func index(in table: PivotTable) -> Int {
    table.rows.firstIndex { table.relation.fields[$0].name == self } ?? 0
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// `chart bar M over D by K`: what a picture is drawn of. One mark a row, or one for each D and K.
struct Charting {
  let relation: Relation
  let call: VerbCall
  let kind: Drawing.Kind
  let kindSpan: Span
  let measure: Expression
  let over: Int?
  let by: [Int]

  init(_ call: VerbCall, _ relation: Relation, _ resolver: Resolver) throws(Diagnostic) {
    guard let measure = call.expression("measure"), case .keyword(let word, let span)? = call.arguments["kind"],
      let kind = Drawing.Kind(rawValue: word.rawValue)
    else { throw .constantNeeded(call.span) }
    self.kind = kind
    self.measure = measure
    kindSpan = span
    over = try resolver.keys(call.columns("over") ?? [], relation, call).first
    by = try resolver.keys(call.columns("keys") ?? [], relation, call).filter { [over] in $0 != over }
    self.call = call
    self.relation = relation
  }

  /// Whether rows come together in one mark.
  private var isGrouped: Bool { over != nil || !by.isEmpty || measure.hasAggregate }

  /// What the marks stand along, and what tells those of one place apart.
  private var keys: (along: [Int], series: [Int]) {
    if let over { return ([over], by) }
    return kind == .stack ? ([], by) : (by, [])
  }

  func build(_ resolver: inout Resolver) throws(Diagnostic) -> Relation {
    let aggregation = Aggregation(keys: keys.along + keys.series)
    let typed = try value(aggregation, &resolver)
    try check(typed)
    if kind == .line, over == nil, isGrouped { throw .lineWithoutOver(self) }
    let carried = try guarded(aggregation, typed, &resolver)
    for one in carried { resolver.note(one.notice) }
    var marks = ChartMarks(relation: relation, aggregation: isGrouped ? aggregation : nil)
    var along: [Int] = []
    var series: [Int] = []
    let labels = isGrouped ? keys.along : labelsOfRows
    for place in labels { along.append(marks.add(place)) }
    for place in keys.series { series.append(marks.add(place)) }
    // Where what cells have in a guard column differs, a bar's name says it.
    if kind == .bar, keys.series.isEmpty {
      for one in carried where !labels.contains(one.carried.place) { along.append(marks.add(one.carried)) }
    }
    let name = ResultName.item(measure, RowScope(relation))
    var field = Field.holding(typed, id: resolver.newID(), name: name)
    field.unitFrom = marks.addUnit(typed, &resolver)
    let figure = marks.add(field, typed.value)
    let alongOrder = isGrouped ? keys.along.map { marks.order($0) } : []
    let seriesOrder = keys.series.map { marks.order($0) }
    let drawing = Drawing(
      kind: kind, measure: figure, along: along, series: series, seriesOrder: seriesOrder.flatMap { $0 },
      isEachRow: !isGrouped)
    var chart = Plan.Chart(
      groups: isGrouped ? Plan.Chart.Groups(keys: aggregation.keys, calls: aggregation.calls) : nil,
      fields: marks.fields, values: marks.values,
      order: (alongOrder + seriesOrder).flatMap { $0 }.map { Plan.Sort.Key(.column($0)) }, drawing: drawing)
    if kind == .stack {
      let negative = Diagnostic.negativeParts(self)
      chart.negative = { negative($0) }
    }
    var next = relation.with(.effect(Plan.Effect(input: relation.plan, kind: .chart(chart))))
    if !relation.isCataloged, isGrouped, !aggregation.measures.isEmpty { next.hasGuardsOff = true }
    return next
  }

  /// The columns that name a row: its key, or what is not a number.
  private var labelsOfRows: [Int] {
    func canName(_ place: Int) -> Bool { relation.fields[place].isShown && !relation.fields[place].type.isList }
    let keys = relation.primaryKey.compactMap { relation.place(of: $0) }.filter(canName)
    if !keys.isEmpty { return keys }
    return relation.fields.indices.filter { canName($0) && relation.fields[$0].type != .number }
  }

  // MARK: The figure

  private func value(_ aggregation: Aggregation, _ resolver: inout Resolver) throws(Diagnostic) -> Typed {
    if measure.hasAggregate {
      var typed = try resolver.value(measure, RowScope(relation, aggregation: aggregation, verb: "chart"))
      typed.field = nil
      return typed
    }
    var typed = try resolver.value(measure, RowScope(relation, verb: "chart"))
    guard isGrouped else { return typed }
    try check(typed)
    let argument = typed.value
    let end = call.columns("keys")?.last?.span.end
    let rule = OneRowEach(
      relation: relation, keys: aggregation.keys, measure: measure, typed: typed,
      keysEnd: end ?? call.columns("over")?.last?.span.end ?? measure.span.end,
      lead: end == nil ? Message(ja: "ごと ", en: "by ") : nil)
    let place = aggregation.add(
      .only, argument, Field.holding(typed, id: resolver.newID(), name: ResultName.item(measure, RowScope(relation))),
      uniqueness: rule.uniqueness("どれを描くか"))
    aggregation.measures.append(
      Aggregation.Measure(
        guards: typed.guards, unitFrom: typed.unitFrom, columns: argument.columns, argument: argument,
        span: measure.span, isPlain: true))
    typed.value = .column(place)
    typed.field = nil
    return typed
  }

  /// Only numbers have a length.
  private func check(_ typed: Typed) throws(Diagnostic) {
    if typed.isMissingLiteral { throw .constantNeeded(measure.span) }
    switch typed.type {
    case .number: return
    case .level(let scale) where scale.isRanked: throw .gradeDrawn(self)
    case .level, .text, .list, .year, .bool: throw .noFigure(self, typed)
    }
  }

  // MARK: Guards

  private func guarded(
    _ aggregation: Aggregation, _ typed: Typed, _ resolver: inout Resolver
  ) throws(Diagnostic) -> [(carried: Guards.Carried, notice: Notice)] {
    var measures = aggregation.measures
    if !isGrouped {
      measures.append(
        Aggregation.Measure(
          guards: typed.guards, unitFrom: typed.unitFrom, columns: typed.value.columns, argument: typed.value,
          span: measure.span, isPlain: true))
    }
    // Figures of different units have no common scale, whatever the keys.
    var axis = Guards(relation: relation, keys: [], call: call)
    axis.keysHelp = false
    axis.addsUp = false
    var units = measures
    for place in units.indices {
      units[place].guards = []
      units[place].isPlain = false
    }
    _ = try axis.check(units, &resolver)

    let known = isGrouped ? aggregation.keys : relation.primaryKey.compactMap { relation.place(of: $0) }
    let end = call.columns("keys")?.last?.span.end
    let guards = Guards(relation: relation, keys: known, call: call, keysEnd: end)
    let found = try guards.check(measures, &resolver).map { ($0, guards.notice($0)) }
    if kind == .stack, !keys.series.isEmpty { try checkParts(measures, &resolver) }
    return found
  }

  /// The parts of a bar are added up by the eye: none may contain another.
  private func checkParts(_ measures: [Aggregation.Measure], _ resolver: inout Resolver) throws(Diagnostic) {
    var guards = Guards(relation: relation, keys: keys.along, call: call)
    guards.keysHelp = false
    if let part = keys.series.first(where: { !relation.fields[$0].totals.isEmpty }) {
      guards.across = part
      guards.remedy = try leavingOutTotals(part, &resolver)
    }
    var added = measures
    for place in added.indices { added[place].isPlain = false }
    _ = try guards.check(added, &resolver)
  }

  /// `where item not in [総事業費]`: without the values that contain others.
  private func leavingOutTotals(_ place: Int, _ resolver: inout Resolver) throws(Diagnostic) -> FixIt? {
    let field = relation.fields[place]
    let words = try PivotColumns.present(place, relation, &resolver).filter { !$0.isMissing }.map {
      $0.text(as: field, .en)
    }
    let totals = words.filter { word in
      field.totals[word].map { parts in parts.contains(where: words.contains) } ?? false
    }
    if totals.isEmpty || totals.count == words.count { return nil }
    let name = field.name.typed
    let list = Message.list(totals.map { Formatter.isOneWord($0) ? Message(same: $0) : Formatter.quoted($0) })
    let verb = Message(ja: "絞込 \(name.ja) が [\(list.ja)] のどれでもない", en: "where \(name.en) not in [\(list.en)]")
    return FixIt(
      Message(ja: "\(verb.ja) を加える", en: "add \(verb.en)"),
      edits: [FixIt.Edit(Span(call.span.start, call.span.start), verb.with("", " | "))])
  }
}

extension Diagnostic {
  /// E11.
  fileprivate static func gradeDrawn(_ chart: Charting) -> Diagnostic {
    let text = RowScope(chart.relation).typed(chart.measure)
    var fixes = [FixIt(replace: chart.measure.span, with: .call("段", "step", text))]
    if !chart.measure.hasAggregate { fixes.append(counted(chart, text)) }
    return Diagnostic(
      "E11", Message(ja: "評価は数ではないので、そのままでは図にできません", en: "Grades are not numbers and have no length"),
      at: chart.measure.span, fixes: fixes)
  }

  /// E34.
  fileprivate static func noFigure(_ chart: Charting, _ typed: Typed) -> Diagnostic {
    let text = RowScope(chart.relation).typed(chart.measure)
    var fixes: [FixIt] = []
    if typed.isBool {
      fixes.append(FixIt(replace: chart.measure.span, with: .call("件数", "count", text)))
    } else if typed.type.isList {
      fixes.append(FixIt(replace: chart.measure.span, with: .call("長さ", "len", text)))
    } else if !chart.measure.hasAggregate, typed.field != nil {
      fixes.append(counted(chart, text))
    }
    return Diagnostic(
      "E34",
      Message(ja: "図にできるのは数値です（\(typed.type.word.ja)は描けません）", en: "A chart draws numbers, not a \(typed.type.word.en)"),
      at: chart.measure.span, fixes: fixes)
  }

  /// How many rows there are of each, in place of what cannot be drawn.
  private static func counted(_ chart: Charting, _ text: Message) -> FixIt {
    let count = Message(ja: "件数()", en: "count()")
    if chart.over != nil || !chart.by.isEmpty { return FixIt(replace: chart.measure.span, with: count) }
    return FixIt(
      replace: chart.measure.span, with: Message(ja: "\(count.ja) 軸 \(text.ja)", en: "\(count.en) over \(text.en)"))
  }

  /// E34 for a line without an axis; a year is what it mostly is.
  fileprivate static func lineWithoutOver(_ chart: Charting) -> Diagnostic {
    let fields = chart.relation.fields
    let years = fields.indices.filter { fields[$0].isShown && fields[$0].type == .year && !chart.by.contains($0) }
    var fixes: [FixIt] = []
    if years.count == 1 {
      let name = fields[years[0]].name.typed
      let end = chart.measure.span.end
      let over = Message(ja: "軸 \(name.ja)", en: "over \(name.en)")
      fixes.append(FixIt(over, edits: [FixIt.Edit(Span(end, end), over.with(" "))]))
    }
    return Diagnostic(
      "E34", Message(ja: "折線には横の軸が要ります（軸 列）", en: "A line needs something to run along: over COLUMN"),
      at: chart.kindSpan, fixes: fixes)
  }

  /// E34 for parts below zero, known only when they are there.
  fileprivate static func negativeParts(_ chart: Charting) -> @Sendable (Int) -> Diagnostic {
    let (span, kind) = (chart.measure.span, chart.kindSpan)
    return { count in
      Diagnostic(
        "E34",
        Message(
          ja: "負の値（\(count) 件）は積み上げられません",
          en: count == 1 ? "A value below zero cannot be stacked" : "\(count) values below zero cannot be stacked"),
        at: span, fixes: [FixIt(replace: kind, with: Keyword.bar.word)])
    }
  }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// Keeps sums from counting twice: a column that the catalog says must be held fixed has one value wherever a measure
/// is added up, or the statement is refused (E08, E09); where cells that stand side by side differ, the result says so
/// (N10).
struct Guards {
  /// A guard column that the result carries behind its keys.
  struct Carried {
    /// Place in the input's fields.
    var place: Int
    /// Whether cells of one row differ (only with two sides).
    var differsWithinRow: Bool
    /// The values found, in order of appearance, for the notice.
    var values: [Value]
    /// The value that a filter on this column would best keep.
    var preferred: Value?
    /// The rows that count: those in which a measure is present.
    var measured: PlanExpression
  }

  /// The two values that `compare … over` sets side by side.
  struct Sides {
    var place: Int
    var first: Value
    var second: Value
  }

  var relation: Relation
  var keys: [Int]
  var sides: Sides?
  var call: VerbCall
  /// Where the list of keys ends in the source, to offer adding to it; nil when there is no list.
  var keysEnd: Int?
  /// Where a list of keys can be added when there is none.
  var byEnd: Int?
  /// Whether cells that differ only in the last key stand in one row (a trend) or are set against one another (growth).
  var isSeries = false
  /// Whether the cells of one row are told apart by the last key, as the columns of a cross table are.
  var spreadsLastKey = false
  /// What helps besides, and whether further keys do.
  var remedy: FixIt?
  var keysHelp = true
  /// Whether figures are added up; otherwise they stand on one axis, which only units can forbid.
  var addsUp = true
  /// A column whose values stand side by side, which no filter should reduce to one.
  var across: Int?

  /// Checks every measure, asking the data where a filter has not settled it already.
  ///
  /// - Returns: the columns to carry, each once.
  func check(_ measures: [Aggregation.Measure], _ resolver: inout Resolver) throws(Diagnostic) -> [Carried] {
    var carried: [Carried] = []
    for measure in measures {
      for one in try check(measure, &resolver) {
        if let known = carried.firstIndex(where: { $0.place == one.place }) {
          carried[known].measured = .or([carried[known].measured, one.measured])
        } else {
          carried.append(one)
        }
      }
    }
    return carried
  }

  private func check(_ measure: Aggregation.Measure, _ resolver: inout Resolver) throws(Diagnostic) -> [Carried] {
    var places: [Int] = []
    for id in [measure.unitFrom].compactMap({ $0 }) + measure.guards {
      guard let place = relation.place(of: id), !places.contains(place), !keys.contains(place),
        place != sides?.place, !measure.columns.contains(place), !relation.pinned.contains(id)
      else { continue }
      places.append(place)
    }
    if places.isEmpty { return [] }
    let found = try cells(measure, places, &resolver)
    if !measure.isPlain {
      try refuseMixedUnits(measure, places, found)
      try refuseDoubleCounting(measure, places, found)
    }
    if !measure.isAdded { return [] }
    return places.indices.compactMap {
      carried(places[$0], found, guardIndex: $0, measured: .not(.isMissing(measure.argument)))
    }
  }

  // MARK: What the data say

  /// The distinct combinations of keys (with the side) and guard values, with their numbers of rows.
  private struct Cells {
    struct Entry {
      var cell: [Value]
      var guards: [Value]
      var rows: Int
    }
    var entries: [Entry]

    /// For each cell the distinct values of one guard.
    func values(of guardIndex: Int) -> [(cell: [Value], values: [Value])] {
      var order: [[Value]] = []
      var sets: [[Value]: [Value]] = [:]
      for entry in entries {
        if sets[entry.cell] == nil { order.append(entry.cell) }
        let value = entry.guards[guardIndex].withoutReason
        if !(sets[entry.cell] ?? []).contains(value) { sets[entry.cell, default: []].append(value) }
      }
      return order.map { ($0, sets[$0] ?? []) }
    }

    /// The distinct values of one guard with their numbers of rows.
    func counts(of guardIndex: Int) -> [(value: Value, rows: Int)] {
      var result: [(value: Value, rows: Int)] = []
      for entry in entries {
        let value = entry.guards[guardIndex].withoutReason
        if let index = result.firstIndex(where: { $0.value == value }) {
          result[index].rows += entry.rows
        } else {
          result.append((value, entry.rows))
        }
      }
      return result
    }
  }

  private func cells(
    _ measure: Aggregation.Measure, _ places: [Int], _ resolver: inout Resolver
  ) throws(Diagnostic) -> Cells {
    var condition = PlanExpression.not(.isMissing(measure.argument))
    if let sides { condition = .and([.oneOf(.column(sides.place), [sides.first, sides.second]), condition]) }
    let input = Plan.filter(Plan.Filter(input: relation.plan.withoutEffects, condition: condition))
    let all = keys + (sides.map { [$0.place] } ?? []) + places
    var fields = all.map { relation.fields[$0] }
    let count = Field(id: resolver.newID(), name: BilingualName("count"), type: .number)
    fields.append(count)
    let table = try resolver.probe.run(
      .aggregate(
        Plan.Aggregate(input: input, keys: all, calls: [AggregateCall(.countRows, nil, field: count)], fields: fields)))
    let cellWidth = all.count - places.count
    var entries: [Cells.Entry] = []
    for row in 0..<table.rowCount {
      let values = (0..<all.count).map { table.value(row: row, column: $0) }
      var rows = 0
      if case .number(let number) = table.value(row: row, column: all.count) { rows = number.wholeNumber ?? 0 }
      entries.append(
        Cells.Entry(
          cell: values[..<cellWidth].map(\.withoutReason), guards: Array(values[cellWidth...]), rows: rows))
    }
    return Cells(entries: entries)
  }

  // MARK: Refusals

  private func refuseMixedUnits(_ measure: Aggregation.Measure, _ places: [Int], _ cells: Cells) throws(Diagnostic) {
    guard let id = measure.unitFrom, let place = relation.place(of: id), let index = places.firstIndex(of: place)
    else { return }
    guard cells.values(of: index).contains(where: { $0.values.count > 1 }) else { return }
    let field = relation.fields[place]
    let counts = cells.counts(of: index)
    func list(_ language: Language) -> String {
      counts.prefix(6).map { one in
        let unit = one.value.text(as: field, language)
        return language == .ja ? "\(unit) \(one.rows)件" : "\(unit) ×\(one.rows)"
      }.joined(separator: language == .ja ? "、" : ", ") + (counts.count > 6 ? " …" : "")
    }
    let most = counts.max { $0.rows < $1.rows }?.value
    let choice = filter([(place, most)])
    let message =
      addsUp
      ? Message(
        ja: "単位の違う値（\(list(.ja))）は\(measure.isAdded ? "足せません" : "比べられません")",
        en: "Cannot \(measure.isAdded ? "add" : "compare") different units (\(list(.en)))")
      : Message(
        ja: "単位の違う値（\(list(.ja))）は1つの図に並べられません",
        en: "Figures of different units (\(list(.en))) have no common axis")
    throw Diagnostic(
      "E08", message, at: measure.span,
      fixes: [keysHelp ? addToKeys([field]) : nil, choice, remedy].compactMap { $0 })
  }

  private func refuseDoubleCounting(_ measure: Aggregation.Measure, _ places: [Int], _ cells: Cells) throws(Diagnostic)
  {
    var mixed: [(place: Int, field: Field, index: Int, pair: (Value, Value))] = []
    for (index, place) in places.enumerated() {
      let field = relation.fields[place]
      for cell in cells.values(of: index) {
        if let pair = conflict(cell.values, field) {
          mixed.append((place, field, index, pair))
          break
        }
      }
    }
    guard let first = mixed.first else { return }
    func name(_ value: Value, _ language: Language) -> String {
      let words = first.field.type.scale?.words(in: language) ?? []
      if case .level(let place) = value, words.indices.contains(place) { return words[place] }
      return value.text(as: first.field, language)
    }
    let isTotal = !first.field.totals.isEmpty
    let counts = mixed.map { (place: $0.place, field: $0.field, counts: cells.counts(of: $0.index)) }
    let ja = counts.map { "\($0.field.name.ja) \($0.counts.count)種類" }.joined(separator: "、")
    let en = counts.map { "\($0.field.name.en): \($0.counts.count) values" }.joined(separator: ", ")
    let pair = first.pair
    let leadJa =
      isTotal
      ? "\(name(pair.0, .ja))と\(name(pair.1, .ja))など内訳が混ざるため、合計が二重になります"
      : "\(name(pair.0, .ja))と\(name(pair.1, .ja))など\(first.field.name.ja)の違う値が混ざります"
    let leadEn =
      isTotal
      ? "Totals and parts are mixed (\(en)): the sum would count twice"
      : "Values of different \(first.field.name.en) are mixed (\(en))"
    let choices = counts.map { ($0.place, preferred($0.counts, $0.field)) }
    throw Diagnostic(
      "E09", Message(ja: "\(leadJa)。混ざっている値: \(ja)", en: leadEn), at: measure.span,
      fixes: [filter(choices), remedy, keysHelp ? addToKeys(counts.map(\.field)) : nil].compactMap { $0 })
  }

  /// Two values that must not be added: of a column with totals, a total and one of its parts; otherwise any two.
  private func conflict(_ values: [Value], _ field: Field) -> (Value, Value)? {
    if values.count < 2 { return nil }
    if field.totals.isEmpty { return (values[0], values[1]) }
    for a in values {
      let parts = allParts(of: a.text(as: field, .en), field)
      for b in values where b != a && parts.contains(b.text(as: field, .en)) { return (a, b) }
    }
    return nil
  }

  private func allParts(of total: String, _ field: Field) -> Set<String> {
    var found: Set<String> = []
    var open = field.totals[total] ?? []
    while let part = open.popLast() {
      if found.insert(part).inserted { open += field.totals[part] ?? [] }
    }
    return found
  }

  /// The value a fix proposes: the total that most rows have, otherwise what most rows have.
  private func preferred(_ counts: [(value: Value, rows: Int)], _ field: Field) -> Value? {
    let present = counts.filter { !$0.value.isMissing }
    let totals = present.filter { field.totals[$0.value.text(as: field, .en)] != nil }
    let pool = totals.isEmpty ? present : totals
    var best: (value: Value, rows: Int)?
    for one in pool where one.rows > (best?.rows ?? 0) { best = one }
    return best?.value
  }

  // MARK: Fixes

  /// A `where` before the verb; before the `select` that left a guard out, where that has happened.
  private func filter(_ choices: [(place: Int, value: Value?)]) -> FixIt? {
    if choices.contains(where: { $0.place == across }) { return nil }
    var tests: [Message] = []
    var start = call.span.start
    for (place, value) in choices {
      guard let value, !value.isMissing else { continue }
      let field = relation.fields[place]
      if field.type.scale === Scale.totalRow {
        // A total has no value in its key, and says why.
        if !hasKey(ofTotals: field) { return nil }
        let name = field.name.typed
        tests.append(Message(ja: "理由(\(name.ja)) != 「計」", en: "reason(\(name.en)) != '計'"))
        continue
      }
      if field.visibility == .carried {
        // Before a verb of one of several branches the others would stay as they are.
        guard relation.plan.isOneBranch, let before = relation.dropped[field.name.en]?.start else { continue }
        start = min(start, before)
      }
      tests.append(test(field, value))
    }
    if tests.isEmpty { return nil }
    let condition = Message(
      ja: tests.map(\.ja).joined(separator: " かつ "), en: tests.map(\.en).joined(separator: " and "))
    return FixIt(
      Message(ja: "絞込 \(condition.ja) を加える", en: "add where \(condition.en)"),
      edits: [
        FixIt.Edit(Span(start, start), Message(ja: "絞込 \(condition.ja) | ", en: "where \(condition.en) | "))
      ])
  }

  /// `kind = 決算`; a level that is no word, or that a column is called as well, in quotes.
  private func test(_ field: Field, _ value: Value) -> Message {
    let name = field.name.typed
    let plain = value.text(as: field, .en)
    let needsQuotes =
      field.type == .text || field.type.scale != nil && !Formatter.isOneWord(plain)
      || !relation.places(named: plain).isEmpty
    let text = needsQuotes ? Formatter.quoted(plain) : Message(same: plain)
    return Message(ja: "\(name.ja) = \(text.ja)", en: "\(name.en) = \(text.en)")
  }

  /// Whether the key that the row of totals has no value in is still there.
  private func hasKey(ofTotals field: Field) -> Bool {
    relation.places(named: field.name.en).contains { relation.fields[$0].name == field.name }
  }

  private func addToKeys(_ fields: [Field]) -> FixIt? {
    if fields.contains(where: { $0.type.scale === Scale.totalRow && !hasKey(ofTotals: $0) }) { return nil }
    let names = fields.map(\.name.typed)
    let list = Message(ja: names.map(\.ja).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
    guard let end = keysEnd else {
      return FixIt(
        Message(ja: "ごと に \(list.ja) を加える", en: "add by \(list.en)"),
        edits: byEnd.map { [FixIt.Edit(Span($0, $0), Message(ja: " ごと \(list.ja)", en: " by \(list.en)"))] } ?? [])
    }
    var edits = [FixIt.Edit(Span(end, end), Message(ja: "、" + list.ja, en: ", " + list.en))]
    for (field, name) in zip(fields, names) where field.visibility == .carried {
      guard let listEnd = relation.dropped[field.name.en]?.listEnd else { return nil }
      edits.append(FixIt.Edit(Span(listEnd, listEnd), Message(ja: "、" + name.ja, en: ", " + name.en)))
    }
    return FixIt(Message(ja: "\(list.ja) もキーに加える", en: "add \(list.en) to the keys"), edits: edits)
  }

  // MARK: Side by side

  /// The guard as a column of the result, when each cell has one value and cells differ.
  private func carried(
    _ place: Int, _ cells: Cells, guardIndex: Int, measured: PlanExpression
  ) -> Carried? {
    // A total among the rows of a cross table is there to be seen beside them.
    if relation.fields[place].type.scale === Scale.totalRow { return nil }
    let all = cells.values(of: guardIndex)
    guard all.allSatisfy({ $0.values.count == 1 }) else { return nil }
    var distinct: [Value] = []
    for one in all where !distinct.contains(one.values[0]) { distinct.append(one.values[0]) }
    guard distinct.count > 1 else { return nil }
    var withinRow = false
    if sides != nil || isSeries || spreadsLastKey {
      var byRow: [[Value]: Value] = [:]
      for one in all {
        let row = Array(one.cell.dropLast())
        if let other = byRow[row], other != one.values[0] { withinRow = true }
        byRow[row] = one.values[0]
      }
    }
    let preferred = preferred(cells.counts(of: guardIndex), relation.fields[place])
    return Carried(
      place: place, differsWithinRow: withinRow, values: distinct, preferred: preferred, measured: measured)
  }

  /// N10 for a carried column.
  func notice(_ carried: Carried) -> Notice {
    let field = relation.fields[carried.place]
    func list(_ language: Language) -> String {
      let words = carried.values.prefix(4).map { $0.text(as: field, language) }
      let more = carried.values.count > 4 ? " …" : ""
      if language == .ja { return words.joined(separator: "と") + more }
      if !more.isEmpty || words.count < 2 { return words.joined(separator: ", ") + more }
      return words.dropLast().joined(separator: ", ") + " and " + (words.last ?? "")
    }
    let first = carried.preferred?.text(as: field, .ja) ?? ""
    return Notice(
      "N10",
      Message(
        ja: "\(list(.ja))を並べています（列 \(field.name.ja)）。", en: "\(list(.en)) stand side by side (column \(field.name.en))."
      ),
      fix: Message(
        ja: "絞込 \(field.name.ja) = \(first) / ごと …、\(field.name.ja)",
        en: "where \(field.name.en) = \(first) / by …, \(field.name.en)"))
  }
}

extension Value {
  /// Missing values are one, whatever the reason.
  var withoutReason: Value {
    if case .missing = self { return .missing(.blank) }
    return self
  }
}

extension Plan {
  /// Whether its rows come from one table, without a join or a union.
  fileprivate var isOneBranch: Bool { inputs.count <= 1 && inputs.allSatisfy(\.isOneBranch) }
}

internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension ComparisonColumns {
  /// E12 for keys under which there are several rows where one was promised.
  ///
  /// - Parameters:
  ///   - keys: what must tell the rows apart.
  ///   - side: the value compared over, where there is one.
  ///   - over: the column compared over.
  ///   - rows: which rows take part.
  func uniqueness(
    _ measure: Expression, _ typed: Typed, keys: [Int], where side: Message? = nil, over: Int? = nil,
    rows: PlanExpression? = nil, probe: (any DataProbe)? = nil
  ) -> Uniqueness {
    let fields = keys.map { relation.fields[$0] }
    let summaries = summaries(of: measure, typed)
    let guards = typed.guards.compactMap { relation.place(of: $0) }.map { relation.fields[$0].name }
    let keysEnd = call.columns("keys")?.last?.span.end
    let search = DistinguishingColumns(relation: relation, keys: keys, over: over, rows: rows, probe: probe)
    return Uniqueness { values, count in
      func described(_ language: Language) -> String {
        let parts = zip(fields, values).filter { !$1.isMissing }.map {
          "\($0.name[language])=\($1.text(as: $0, language))"
        }
        return parts.joined(separator: language == .ja ? "、" : ", ")
      }
      let whereJa = side.map { " \($0.ja) の" } ?? ""
      let whereEn = side.map { " for \($0.en)" } ?? ""
      let ja = described(.ja)
      let en = described(.en)
      var fixes = summaries
      if let end = keysEnd, let found = search.found {
        // What must not be added up is told apart, not summed.
        if found.contains(where: { guards.contains($0) }) { fixes = [] }
        let names = found.map(\.typed)
        let list = Message(ja: names.map(\.ja).joined(separator: "、"), en: names.map(\.en).joined(separator: ", "))
        fixes.append(
          FixIt(
            Message(ja: "ごと …、\(list.ja)", en: "by …, \(list.en)"),
            edits: [FixIt.Edit(Span(end, end), Message(ja: "、\(list.ja)", en: ", \(list.en)"))]))
      }
      return Diagnostic(
        "E12",
        Message(
          ja: "\(ja.isEmpty ? "" : ja + "に")\(whereJa)行が \(count) 行あり、どれを比べるか決まりません",
          en: "\(en.isEmpty ? "There are" : en + " has") \(count) rows\(whereEn)"), at: measure.span, fixes: fixes)
    }
  }
}

/// Looks for columns of the primary key that, added to the keys, leave one row under each.
struct DistinguishingColumns: Sendable {
  var relation: Relation
  var keys: [Int]
  var over: Int?
  var rows: PlanExpression?
  var probe: (any DataProbe)?

  /// One column if one is enough, texts first; otherwise the rest of the primary key, unless that would be a long list.
  var found: [BilingualName]? {
    let rest = relation.primaryKey.compactMap { relation.place(of: $0) }.filter { !keys.contains($0) && $0 != over }
    let usable = rest.filter { relation.fields[$0].isShown && !relation.fields[$0].type.isList }
    let open = usable.filter { !relation.pinned.contains(relation.fields[$0].id) }
    let (texts, others) = (
      open.filter { relation.fields[$0].type == .text }, open.filter { relation.fields[$0].type != .text }
    )
    for one in texts.reversed() + others where isEnough([one]) { return [relation.fields[one].name] }
    let all = open.map { relation.fields[$0].name }
    return !all.isEmpty && all.count <= 3 && usable.count == rest.count ? all : nil
  }

  private func isEnough(_ added: [Int]) -> Bool {
    guard let probe else { return false }
    var input = relation.plan.withoutEffects
    if let rows { input = .filter(Plan.Filter(input: input, condition: rows)) }
    let all = keys + [over].compactMap { $0 } + added
    let count = Field(id: -1, name: BilingualName("count"), type: .number)
    let groups = Plan.aggregate(
      Plan.Aggregate(
        input: input, keys: all, calls: [AggregateCall(.countRows, nil, field: count)],
        fields: all.map { relation.fields[$0] } + [count]))
    let several = PlanExpression.compare(.greater, .column(all.count), .constant(.number(ExactDecimal(1)), .number))
    let found = Plan.limit(
      Plan.Limit(
        input: .filter(Plan.Filter(input: groups, condition: several)), count: 1, fromEnd: false, keys: []))
    guard let table = try? probe.run(found) else { return false }
    return table.rowCount == 0
  }
}

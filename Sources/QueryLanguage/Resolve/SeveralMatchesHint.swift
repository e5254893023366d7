internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// What is said of a look-up that finds several rows for one (E15), and what would put it right; the data are asked for
/// that only then.
struct SeveralMatchesHint {
  private let tables: JoinedTables
  private let keys: [JoinedKey]
  private let join: Plan.Join
  private let span: Span
  /// Where the list of keys ends.
  private let keysEnd: Int

  init(_ tables: JoinedTables, _ keys: [JoinedKey], _ join: Plan.Join) {
    self.tables = tables
    self.keys = keys
    var names: [JoinKey] = []
    if case .joinKeys(let typed)? = tables.call.arguments["keys"] { names = typed }
    let spans = names.map { name in name.right.map { name.left.span.joined($0.span) } ?? name.left.span }
    span = spans.dropFirst().reduce(spans.first ?? tables.call.span) { $0.joined($1) }
    keysEnd = span.end
    // Only the rows themselves are asked for.
    self.join = {
      var bare = join
      bare.left = join.left.withoutEffects
      bare.right = join.right.withoutEffects
      bare.rightColumns = []
      bare.fields = join.left.fields
      return bare
    }()
  }

  func severalMatches(_ probe: any DataProbe) -> Plan.SeveralMatches {
    Plan.SeveralMatches { values, matches, before, after in
      diagnostic(values, matches, before, after, probe)
    }
  }

  private func diagnostic(
    _ values: [Value], _ matches: Int, _ before: Int, _ after: Int, _ probe: any DataProbe
  ) -> Diagnostic {
    func described(_ language: Language) -> String {
      zip(keys, values).map { key, value in
        let field = tables.left.fields[key.left]
        return "\(field.name[language])=\(value.text(as: field, language))"
      }.joined(separator: language == .ja ? "、" : ", ")
    }
    let name = tables.tableName
    let grows = after > before
    let fixes = [anotherKey(probe), join.kind == .lookup ? many : eachKeyOnce, filter(probe)].compactMap { $0 }
    return Diagnostic(
      "E15",
      Message(
        ja: "\(described(.ja)) に「\(name.ja)」の行が \(matches) 行あり、"
          + (grows ? "行が増えます（\(before) → \(after)）" : "どれを使うか決まりません"),
        en: "\(described(.en)) has \(matches) rows in \(name.en)"
          + (grows ? ": rows would grow \(before) → \(after)" : ", and it is unclear which to take")),
      at: span, fixes: fixes)
  }

  private var many: FixIt {
    let end = tables.call.name.span.end
    return FixIt(
      Message(ja: "結合 複数", en: "join many"), edits: [FixIt.Edit(Span(end, end), Keyword.many.word.with(" "))])
  }

  /// Of a right side whose rows only say which keys there are, each key once.
  private var eachKeyOnce: FixIt {
    let verb =
      Message(ja: "重複除去 ", en: "distinct ") + .list(keys.map { tables.right.fields[$0.right].name.typed })
    return FixIt(verb.with("(… | ", ")"), edits: tables.query.edits(adding: verb))
  }

  // MARK: A further key

  /// Columns of one name and kind on both sides that are no keys yet.
  private var candidates: [JoinedKey] {
    let (left, right) = (tables.left, tables.right)
    var found: [JoinedKey] = []
    for place in left.fields.indices where left.fields[place].isShown && !keys.contains(where: { $0.left == place }) {
      let field = left.fields[place]
      guard
        let other = right.fields.indices.first(where: {
          right.fields[$0].isShown && right.fields[$0].name.matches(field.name.en)
        }), !keys.contains(where: { $0.right == other })
      else { continue }
      switch (field.type, right.fields[other].type) {
      case (.level(let a), .level(let b)): if !a.canMeet(b) { continue }
      case (.year, .year), (.text, .text), (.level, .text), (.text, .level): break
      case (.number, .number): if field.unit != nil || field.unitFrom != nil { continue }
      default: continue
      }
      found.append(JoinedKey(left: place, right: other))
    }
    return Array(found.prefix(6))
  }

  /// The columns that make each match the only one: one, or two together.
  private func anotherKey(_ probe: any DataProbe) -> FixIt? {
    let candidates = self.candidates
    var choices = candidates.map { [$0] }
    for (index, first) in candidates.enumerated() { choices += candidates[(index + 1)...].map { [first, $0] } }
    guard let choice = choices.first(where: { isUnique(with: $0, probe) }) else { return nil }
    let all = Message.list((keys + choice).map { tables.left.fields[$0.left].name.typed })
    let added = Message.list(choice.map { tables.left.fields[$0.left].name.typed })
    return FixIt(
      Message(ja: "キー ", en: "on ") + all,
      edits: [FixIt.Edit(Span(keysEnd, keysEnd), Message(ja: "、", en: ", ") + added)])
  }

  /// Whether each row then has one match at most, and some row has one.
  private func isUnique(with added: [JoinedKey], _ probe: any DataProbe) -> Bool {
    var join = self.join
    join.kind = .only
    join.leftKeys += added.map(\.left)
    join.rightKeys += added.map(\.right)
    join.severalMatches = Plan.SeveralMatches { _, _, _, _ in Diagnostic("E15", Message(same: "")) }
    join.unmatched = nil
    let rows = Plan.project(Plan.Project(input: .join(join), fields: [], values: []))
    return ((try? probe.run(rows))?.rowCount ?? 0) > 0
  }

  // MARK: A narrower right side

  /// A column of the right side by which its rows with one key differ: choosing one of its values leaves one row.
  private func filter(_ probe: any DataProbe) -> FixIt? {
    let right = tables.right
    let plan = right.plan.withoutEffects
    let rightKeys = keys.map(\.right)
    func distinct(_ places: [Int]) -> Int? {
      let fields = places.map { right.fields[$0] }
      let groups = Plan.aggregate(Plan.Aggregate(input: plan, keys: places, calls: [], fields: fields))
      return (try? probe.run(.project(Plan.Project(input: groups, fields: [], values: []))))?.rowCount
    }
    guard let rows = (try? probe.run(.project(Plan.Project(input: plan, fields: [], values: []))))?.rowCount else {
      return nil
    }
    for place in right.fields.indices where right.fields[place].isShown && !rightKeys.contains(place) {
      switch right.fields[place].type {
      case .text, .level: break
      default: continue
      }
      guard distinct(rightKeys + [place]) == rows, distinct([place]) != rows else { continue }
      let (table, column) = (right.name, right.fields[place].name)
      return FixIt(
        Message(
          ja: "(\(table.ja) | 絞込 \(column.ja) = …)", en: "(\(table.en) | where \(column.en) = …)"))
    }
    return nil
  }
}

/// What is said of rows without a match (N3).
struct UnmatchedNotice {
  private let tables: JoinedTables

  init(_ tables: JoinedTables) { self.tables = tables }

  var notice: @Sendable (_ left: Int, _ right: Int) -> Notice {
    let fixes = (left: query(fromRight: false), right: query(fromRight: true))
    return { left, right in
      Notice(
        "N3",
        Message(ja: "相手のない行: 左 \(left) 行、右 \(right) 行", en: "Rows without a match: left \(left), right \(right)"),
        fix: left > 0 ? fixes.left : fixes.right)
    }
  }

  /// The question that shows the rows of one side.
  private func query(fromRight: Bool) -> Message {
    func text(_ language: Language) -> String {
      let formatter = Formatter(language == .ja ? .ja : .en)
      var source = formatter.query(tables.query, LanguageGrammar.shared)
      if !tables.query.verbs.isEmpty {
        source = source.count > 80 ? "(\(tables.right.name[language]) | …)" : "(\(source))"
      }
      let verb = language == .ja ? "結合 一致なし" : "join without"
      let on = language == .ja ? "キー" : "on"
      let keys = keyTexts(fromRight: fromRight).joined(separator: language == .ja ? "、" : ", ")
      return fromRight ? "\(source) | \(verb) (…) \(on) \(keys)" : "\(verb) \(source) \(on) \(keys)"
    }
    return Message(ja: text(.ja), en: text(.en))
  }

  private func keyTexts(fromRight: Bool) -> [String] {
    guard case .joinKeys(let names)? = tables.call.arguments["keys"] else { return [] }
    func text(_ name: ColumnName) -> String {
      (name.table.map { Formatter.columnText($0.text) + "." } ?? "") + Formatter.columnText(name.name.text)
    }
    return names.map { name in
      guard let right = name.right else { return text(name.left) }
      return fromRight ? "\(text(right)) = \(text(name.left))" : "\(text(name.left)) = \(text(right))"
    }
  }
}

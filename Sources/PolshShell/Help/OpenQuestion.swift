internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

/// Questions that the open tables can answer, built from the roles of their columns: the last example of a page.
///
/// A question is tried before it is shown; where the first try would count twice or lack a unit, the fix is taken.
struct OpenQuestion {
  let environment: QueryEnvironment

  init(_ environment: QueryEnvironment) { self.environment = environment }

  private struct Table {
    var source: any TableSource
    var entry: TableEntry { source.entry }

    var name: Message { entry.name.typed }

    private func first(_ fits: (ColumnEntry) -> Bool) -> Message? {
      entry.columns.first { $0.role == nil && $0.expression == nil && fits($0) }?.name.typed
    }

    var grade: Message? { first { $0.type.isGrade } }
    var category: Message? {
      first {
        if case .level = $0.type { return !$0.type.isGrade }
        return false
      }
    }
    var list: Message? { first { $0.type.isList } }
    var year: Message? { first { $0.type == .year } }
    var text: Message? { first { $0.type == .text } }
    var measure: Message? { first { $0.type == .number && $0.unit != nil } }
    var key: Message? { category ?? grade ?? year }
    /// Two numbers in the unit that a column names: a value and what it was to be.
    var pair: (value: Message, base: Message)? {
      let numbers = entry.columns.filter { $0.type == .number && $0.role == nil && $0.unitFrom != nil }
      guard numbers.count >= 2, numbers[0].unitFrom == numbers[1].unitFrom else { return nil }
      return (numbers[1].name.typed, numbers[0].name.typed)
    }

    /// The last two years that occur.
    var lastYears: (FiscalYear, FiscalYear)? {
      guard let place = entry.columns.firstIndex(where: { $0.role == nil && $0.type == .year }),
        let column = try? source.read(columns: [place]).columns.first, case .years(let years) = column.storage
      else { return nil }
      var found: Set<Int> = []
      for (row, year) in years.enumerated() where !column.missing[row] { found.insert(Int(year)) }
      guard let last = found.max(), found.contains(last - 1), let a = FiscalYear(last - 1), let b = FiscalYear(last)
      else { return nil }
      return (a, b)
    }
  }

  private var tables: [Table] {
    environment.tables.compactMap { table in
      if case .source(let source) = table.content { return Table(source: source) }
      return nil
    }
  }

  /// A question that shows a verb on the open data; nil where no table suits it.
  func showing(_ verb: String) -> Message? {
    for table in tables {
      if let rest = Self.verbs[verb]?(table), let question = tried(joined(table.name, rest)) { return question }
    }
    return nil
  }

  /// A question about a column.
  func about(_ column: ColumnEntry, _ entry: TableEntry) -> Message? {
    guard let table = tables.first(where: { $0.entry.name == entry.name }) else { return nil }
    let name = column.name.typed
    let rest: Message
    switch column.type {
    case .level, .year: rest = Message(ja: "件数 \(name.ja)ごと", en: "count by \(name.en)")
    case .list: rest = Message(ja: "展開 \(name.ja) | 件数 \(name.ja)ごと", en: "unnest \(name.en) | count by \(name.en)")
    case .number:
      guard let key = table.year ?? table.key else { return nil }
      // Percentages are not added up.
      let isRatio = column.unit?.dimension == .ratio
      rest =
        isRatio
        ? Message(ja: "集計 \(key.ja)： 平均(\(name.ja))", en: "group \(key.en): avg(\(name.en))")
        : Message(ja: "集計 \(key.ja)： 合計(\(name.ja))", en: "group \(key.en): sum(\(name.en))")
    case .text, .bool: rest = Message(ja: "選択 \(name.ja) | 先頭 5", en: "select \(name.en) | take 5")
    }
    return tried(joined(table.name, rest))
  }

  /// A question for the rows of a level.
  func about(_ level: String, of scaled: ScaledColumn) -> Message? {
    guard let table = scaled.tables.first?.typed else { return nil }
    let name = scaled.name.typed
    let word = Formatter.isOneWord(level) ? Message(same: level) : Formatter.quoted(level)
    let isList = environment.table(scaled.tables[0].en).map { table in
      if case .source(let source) = table.content {
        return source.entry.columns.contains { $0.name == scaled.name && $0.type.isList }
      }
      return false
    }
    let condition =
      isList == true
      ? Message(ja: "\(name.ja) に \(word.ja) あり", en: "\(name.en) has \(word.en)")
      : Message(ja: "\(name.ja) = \(word.ja)", en: "\(name.en) = \(word.en)")
    return tried(joined(table, Message(ja: "絞込 \(condition.ja) | 件数", en: "where \(condition.en) | count")))
  }

  private func joined(_ table: Message, _ rest: Message) -> Message {
    Message(ja: "\(table.ja) | \(rest.ja)", en: "\(table.en) | \(rest.en)")
  }

  // MARK: Trying

  /// The question as far as it can be asked: as it is, or with the fix that its error offers.
  private func tried(_ question: Message) -> Message? {
    var question = question
    for _ in 0..<2 {
      guard let fault = fault(question.en) else { return fault(question.ja) == nil ? question : nil }
      guard ["E07", "E08", "E09"].contains(fault.code), let en = fault.fixes.first?.applied(to: question.en, .en),
        let ja = self.fault(question.ja)?.fixes.first?.applied(to: question.ja, .ja)
      else { return nil }
      question = Message(ja: ja, en: en)
    }
    return nil
  }

  private func fault(_ text: String) -> Diagnostic? {
    let grammar = ShellGrammar.shared
    let probe = EngineProbe()
    do throws(Diagnostic) {
      var parser = Parser(
        text, grammar: grammar, scope: QueryScope(environment: environment, probe: probe), inScript: true)
      guard case .query(let query)? = try parser.next()?.kind else { return nil }
      var resolver = Resolver(environment: environment, probe: probe)
      let relation = try resolver.resolve(query)
      _ = try probe.run(relation.plan.withoutEffects)
      return nil
    } catch {
      return error
    }
  }

  // MARK: What shows a verb

  private static let verbs: [String: @Sendable (Table) -> Message?] = [
    "where": { table in
      guard let grade = table.grade,
        case .level(let scale)? = table.entry.columns.first(where: { $0.name.typed == grade })?.type,
        let level = scale.levels.dropFirst().first, Formatter.isOneWord(level)
      else { return nil }
      return Message(ja: "絞込 \(grade.ja) が \(level) 以上 | 件数", en: "where \(grade.en) >= \(level) | count")
    },
    "count": { table in table.grade.map { Message(ja: "件数 \($0.ja)ごと", en: "count by \($0.en)") } },
    "select": { table in
      guard let a = table.text, let b = table.key else { return nil }
      return Message(ja: "選択 \(a.ja)、 \(b.ja) | 先頭 5", en: "select \(a.en), \(b.en) | take 5")
    },
    "sort": { table in
      guard let a = table.measure, let b = table.text else { return nil }
      return Message(
        ja: "並替 -\(a.ja) | 選択 \(b.ja)、 \(a.ja) | 先頭 5", en: "sort -\(a.en) | select \(b.en), \(a.en) | take 5")
    },
    "take": { table in table.key.map { Message(ja: "先頭 1 \($0.ja)ごと", en: "take 1 by \($0.en)") } },
    "last": { table in table.key.map { Message(ja: "末尾 1 \($0.ja)ごと", en: "last 1 by \($0.en)") } },
    "group": { table in
      guard let key = table.year ?? table.key, let measure = table.measure else { return nil }
      return Message(ja: "集計 \(key.ja)： 合計(\(measure.ja))", en: "group \(key.en): sum(\(measure.en))")
    },
    "distinct": { table in table.category.map { Message(ja: "重複除去 \($0.ja)", en: "distinct \($0.en)") } },
    "unnest": { table in
      table.list.map { Message(ja: "展開 \($0.ja) | 件数 \($0.ja)ごと", en: "unnest \($0.en) | count by \($0.en)") }
    },
    "describe": { _ in Message(ja: "概要", en: "describe") },
    "compare": { table in
      if let (value, base) = table.pair {
        return Message(ja: "比較 \(value.ja) 対 \(base.ja) | 先頭 5", en: "compare \(value.en) with \(base.en) | take 5")
      }
      guard let year = table.year, let measure = table.measure, let key = table.category, let years = table.lastYears
      else { return nil }
      let change = "\(years.0.short) -> \(years.1.short)"
      return Message(
        ja: "比較 合計(\(measure.ja)) 軸 \(year.ja)： \(change) ごと \(key.ja)",
        en: "compare sum(\(measure.en)) over \(year.en): \(change) by \(key.en)")
    },
    "growth": { table in
      guard let year = table.year, let measure = table.measure, let key = table.category else { return nil }
      return Message(
        ja: "増減 合計(\(measure.ja)) 軸 \(year.ja) ごと \(key.ja)",
        en: "growth sum(\(measure.en)) over \(year.en) by \(key.en)")
    },
    "trend": { table in
      guard let year = table.year, let measure = table.measure, let key = table.category else { return nil }
      return Message(
        ja: "推移 合計(\(measure.ja)) 軸 \(year.ja) \(key.ja)ごと", en: "trend sum(\(measure.en)) over \(year.en) by \(key.en)"
      )
    },
    "pivot": { table in
      guard let grade = table.grade, let key = table.category else { return nil }
      return Message(
        ja: "クロス集計 \(key.ja) × \(grade.ja)： 件数() 合計付き", en: "pivot \(key.en) by \(grade.en): count() totals")
    },
    "rank": { table in
      guard let measure = table.measure, let text = table.text else { return nil }
      return Message(
        ja: "順位 -\(measure.ja) | 並替 順位 | 選択 \(text.ja)、 \(measure.ja)、 順位 | 先頭 5",
        en: "rank -\(measure.en) | sort rank | select \(text.en), \(measure.en), rank | take 5")
    },
    "derive": { table in
      guard let list = table.list else { return nil }
      return Message(ja: "追加 n = 長さ(\(list.ja)) | 並替 -n | 先頭 5", en: "derive n = len(\(list.en)) | sort -n | take 5")
    },
    "trace": { table in
      table.grade.map { Message(ja: "件数 \($0.ja)ごと | 先頭 1 | 出典", en: "count by \($0.en) | take 1 | trace") }
    },
    "chart": { table in
      table.grade.map {
        Message(ja: "件数 \($0.ja)ごと | 図 棒 件数 軸 \($0.ja)", en: "count by \($0.en) | chart bar count over \($0.en)")
      }
    },
  ]
}

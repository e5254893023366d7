internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

/// How a question about a table is put together: names and texts in the form in which they can be typed.
struct QuestionWords {
  let table: CheckedTable
  /// Whether every name stands in quotes, for names that are words of the language at some place.
  let quotesAll: Bool

  /// The table, as a source, without the columns that cannot be read.
  var source: String {
    table.unreadable.isEmpty ? wholeSource : wholeSource + " | omit " + columns(table.unreadable.sorted())
  }

  /// The table with all its columns; only `raw` can look into those that cannot be read.
  var wholeSource: String { typed(table.name[table.language]) }

  func column(_ place: Int) -> String { typed(table.entry.columns[place].name[table.language]) }

  func columns(_ places: [Int]) -> String { places.map(column).joined(separator: ", ") }

  /// A name for a new column, which no column of the table has.
  func fresh(_ name: Message) -> String {
    var made = name[table.language]
    while table.entry.columns.contains(where: { $0.name.matches(made) }) { made += "_" }
    return typed(made)
  }

  func text(_ text: String) -> String { Formatter.quoted(text)[.en] }

  func texts(_ texts: [String]) -> String { "[" + texts.map(text).joined(separator: ", ") + "]" }

  /// A fiscal year as the session's language writes it.
  func year(_ number: Int) -> String {
    if table.language == .ja, let short = FiscalYear(number)?.short, short.first?.isLetter ?? false { return short }
    return "FY\(number)"
  }

  /// The condition that a column has a value.
  func test(_ place: Int, is value: Value) -> String {
    let name = column(place)
    switch value {
    case .missing: return name + " is missing"
    case .text(let text): return "\(name) = \(self.text(text))"
    case .level(let level): return "\(name) = \(text(table.entry.columns[place].type.scale?.levels[level] ?? ""))"
    case .year(let year): return "\(name) = \(self.year(year))"
    case .number(let number): return "\(name) = \(number.plain)"
    case .bool(let flag): return "\(name) = \(flag)"
    // A list is no key.
    case .list: return "true"
    }
  }

  /// Nothing, as it can be added to the figures of a column.
  func zero(_ place: Int) -> String {
    let entry = table.entry.columns[place]
    if entry.unitFrom == nil, entry.unit == nil { return "0" }
    if entry.unitFrom == nil, let symbol = entry.unit?.symbol, Unit.named(symbol) != nil { return "0" + symbol }
    return column(place) + " * 0"
  }

  private func typed(_ name: String) -> String {
    quotesAll ? Formatter.quotedName(name, .en) : Formatter.columnText(name)
  }
}

extension CheckedTable {
  /// Asks a question about the table: gives it as a statement, and what it answers.
  ///
  /// Questions are put together in English words and printed in the session's: both read as one tree.
  func ask(_ make: (QuestionWords) -> String) throws(Diagnostic) -> (query: Query, rows: Table)? {
    try checkpoint()
    for quotesAll in [false, true] {
      do throws(Diagnostic) {
        let text = make(QuestionWords(table: self, quotesAll: quotesAll))
        guard let query = try parsed(text) else { continue }
        return (query, try answer(query))
      } catch {
        if error.isInterruption { throw error }
      }
    }
    return nil
  }

  /// A question as a statement, not asked; nil where the names of the table cannot be typed.
  func question(_ make: (QuestionWords) -> String) throws(Diagnostic) -> Query? {
    for quotesAll in [false, true] {
      do throws(Diagnostic) {
        guard let query = try parsed(make(QuestionWords(table: self, quotesAll: quotesAll))) else { continue }
        var resolver = Resolver(environment: session.environment, language: language, probe: EngineProbe())
        _ = try resolver.resolve(query)
        return query
      } catch {
        if error.isInterruption { throw error }
      }
    }
    return nil
  }

  private func parsed(_ text: String) throws(Diagnostic) -> Query? {
    var parser = Parser(text, grammar: session.grammar, scope: SessionScope(session), inScript: false, start: 0)
    guard case .query(let query)? = try parser.next()?.kind, try parser.next() == nil else { return nil }
    return query
  }

  private func answer(_ query: Query) throws(Diagnostic) -> Table {
    var resolver = Resolver(environment: session.environment, language: language, probe: EngineProbe())
    return try EngineProbe().run(resolver.resolve(query).plan)
  }
}

extension Query {
  /// The query as it is typed in a language.
  func typed(_ session: Session) -> String {
    Formatter(session.language == .ja ? .ja : .en).query(self, session.grammar)
  }
}

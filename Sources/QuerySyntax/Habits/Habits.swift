internal import Diagnostics

/// Meets people half-way who know SQL, spreadsheets or another shell: what they typed, said in words of polsh.
///
/// Asked only about statements that cannot be read. What is offered has been read once to see that it can be.
enum Habits {
  /// A fault with the statement that was meant, where a habit from elsewhere explains it.
  static func answer(_ error: Diagnostic, _ typed: TypedTokens, _ parser: Parser) -> Diagnostic {
    if typed.count == 0 { return error }
    if let known = lone(typed, parser) { return known }
    let tables = parser.scope.tables
    return retold(error, Retelling(typed, grammar: parser.grammar, tables: tables, fault: error.span), parser)
  }

  /// What a statement that names no table means elsewhere: `ls`, `さようなら`.
  static func lone(_ typed: TypedTokens, _ parser: Parser) -> Diagnostic? {
    if typed.count == 0 { return nil }
    let tables = parser.scope.tables
    if SQLHabit.isQuery(typed) {
      return sql(Retelling(typed, grammar: parser.grammar, tables: tables, fault: nil), parser)
    }
    let previous = Query(source: .previous(typed.span), verbs: [], span: typed.span)
    let shell = ShellHabits(
      typed: typed, grammar: parser.grammar, tables: tables,
      hasPrevious: !parser.scope.names(after: previous).columns.isEmpty
    ).answer()
    return (shell ?? SpokenHabits(typed: typed, tables: tables, grammar: parser.grammar).answer()).map {
      diagnostic($0, typed, parser)
    }
  }

  /// Longer statements are no slips of a habit.
  static let longest = 4000

  private static func diagnostic(
    _ answer: ShellHabits.Answer, _ typed: TypedTokens, _ parser: Parser
  ) -> Diagnostic {
    let span = typed.tokens[answer.about.lowerBound].span.joined(typed.tokens[answer.about.upperBound - 1].span)
    let fix = answer.statement.flatMap { statement in
      parser.reads(statement) ? FixIt(replace: typed.span, with: statement) : nil
    }
    return Diagnostic(
      "E32", answer.message, at: span, notes: answer.note.map { [$0] } ?? [], fixes: fix.map { [$0] } ?? [])
  }

  private static func sql(_ retelling: Retelling, _ parser: Parser) -> Diagnostic {
    var habit = SQLHabit(retelling)
    let typed = retelling.typed
    let fix = habit?.question().flatMap { question in
      parser.reads(question) ? FixIt(replace: typed.span, with: question) : nil
    }
    return Diagnostic(
      "E32", Message(ja: "SQL の文は読めません", en: "SQL is not read here"), at: typed.tokens[0].span,
      notes: [
        Message(
          ja: "表の名前から始め、絞込、集計、並替、選択 を「|」でつなぎます。",
          en: "A question begins with its table, followed by where, group, sort and select behind |.")
      ], fixes: fix.map { [$0] } ?? [])
  }

  /// The fault with the whole statement put right as its first fix, if that can be read.
  private static func retold(_ error: Diagnostic, _ retelling: Retelling, _ parser: Parser) -> Diagnostic {
    var retelling = retelling
    let typed = retelling.typed
    let statement = retelling.statement()
    guard retelling.changes > 0, statement != typed.source, parser.reads(statement) else { return error }
    // The same fix, said by who found the fault, has the better label.
    let same = error.fixes.contains { fix in
      fix.applied(to: typed.source, at: typed.span.start).map { $0.withoutBlanks == statement.withoutBlanks } ?? false
    }
    if same { return error }
    var fix = FixIt.turning(typed.source, into: statement, at: typed.span.start)
    fix.label = Message(same: changedVerbs(typed.source, statement, parser))
    var result = error
    result.fixes = [fix]
    return result
  }

  /// The verbs of the new statement that were not in the old one, as people recognise a clause.
  private static func changedVerbs(_ old: String, _ new: String, _ parser: Parser) -> String {
    func verbs(_ text: String) -> [String] {
      let typed = TypedTokens(text, at: 0, units: parser.scope.units)
      return typed.parts(of: typed.all, at: .pipe).map { typed.text($0) }
    }
    let before = Set(verbs(old).map(\.withoutBlanks))
    let all = verbs(new)
    let changed = all.dropFirst().filter { !before.contains($0.withoutBlanks) }
    if let first = all.first, !before.contains(first.withoutBlanks) { return new }
    return changed.isEmpty ? new : changed.joined(separator: " | ")
  }
}

extension FixIt {
  /// The change from one text to another, as small as whole words allow.
  fileprivate static func turning(_ old: String, into new: String, at start: Int) -> FixIt {
    let (a, b) = (Array(old.unicodeScalars), Array(new.unicodeScalars))
    var head = 0
    while head < min(a.count, b.count), a[head] == b[head] { head += 1 }
    while head > 0, isWord(a[head - 1]), head < a.count && isWord(a[head]) || head < b.count && isWord(b[head]) { head -= 1 }
    var tail = 0
    while tail < min(a.count, b.count) - head, a[a.count - 1 - tail] == b[b.count - 1 - tail] { tail += 1 }
    while tail > 0, isWord(a[a.count - tail]),
      a.count - tail > head && isWord(a[a.count - tail - 1]) || b.count - tail > head && isWord(b[b.count - tail - 1])
    {
      tail -= 1
    }
    func text(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
      var view = String.UnicodeScalarView()
      view.append(contentsOf: scalars)
      return String(view)
    }
    let from = text(a[..<head]).utf8.count
    let to = text(a[..<(a.count - tail)]).utf8.count
    let middle = text(b[head..<(b.count - tail)])
    let label = middle.trimmingBlanks
    return FixIt(
      replace: Span(start + from, start + to), with: middle,
      label: label.isEmpty ? Message(ja: "消す", en: "remove it") : Message(same: label))
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    let kind = CharacterClass.of(scalar)
    return kind == .letter || kind == .digit
  }

  /// The text of a statement, which begins at a place, with the edits made.
  fileprivate func applied(to source: String, at start: Int) -> String? {
    var moved = self
    for index in moved.edits.indices {
      let span = moved.edits[index].span
      moved.edits[index].span = Span(span.start - start, span.end - start)
    }
    return moved.applied(to: source)
  }
}

extension String {
  fileprivate var withoutBlanks: String { filter { !$0.isWhitespace } }
}

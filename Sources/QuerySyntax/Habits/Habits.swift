internal import Diagnostics

/// Meets people half-way who know SQL, spreadsheets or another shell: what they typed, said in words of polsh.
///
/// Asked only about statements that cannot be read. What is offered has been read once to see that it can be.
enum Habits {
  /// A fault with the statement that was meant, where a habit from elsewhere explains it.
  static func answer(_ error: Diagnostic, _ typed: TypedTokens, _ parser: Parser) -> Diagnostic {
    if typed.count == 0 { return error }
    if let known = lone(typed, parser) { return known }
    return retold(error, Retelling(typed, parser, fault: error.span), parser)
  }

  /// What a statement that names no table means elsewhere: `ls`, `さようなら`.
  static func lone(_ typed: TypedTokens, _ parser: Parser) -> Diagnostic? {
    if typed.count == 0 { return nil }
    let tables = parser.scope.tables
    if SQLHabit.isQuery(typed) {
      return sql(Retelling(typed, parser, fault: nil), parser)
    }
    let shell = ShellHabits(typed: typed, parser: parser).answer()
    return (shell ?? SpokenHabits(typed: typed, tables: tables, grammar: parser.grammar).answer()).map {
      diagnostic($0, typed, parser)
    }
  }

  /// Longer statements are no slips of a habit.
  static let longest = 1200

  private static func diagnostic(
    _ answer: ShellHabits.Answer, _ typed: TypedTokens, _ parser: Parser
  ) -> Diagnostic {
    let span = typed.tokens[answer.about.lowerBound].span.joined(typed.tokens[answer.about.upperBound - 1].span)
    let fix = answer.statement.flatMap { statement in
      parser.said(statement).map { FixIt(replace: typed.span, with: $0) }
    }
    return Diagnostic(
      "E32", answer.message, at: span, notes: answer.note.map { [$0] } ?? [], fixes: fix.map { [$0] } ?? [])
  }

  private static func sql(_ retelling: Retelling, _ parser: Parser) -> Diagnostic {
    var habit = SQLHabit(retelling)
    let typed = retelling.typed
    let fix = habit?.question().flatMap { question in
      parser.said(question).map { FixIt(replace: typed.span, with: $0) }
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
    // A table that there is not is another matter.
    if error.code == "E33" { return error }
    var retelling = retelling
    let typed = retelling.typed
    let statement = retelling.statement()
    guard retelling.changes > 0, statement != typed.source, let said = parser.said(statement) else { return error }
    // The same fix, said by who found the fault, has the better label.
    let same = error.fixes.contains { fix in
      fix.applied(to: typed.source, at: typed.span.start).map { $0.withoutBlanks == statement.withoutBlanks } ?? false
    }
    if same { return error }
    let (ja, en) = (mended(typed, statement, said.ja, parser), mended(typed, statement, said.en, parser))
    var result = error
    result.fixes = [
      FixIt(
        replace: typed.span, with: Message(ja: ja.text, en: en.text), label: Message(ja: ja.changed, en: en.changed))
    ]
    return result
  }

  /// A statement put right: what had to be changed in the person's language, the rest as it was typed.
  ///
  /// - Parameter said: the whole statement in that language.
  /// - Returns: also what was changed alone, as people recognise a clause.
  private static func mended(
    _ typed: TypedTokens, _ statement: String, _ said: String, _ parser: Parser
  ) -> (text: String, changed: String) {
    func verbs(_ text: String) -> [String] {
      let typed = TypedTokens(text, at: 0, units: parser.scope.units)
      return typed.parts(of: typed.all, at: .pipe).map { typed.text($0) }
    }
    let (new, inLanguage) = (verbs(statement), verbs(said))
    if new.count != inLanguage.count { return (said, said) }
    let old = Set(typed.parts(of: typed.all, at: .pipe).map { typed.text($0).withoutBlanks })
    var changed: [String] = []
    var parts: [String] = []
    for (place, part) in new.enumerated() {
      let isOld = old.contains(part.withoutBlanks)
      parts.append(isOld || place == 0 ? part : inLanguage[place])
      if !isOld, place > 0 { changed.append(parts[place]) }
    }
    let text = parts.joined(separator: " | ")
    let isSourceNew = !old.contains(new[0].withoutBlanks)
    return (text, isSourceNew || changed.isEmpty ? text : changed.joined(separator: " | "))
  }
}

extension FixIt {
  /// The text of a statement, which begins at a place, with the edits made.
  fileprivate func applied(to source: String, at start: Int) -> String? {
    var moved = self
    for index in moved.edits.indices {
      let span = moved.edits[index].span
      moved.edits[index].span = Span(span.start - start, span.end - start)
    }
    return moved.applied(to: source, .en)
  }
}

extension String {
  fileprivate var withoutBlanks: String { filter { !$0.isWhitespace } }
}

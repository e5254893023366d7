internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import QueryLanguage
internal import QuerySyntax

/// Answers Tab: what may stand at the cursor, from the grammar, the tables in scope and the data.
@MainActor
final class Completer {
  private let session: Session
  /// The lines of the statement typed before this one.
  private let before: String
  /// What was found so far for this prompt, by the text it was found for: Tab is often pressed twice.
  private var relations: [String: Relation?] = [:]
  private var values: [String: [ValueWord]] = [:]

  init(_ session: Session, before: String) {
    self.session = session
    self.before = before.isEmpty ? "" : before + "\n"
  }

  /// - Parameter cursor: a UTF-8 offset in the line.
  func completion(_ line: String, cursor: Int) -> Completion {
    let text = before + TypedText.part(line, 0, cursor)
    let typed = TypedText(text, units: session.environment.units)
    let none = Completion(replaceFrom: cursor, candidates: [])
    if typed.isDead { return none }
    var found = candidates(typed)
    var start = typed.wordStart
    if found.isEmpty, typed.quote == nil, let cut = self.cut(typed) {
      found = candidates(cut)
      start = cut.wordStart
    }
    // A word that began on an earlier line cannot be changed any more.
    guard start >= before.utf8.count else { return none }
    let behind = TypedText.part(line, cursor, line.utf8.count)
    return Completion(
      replaceFrom: start - before.utf8.count, candidates: found.map { fitted($0, before: behind, typed.quote) })
  }

  /// The candidate without what already stands behind the cursor: a blank, the closing quote.
  private func fitted(
    _ candidate: Completion.Candidate, before behind: String, _ quote: TypedText.OpenQuote?
  ) -> Completion.Candidate {
    var candidate = candidate
    if let quote, behind.hasPrefix(quote.closing) { candidate.trailing = "" }
    if candidate.trailing.hasSuffix(" "), behind.first?.isWhitespace ?? false { candidate.trailing.removeLast() }
    return candidate
  }

  private func candidates(_ typed: TypedText) -> [Completion.Candidate] {
    let place = self.place(typed)
    let ground = place.query.flatMap { self.ground(typed, $0) }
    var maker = CandidateMaker(
      session: session, relation: ground?.relation,
      joined: place.wanted.lazy.compactMap { self.joined($0, typed) }.first,
      match: WordMatch(typed.word, session.language), word: typed.word, quote: typed.quote)
    for wanted in place.wanted {
      if case .value(let column?) = wanted, let ground, let field = ground.relation.field(named: column) {
        maker.add(values(of: field, ground))
      }
      maker.add(wanted)
    }
    return maker.candidates
  }

  // MARK: Where the cursor is

  private struct Place {
    var wanted: [Wanted]
    var query: QueryPlace?
  }

  private func place(_ typed: TypedText) -> Place {
    guard let first = typed.lexemes.first else { return Place(wanted: typed.quote == nil ? [.statement] : []) }
    if first.kind == .word, typed.lexemes.count < 2 || !typed.lexemes[1].isSymbol(.pipe) {
      if StatementWords.let.matches(first.text) { return letPlace(typed) }
      if StatementWords.parameter.matches(first.text) { return Place(wanted: []) }
      if StatementWords.definition.matches(first.text) { return Place(wanted: []) }
      if let place = commandPlace(first.text, typed) { return place }
    }
    return queryPlace(typed, from: 0)
  }

  /// `let NAME = query or value`.
  private func letPlace(_ typed: TypedText) -> Place {
    switch typed.lexemes.count {
    case 1: return Place(wanted: [])
    case 2: return Place(wanted: [.sign(.equal)])
    default: return queryPlace(typed, from: 3)
    }
  }

  private func commandPlace(_ word: String, _ typed: TypedText) -> Place? {
    let commands = CommandRegistry.all.filter { $0.grammar.spelling.all.contains(word) && $0.run != nil }
    if commands.isEmpty { return nil }
    let seconds = commands.compactMap(\.grammar.second)
    var command = commands.first { $0.grammar.second == nil }
    var start = 1
    if !seconds.isEmpty {
      if typed.lexemes.count == 1, command == nil { return Place(wanted: seconds.map { .keyword($0) }) }
      if typed.lexemes.count > 1, let second = typed.lexemes[1].keyword(among: seconds) {
        command = commands.first { $0.grammar.second == second }
        start = 2
      }
    }
    guard let command else { return Place(wanted: []) }
    if command.grammar.pieces.contains(where: \.isWholeQuery) { return queryPlace(typed, from: start) }
    var walk = PieceWalk(typed.lexemes, owner: command.grammar.spelling.en, from: start)
    _ = walk.follow(command.grammar.pieces)
    // `check data` beside `check NAME`.
    return Place(wanted: walk.wanted + (typed.lexemes.count == 1 ? seconds.map { .keyword($0) } : []))
  }

  private func queryPlace(_ typed: TypedText, from start: Int) -> Place {
    let query = QueryPlace.find(in: typed.lexemes, from: start)
    let lexemes = typed.lexemes
    let current = query.current
    if query.pipes.isEmpty {
      var source = current
      if source < lexemes.count, lexemes[source].keyword(among: [.from]) != nil { source += 1 }
      return Place(wanted: source >= lexemes.count ? [.table] : [.sign(.pipe)], query: nil)
    }
    guard current < lexemes.count else { return Place(wanted: [.verb], query: query) }
    let cut = knownWords(typed, query).cut(Array(lexemes[current...]))
    guard let verb = VerbRegistry.verb(cut[0].text) else { return Place(wanted: [], query: query) }
    var walk = PieceWalk(cut, owner: verb.grammar.spelling.en, from: 1)
    let mayEnd = walk.follow(verb.grammar.pieces)
    return Place(wanted: walk.wanted + (mayEnd ? [.sign(.pipe)] : []), query: query)
  }

  // MARK: What is known there

  /// The rows that the verb at the cursor would take, and the text that gives them.
  private struct Ground {
    var text: String
    var relation: Relation
  }

  /// What stands in front of the verb that is being typed; where that cannot be resolved, what stands further in front.
  private func ground(_ typed: TypedText, _ query: QueryPlace) -> Ground? {
    for pipe in query.pipes.reversed() {
      let text = TypedText.part(typed.text, typed.lexemes[query.start].start, typed.lexemes[pipe].start)
      let found: Relation?
      if let known = relations[text] {
        found = known
      } else {
        found = resolved(text, isSource: pipe == query.pipes.first)
        relations[text] = .some(found)
      }
      if let found { return Ground(text: text, relation: found) }
    }
    return nil
  }

  /// The rows of the table or query behind `join`, where columns of it are wanted.
  private func joined(_ wanted: Wanted, _ typed: TypedText) -> Relation? {
    let range: Range<Int>?
    switch wanted {
    case .column(.shared(let found)), .column(.joined(let found)): range = found
    default: range = nil
    }
    guard let range else { return nil }
    let text = TypedText.part(typed.text, range.lowerBound, range.upperBound)
    if let known = relations[text] { return known }
    let found = resolved(text, isSource: !text.contains("|") && !text.contains("｜"))
    relations[text] = .some(found)
    return found
  }

  private func resolved(_ text: String, isSource: Bool) -> Relation? {
    if TypedStatement.isBlank(text) { return session.environment.previous }
    // Without a verb behind it, a table called like a command would be taken for the command.
    for text in isSource ? ["from " + text, text] : [text] {
      var parser = Parser(text, grammar: session.grammar, scope: SessionScope(session), inScript: true)
      guard case .query(let query)? = (try? parser.next())?.kind else { continue }
      let scope = QueryScope(environment: session.environment, probe: EngineProbe())
      if let relation = scope.relation(after: query) { return relation }
    }
    return nil
  }

  private func values(of field: Field, _ ground: Ground) -> [ValueWord] {
    let key = ground.text + "\n" + field.name.en
    if let known = values[key] { return known }
    let found = ValueWord.all(of: field, in: ground.relation)
    values[key] = found
    return found
  }

  // MARK: Words without blanks

  private func knownWords(_ typed: TypedText, _ query: QueryPlace) -> WordCut {
    var words = Set(VerbRegistry.all.flatMap(\.grammar.spelling.all) + FunctionRegistry.all.flatMap(\.spelling.all))
    for keyword in Keyword.allCases { words.formUnion(keyword.spellings.ja) }
    for field in ground(typed, query)?.relation.fields ?? [] where field.visibility != .carried {
      words.formUnion([field.name.ja, field.name.en])
      if let scale = field.type.scale, scale.levels.count <= 2000 { words.formUnion(scale.words) }
    }
    return WordCut(known: words)
  }

  /// The text with the typed word cut up, its end left as the word at the cursor.
  private func cut(_ typed: TypedText) -> TypedText? {
    guard let query = place(typed).query, let cut = knownWords(typed, query).cutWord(typed.word, at: typed.wordStart)
    else { return nil }
    var result = typed
    result.lexemes += cut.words
    result.word = cut.rest
    result.wordStart = typed.text.utf8.count - cut.rest.utf8.count
    return result
  }
}

/// The words that begin a statement and are no commands.
struct StatementWords {
  var spelling: Spelling
  var note: Message

  static let parameter = StatementWords(
    spelling: Spelling("param", "引数"), note: Message(ja: "台本の引数を決める", en: "declare an argument of a script"))
  static let `let` = StatementWords(
    spelling: Spelling("let", "変数"), note: Message(ja: "表や値に名前を付ける", en: "give a table or a value a name"))

  static let definition = StatementWords(
    spelling: Spelling("def", "関数"), note: Message(ja: "式や命令に名前を付ける", en: "give an expression or verbs a name"))

  func matches(_ word: String) -> Bool { spelling.all.contains(word) }
}

extension Relation {
  /// The column that a name means, shown ones first.
  func field(named name: String) -> Field? {
    let all = fields.filter { $0.visibility != .carried && $0.name.matches(name) }
    return all.first { $0.isShown } ?? all.first
  }
}

extension Piece {
  fileprivate var isWholeQuery: Bool {
    switch self {
    case .wholeQuery: true
    case .optional(let pieces): pieces.contains { $0.isWholeQuery }
    default: false
    }
  }
}

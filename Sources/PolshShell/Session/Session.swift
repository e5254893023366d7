internal import ColumnStore
public import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import Presentation
internal import QueryEngine
internal import QueryLanguage
internal import QueryPlan
internal import QuerySyntax

/// A person's session: the tables and names it knows, how answers are shown, and what was asked.
///
/// Used from one thread; the engine works on values it is handed.
public final class Session {
  /// How results are written.
  public enum OutputFormat: String, Sendable, CaseIterable {
    case table, csv, tsv, json, jsonl, md
  }

  /// What a session is started with.
  public struct Settings: Sendable {
    public var language: Language = .en
    public var format: OutputFormat = .table
    /// Columns of the window that results go to; nil when they go to a file or a pipe.
    public var width: Int?
    public var usesColor = false
    public var isPlain = false
    /// Whether charts keep to ASCII.
    public var isASCII = false
    /// Whether a person types; answers then show how long they took.
    public var isInteractive = false
    /// No file is written: `--safe`.
    public var isSafe = false
    /// The folder of the documents that figures were taken from: `POLSH_DOCUMENTS`.
    public var documents: String?

    public init() {}
  }

  public var settings: Settings
  let output: LoggedOutput
  var environment = QueryEnvironment()
  /// The directory of the data package that is open.
  var packageDirectory: String?
  var packageTitle: Message?
  var packageTables: [BilingualName] = []
  /// The arguments that the running script was started with.
  var scriptArguments: [String: Expression] = [:]
  /// The notices of the last statement, for `show notes`.
  var lastNotices: [Notice] = []
  /// The statements since the last blank prompt, as text: what `save` writes.
  var recentStatements: [Statement] = []
  /// What `undo` can take back.
  var steps = SessionSteps()
  /// What was typed, for `history`.
  public internal(set) var typedLines: [String] = []
  /// What earlier sessions typed, where that is remembered.
  var earlierLines: [String] = []
  /// Whether whoever reads the lines says what was typed; otherwise each statement counts as one.
  var hasPrompt = false
  /// What `timer` was set to; until then a person at a prompt is told how long answers take, a script is not.
  var showsTime: Bool?
  /// When the reading of the statement began that is run.
  var statementBegan: UInt64 = 0
  var texts = RunTexts()
  private var explainedScales: Set<Scale> = []
  private var printedResults = 0
  /// The text that is being run, or will be when the files of the command line are loaded, where it is known.
  var upcomingText: String?
  /// Whether standard input has been loaded as a table, or is where the statements come from.
  var hasLoadedInput = false
  var readsStatementsFromInput = false
  /// How many scripts have started each other.
  var scriptDepth = 0
  /// Set by `quit`.
  public internal(set) var isFinished = false
  /// The text that the last error's first fix would give; offered at the next prompt.
  public internal(set) var offeredText: String?
  let grammar = ShellGrammar.shared

  public init(settings: Settings, output: any SessionOutput) {
    self.settings = settings
    self.output = LoggedOutput(output)
    self.output.report = { [weak self] in self?.say($0) }
  }

  var language: Language { settings.language }

  var screen: Screen {
    Screen(
      language: language, width: settings.width, usesColor: settings.usesColor, isPlain: settings.isPlain,
      isASCII: settings.isASCII)
  }

  // MARK: Running text

  /// Runs all statements of a text; the first error stops.
  ///
  /// - Parameter name: the script's file, or nil for what was typed.
  public func run(_ text: String, name: String? = nil, inScript: Bool) throws(Diagnostic) {
    let source = SourceText(name: name, text: text)
    do {
      try TextCheck.check(text)
    } catch {
      var located = error
      located.source = source
      throw located
    }
    let start = texts.add(source)
    do {
      try runStatements(text, start: start, inScript: inScript)
    } catch {
      throw texts.located(error, running: start)
    }
  }

  private func runStatements(_ text: String, start: Int, inScript: Bool) throws(Diagnostic) {
    upcomingText = settings.isInteractive ? nil : text
    var parser = Parser(text, grammar: grammar, scope: SessionScope(self), inScript: inScript, start: start)
    statementBegan = Program.nanoseconds
    while !isFinished, let statement = try parser.next() {
      if Interrupt.isRequested { throw .interrupted() }
      let typed = statement.text(in: text, from: start)
      if scriptDepth == 0, !hasPrompt { noteTyped(typed) }
      echo(statement)
      let before = statement.changesSession ? SessionState(self) : nil
      try run(statement, in: text, from: start)
      if let before {
        steps.add(
          SessionSteps.Step(text: TypedStatement.oneLine(typed), writesFile: statement.writesFile, before: before))
      }
      statementBegan = Program.nanoseconds
    }
  }

  /// Keeps what was typed for `history` and for the log.
  func noteTyped(_ text: String) {
    typedLines.append(TypedStatement.oneLine(text))
    output.typed(text)
  }

  /// - Parameter start: the number of the first place of the text that the statement stands in.
  func run(_ statement: Statement, in text: String, from start: Int) throws(Diagnostic) {
    switch statement.kind {
    case .query(let query):
      lastNotices = []
      try answer(query)
      recentStatements.append(statement)
    case .letQuery(let name, let query):
      try define(name, query)
      recentStatements.append(statement)
    case .letValue(let name, let value):
      environment.values[name.text] = BoundValue(literal: try constant(value))
      recentStatements.append(statement)
    case .parameter(let parameter):
      try bind(parameter)
      recentStatements.append(statement)
    case .definition(let definition):
      try define(definition, text: statement.text(in: text, from: start), at: statement.span.start)
      recentStatements.append(statement)
    case .command(let call): try run(call)
    }
  }

  /// The statements that `save` and `format` write, in the session's language.
  var recentText: String {
    let formatter = Formatter(language == .ja ? .ja : .en)
    return formatter.script(recentStatements, closing: [], grammar)
  }

  /// Forgets what `save` would write: at a blank prompt a new piece of work begins.
  public func beginNewWork() { recentStatements = [] }

  /// Says how a text typed without blanks was cut.
  private func echo(_ statement: Statement) {
    guard !statement.segmentation.isEmpty, scriptDepth == 0 else { return }
    var verbs: [String] = []
    if case .query(let query) = statement.kind {
      verbs = Formatter(.ja).verbs(of: query, at: statement.cuts, grammar)
    }
    // Whole clauses, as the words that were cut may be only a part of what was read.
    let cut = (verbs.isEmpty ? statement.segmentation : verbs).joined(separator: " / ")
    say(Message(ja: "解釈: \(cut)", en: "Read as: \(cut)"))
  }

  // MARK: Queries

  /// Resolves a query and runs it, without showing anything.
  func evaluate(_ query: Query) throws(Diagnostic) -> (
    relation: Relation, result: QueryResult, hints: [Resolver.GradeHint]
  ) {
    try resolved(query) { relation, resolver throws(Diagnostic) in
      (relation, try run(relation, resolver), resolver.gradeHints)
    }
  }

  /// Resolves a query and does something with it, whose faults are placed in the query too.
  private func resolved<Answer>(
    _ query: Query, _ body: (Relation, Resolver) throws(Diagnostic) -> Answer
  ) throws(Diagnostic) -> Answer {
    var resolver = Resolver(environment: environment, language: language, probe: EngineProbe())
    do throws(Diagnostic) {
      let relation = try resolver.resolve(query)
      environment.keep(resolver)
      return try body(relation, resolver)
    } catch {
      // What fails while values are computed (E19) concerns the whole question.
      var located = resolver.located(error)
      if located.span == nil, located.code != nil, located.file == nil { located.span = query.span }
      throw located
    }
  }

  private func run(_ relation: Relation, _ resolver: Resolver) throws(Diagnostic) -> QueryResult {
    let engine = Engine(
      sink: SessionSink(session: self), workers: Processors.workers, isMeasured: showsTime == true)
    var result = try engine.run(relation.plan)
    result.notices = merged(resolver.notices, result.notices)
    return result
  }

  private func answer(_ query: Query) throws(Diagnostic) {
    let start = Program.nanoseconds
    let (relation, result, hints) = try evaluate(query)
    let computed = Program.nanoseconds
    environment.previous = relation.kept
    explain(hints)
    var footnotes: [Message] = []
    if relation.hasGuardsOff { footnotes.append(.guardsOff) }
    if case .effect(let effect) = relation.plan, effect.isCheck {
      report(result.notices, ofCheck: relation.plan)
      return tellTime(of: relation.plan, result, computed: computed)
    }
    let elapsed = Duration.nanoseconds(Int64(computed - start))
    try show(result.table, elapsed: elapsed, notices: result.notices, footnotes: footnotes)
    tellTime(of: relation.plan, result, computed: computed, shown: Program.nanoseconds)
  }

  /// Names a query's result; what the query writes, shows or checks on the way is done once, now.
  func define(_ name: Name, _ query: Query) throws(Diagnostic) {
    try resolved(query) { relation, resolver throws(Diagnostic) in
      if relation.plan.hasEffects {
        let result = try run(relation, resolver)
        let computed = Program.nanoseconds
        report(result.notices, ofCheck: relation.plan)
        tellTime(of: relation.plan, result, computed: computed)
      } else {
        report(resolver.notices)
      }
      environment.add(
        NamedTable(name: BilingualName(name.text), content: .relation(relation.kept)))
    }
  }

  /// Notices of a question whose last result is not shown: where nothing else was, no figure can be taken for stated.
  private func report(_ notices: [Notice], ofCheck plan: Plan) {
    report(plan.showsRows ? notices : notices.filter { $0.code != "N9" })
  }

  private func merged(_ first: [Notice], _ second: [Notice]) -> [Notice] {
    var all: [Notice] = []
    for notice in first + second where !all.contains(notice) { all.append(notice) }
    func order(_ notice: Notice) -> Int { Int(notice.code.dropFirst()) ?? 99 }
    return all.enumerated().sorted { (order($0.element), $0.offset) < (order($1.element), $1.offset) }.map(\.element)
  }

  /// Shows once a session which levels a comparison of a scale lets through.
  private func explain(_ hints: [Resolver.GradeHint]) {
    for hint in hints where explainedScales.insert(hint.scale).inserted { say(hint.text) }
  }

  // MARK: Showing

  /// Writes a result in the session's format, and its notices.
  func show(
    _ table: Table, elapsed: Duration? = nil, notices: [Notice] = [], footnotes: [Message] = [], title: String? = nil
  ) throws(Diagnostic) {
    try beginResult()
    var all = notices
    // Who has asked for it is told more below.
    let time = showsTime == nil && settings.isInteractive ? elapsed : nil
    if settings.format == .table {
      if let title { try output.write(title + "\n") }
      let rendering = TableView.render(table, on: screen, elapsed: time, footnotes: footnotes) {
        Interrupt.isRequested
      }
      if Interrupt.isRequested { throw .interrupted() }
      try output.write(rendering.lines.joined(separator: "\n") + "\n")
      if let cut = rendering.notice { all.append(cut) }
    } else {
      try write(table)
      if let time { say(Message(same: DurationText.text(time, language: language))) }
    }
    report(all)
  }

  /// Keeps a blank line between what is answered, where nobody sees it come one by one.
  func beginResult() throws(Diagnostic) {
    if printedResults > 0, !settings.isInteractive, settings.format != .json, settings.format != .jsonl {
      try output.write("\n")
    }
    printedResults += 1
  }

  /// Shows notices below a result, and keeps them for `show notes`.
  func report(_ notices: [Notice]) {
    for notice in notices {
      output.message(NoticeView.line(notice, on: screen) + "\n")
      if !lastNotices.contains(notice) { lastNotices.append(notice) }
    }
  }

  /// A line beside the results.
  func say(_ message: Message) { output.message(message[language] + "\n") }

  /// Shows what went wrong, and keeps the first fix for the next prompt.
  public func show(_ diagnostic: Diagnostic) {
    let source = diagnostic.source ?? SourceText(text: "")
    let lines = DiagnosticView.lines(
      diagnostic, source: source, on: screen, offersAcceptance: settings.isInteractive && source.name == nil)
    output.message(lines.joined(separator: "\n") + "\n")
    offeredText = nil
    if source.name == nil, let fix = diagnostic.fixes.first { offeredText = fix.applied(to: source.text, language) }
  }

  public func clearOffer() { offeredText = nil }
}

extension Message {
  fileprivate static let guardsOff = Message(
    ja: "この表には尺度や内訳の説明がないため、二重計上の確認はしていません。",
    en: "This table has no catalog, so double counting was not checked.")
}

extension Plan.Effect {
  /// Whether it is an `expect`, whose result is that nothing happened.
  var isCheck: Bool {
    switch kind {
    case .expectRows, .expectWhole: true
    case .export, .print, .chart: false
    }
  }
}

extension Plan {
  /// Whether rows are shown or written on the way to the result.
  fileprivate var showsRows: Bool {
    if case .effect(let effect) = self, !effect.isCheck { return true }
    return inputs.contains { $0.showsRows }
  }
}

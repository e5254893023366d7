public import Diagnostics
public import PolicyModel
internal import QueryPlan
public import QuerySyntax

/// Turns a syntax tree into a plan: names, types, units, scales, years and guards, or one diagnostic.
public struct Resolver {
  public let environment: QueryEnvironment
  /// The session's language: for texts that become data (`describe`).
  public let language: Language
  let probe: any DataProbe
  var nextField: Int
  /// Where the verb begins that is being resolved: a fix can put another before it.
  var verbStart: Int?
  /// Only to learn what can be named behind a text that is still being typed or cut up: what only the data can tell apart
  /// is left open.
  var isTentative = false
  /// What the resolution itself has to say (N6, N7, N10).
  public internal(set) var notices: [Notice] = []
  /// Scales whose order a condition relied on, with the level: `B以上 = A, B` is shown once a session.
  public internal(set) var gradeHints: [GradeHint] = []

  /// A comparison of a grade that may need explaining: which levels it lets through.
  public struct GradeHint: Sendable, Hashable {
    public var scale: Scale
    public var text: Message
  }

  /// Puts definitions in the place of their calls.
  private var expander: Expander
  /// The call of a macro that is being resolved, the outermost: what people should be told to write.
  var callInProgress: Expression?

  public init(environment: QueryEnvironment, language: Language = .en, probe: any DataProbe) {
    self.environment = environment
    self.language = language
    self.probe = probe
    nextField = environment.nextField
    expander = Expander(environment.definitions, expansions: environment.expansions)
  }

  /// The first column number that is free after this statement.
  public var nextFreeField: Int { nextField }

  /// The uses of definitions so far, to be kept with what refers to them.
  public var expansions: [Expansion] { expander.expansions }

  /// A fault where the person can see it: what goes wrong within a definition is told of its call.
  public func located(_ error: Diagnostic) -> Diagnostic { error.located(expander.expansions) }

  mutating func newID() -> Field.ID {
    nextField += 1
    return nextField - 1
  }

  /// Resolves a whole query.
  public mutating func resolve(_ query: Query) throws(Diagnostic) -> Relation {
    do throws(Diagnostic) {
      var relation = try source(query.source)
      for verb in query.verbs { relation = try apply(verb, to: relation) }
      return relation
    } catch {
      throw located(error)
    }
  }

  mutating func source(_ source: Query.Source) throws(Diagnostic) -> Relation {
    switch source {
    case .table(let name): return try table(name)
    case .query(let query): return try resolve(query)
    case .previous(let span):
      guard let previous = environment.previous else { throw .noPreviousResult(span) }
      return previous
    }
  }

  private mutating func apply(_ call: VerbCall, to relation: Relation) throws(Diagnostic) -> Relation {
    var relation = relation
    for call in try withoutMacros(call) {
      guard let verb = VerbRegistry.verb(call.verb) else { throw .unknownVerb(call.name, environment.definitions) }
      guard let build = verb.build else { throw .notThereYet(call.name) }
      let outer = verbStart
      verbStart = call.span.start
      defer { verbStart = outer }
      relation = try build(call, withOriginals(for: call, relation), &self).withoutOriginals
    }
    return relation
  }

  private mutating func withoutMacros(_ call: VerbCall) throws(Diagnostic) -> [VerbCall] {
    if environment.definitions.isEmpty, call.macroArguments == nil { return [call] }
    var outside: Expander.Frame?
    return try expander.expanded(call, &outside)
  }

  /// A value without macros.
  mutating func withoutMacros(_ expression: Expression) throws(Diagnostic) -> Expression {
    environment.definitions.isEmpty ? expression : try expander.expanded(expression, nil)
  }

  mutating func note(_ notice: Notice) {
    if !notices.contains(notice) { notices.append(notice) }
  }
}

extension Diagnostic {
  fileprivate static func noPreviousResult(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E33", Message(ja: "続ける前の結果がありません", en: "There is no previous result to continue"), at: span,
      notes: [
        Message(
          ja: "行の始めの「|」は直前の結果に続けます。まず表の名前から始めてください。",
          en: "A leading | continues the last result. Begin with the name of a table.")
      ])
  }

  /// A word of the language that a later version will bring.
  ///
  /// - Parameters:
  ///   - part: what of it is missing, when the word itself works: `derive … by`.
  ///   - instead: what works already.
  public static func notThereYet(_ name: Name, part: Message? = nil, instead: Message? = nil) -> Diagnostic {
    let what = part ?? Message(ja: "「\(name.text)」", en: name.text)
    var diagnostic = Diagnostic(
      nil,
      Message(
        ja: "\(what.ja)は予定されていますが、まだ使えません" + (instead.map { "。\($0.ja)" } ?? ""),
        en: "\(what.en) is known but not there yet" + (instead.map { "; \($0.en)" } ?? "")), at: name.span)
    diagnostic.isNotThereYet = true
    return diagnostic
  }
}

internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let format = Command(
    Spelling("format", "書式"), [.optional([.name("script")])],
    summary: Message(ja: "直前の文（または台本）を整った形で表示する", en: "print the last statements, or a script, in canonical form")
  ) { call, session throws(Diagnostic) in
    guard let name = call.name("script") else {
      if session.recentStatements.isEmpty {
        return session.say(Message(ja: "整える文がまだありません。", en: "There is no statement to print yet."))
      }
      try session.output.write(session.recentText)
      return
    }
    try session.output.write(try session.formattedScript(name))
  }
}

extension Session {
  /// A script in the session's language, comments and all; nothing of it is run.
  fileprivate func formattedScript(_ name: Name) throws(Diagnostic) -> String {
    guard let path = ScriptPlaces.find(name.text, package: packageDirectory) else { throw .unknownScript(name, self) }
    let text = try scriptText(path)
    let scope = ScriptScope(environment)
    var parser = Parser(text, grammar: grammar, scope: scope, inScript: true)
    var statements: [Statement] = []
    do throws(Diagnostic) {
      while let statement = try parser.next() {
        scope.take(statement)
        statements.append(statement)
      }
    } catch {
      var located = error
      if located.source == nil { located.source = SourceText(name: path, text: text) }
      throw located
    }
    return Formatter(language == .ja ? .ja : .en).script(statements, closing: parser.closing, grammar)
  }
}

/// The names that a script can use, as its statements are read one after the other without being run.
private final class ScriptScope: NameScope {
  private var environment: QueryEnvironment
  /// Tables made by statements that could not be resolved here.
  private var unresolved: Set<String> = []

  init(_ environment: QueryEnvironment) {
    self.environment = environment
    self.environment.forgetOwnNames()
  }

  /// Makes the names of a statement known to those behind it.
  func take(_ statement: Statement) {
    switch statement.kind {
    case .definition(let definition):
      _ = try? environment.define(Macro(definition, text: "", start: 0))
    case .letQuery(let name, let query):
      if let relation = scope.relation(after: query) {
        environment.add(NamedTable(name: BilingualName(name.text), content: .relation(relation)))
      } else {
        unresolved.insert(name.text)
      }
    case .parameter(let parameter): environment.values[parameter.name.text] = BoundValue(literal: parameter.value)
    case .letValue(let name, let value): environment.values[name.text] = BoundValue(literal: value)
    case .query(let query): environment.previous = scope.relation(after: query)
    case .command: return
    }
  }

  private var scope: QueryScope { QueryScope(environment: environment, probe: EngineProbe()) }

  var tables: Set<String> { scope.tables.union(unresolved) }
  var definitions: [String: DefinitionHead] { scope.definitions }
  var namesAnywhere: ScopeNames { scope.namesAnywhere }
  var units: Set<String> { scope.units }
  func names(after query: Query) -> ScopeNames { scope.names(after: query) }
  func unknown(_ name: Name, after query: Query) -> Diagnostic? { nil }
  func fault(in query: Query) -> Diagnostic? { nil }
}

internal import Diagnostics
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

/// Goes through a script without running it: every statement is read, its names, types and guards are settled.
///
/// What a faulty statement would have made is known to be unknown: statements that need it are passed over, so that each
/// mistake is told once.
final class ScriptCheck {
  private let session: Session
  /// The scripts on the way here, so that one that runs itself is looked at once.
  private var visited: Set<String>
  private(set) var statementCount = 0
  private(set) var faults: [Diagnostic] = []
  /// Names that a faulty statement was to make.
  private var lostNames: Set<String> = []
  private var hasLostResult = false

  init(_ session: Session, visited: Set<String> = []) {
    self.session = session
    self.visited = visited
  }

  /// The statements of a script file, in names of their own.
  func check(_ path: String, _ arguments: [NamedValue] = []) throws(Diagnostic) {
    visited.insert(path)
    let text = try session.scriptText(path)
    let source = SourceText(name: path, text: text)
    let start = session.texts.add(source)
    try session.inNamesOfItsOwn(arguments) { () throws(Diagnostic) in
      var parser = Parser(text, grammar: session.grammar, scope: SessionScope(session), inScript: true, start: start)
      while true {
        do throws(Diagnostic) {
          guard let statement = try parser.next() else { return }
          statementCount += 1
          do throws(Diagnostic) {
            try check(statement, in: text, from: start)
          } catch {
            lose(statement)
            add(session.texts.located(error, running: start), source)
          }
        } catch {
          if error.isInterruption { throw error }
          statementCount += 1
          hasLostResult = true
          add(session.texts.located(error, running: start), source)
        }
      }
    }
  }

  private func check(_ statement: Statement, in text: String, from start: Int) throws(Diagnostic) {
    switch statement.kind {
    case .query(let query): try check(query)
    case .letQuery(let name, let query): try session.define(name, query)
    case .letValue, .parameter, .definition: try session.run(statement, in: text, from: start)
    case .command(let call): try check(call)
    }
  }

  private func check(_ query: Query) throws(Diagnostic) {
    var resolver = Resolver(environment: session.environment, language: session.language, probe: EngineProbe())
    var relation = try resolver.resolve(query)
    session.environment.nextField = resolver.nextFreeField
    relation.plan = relation.plan.withoutEffects
    session.environment.previous = relation
    hasLostResult = false
  }

  /// Tables that later statements name are really opened; nothing else is done.
  private func check(_ call: CommandCall) throws(Diagnostic) {
    switch call.command {
    case "load", "use": try session.run(call)
    case "run":
      guard let name = call.name("name") else { return }
      let path = try session.script(name)
      if visited.contains(path) { return }
      try session.checkArguments(call.values("arguments"), try session.scriptText(path))
      let inner = ScriptCheck(session, visited: visited)
      try inner.check(path, call.values("arguments"))
      faults += inner.faults
    default:
      if CommandRegistry.command(call.command)?.run == nil { throw .notThereYet(call.name) }
    }
  }

  private func lose(_ statement: Statement) {
    switch statement.kind {
    case .letQuery(let name, _), .letValue(let name, _): lostNames.insert(name.text)
    case .parameter(let parameter): lostNames.insert(parameter.name.text)
    case .definition(let definition): lostNames.insert(definition.name.text)
    case .query: hasLostResult = true
    case .command: break
    }
  }

  /// Keeps a fault, unless an earlier one is its cause.
  private func add(_ fault: Diagnostic, _ source: SourceText) {
    var located = fault
    if located.source == nil { located.source = source }
    if let span = fault.span, located.source == source {
      let word = TextFolding.fold(span.text(in: source.text))
      if lostNames.contains(word) || word.hasPrefix("$") && lostNames.contains(String(word.dropFirst())) { return }
      if hasLostResult, word == "|" { return }
    }
    faults.append(located)
  }
}

internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

/// The names a session knows at the moment it is asked: statements change them while a text is being read.
struct SessionScope: NameScope {
  let session: Session

  init(_ session: Session) { self.session = session }

  private var scope: QueryScope { QueryScope(environment: session.environment, probe: EngineProbe()) }

  var tables: Set<String> { scope.tables }
  var definitions: [String: DefinitionHead] { scope.definitions }
  var namesAnywhere: ScopeNames { scope.namesAnywhere }
  var units: Set<String> { scope.units }
  func names(after query: Query) -> ScopeNames { scope.names(after: query) }
  func unknown(_ name: Name, after query: Query) -> Diagnostic? { scope.unknown(name, after: query) }
  func fault(in query: Query) -> Diagnostic? { scope.fault(in: query) }
}

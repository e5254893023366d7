public import Diagnostics
internal import PolicyModel
public import QuerySyntax

/// Answers the parser's questions about names: what can be named behind the verbs read so far.
public struct QueryScope: NameScope {
  private let environment: QueryEnvironment
  private let probe: any DataProbe

  public init(environment: QueryEnvironment, probe: any DataProbe) {
    self.environment = environment
    self.probe = probe
  }

  public var tables: Set<String> {
    Set(environment.tables.flatMap { [$0.name.ja, $0.name.en] })
  }

  public var definitions: [String: DefinitionHead] { environment.definitions.mapValues(\.head) }

  public var units: Set<String> { environment.units }

  /// Columns and levels behind a pipeline; nothing when the pipeline itself does not resolve.
  public func names(after query: Query) -> ScopeNames {
    var names = ScopeNames()
    if let relation = relation(after: query) { names.add(relation) }
    return names
  }

  public var namesAnywhere: ScopeNames {
    var names = ScopeNames()
    for table in environment.tables {
      let name = Name(table.name.en, Span(0, 0))
      if let relation = relation(after: Query(source: .table(name), verbs: [], span: name.span)) { names.add(relation) }
    }
    return names
  }

  /// Why a pipeline does not resolve; nil when it does.
  public func fault(in query: Query) -> Diagnostic? {
    var resolver = Resolver(environment: environment, probe: probe)
    do {
      _ = try resolver.resolve(query)
      return nil
    } catch {
      return error
    }
  }

  public func unknown(_ name: Name, after query: Query) -> Diagnostic? {
    let resolver = Resolver(environment: environment, probe: probe)
    guard let relation = relation(after: query), relation.places(named: name.text).isEmpty else { return nil }
    // A level is no unknown word: what follows it is the fault.
    let isLevel = relation.fields.contains { $0.type.scale?.index(of: name.text) != nil }
    return isLevel ? nil : resolver.unknown(name, relation)
  }

  /// The relation behind a pipeline, for completion; nil when it does not resolve.
  public func relation(after query: Query) -> Relation? {
    var resolver = Resolver(environment: environment, probe: probe)
    resolver.isTentative = true
    return try? resolver.resolve(query)
  }
}

extension ScopeNames {
  /// Adds the columns of a relation and the levels of their scales.
  fileprivate mutating func add(_ relation: Relation) {
    for place in relation.nameable {
      let field = relation.fields[place]
      columns.formUnion([field.name.ja, field.name.en])
      if let scale = field.type.scale, scale.levels.count <= 2000 { levels.formUnion(scale.words) }
    }
    // Behind the name of a table and a dot.
    for side in relation.sides {
      for column in side.columns { columns.formUnion([column.name.ja, column.name.en]) }
    }
    for name in relation.sideNames { sides.formUnion([name.ja, name.en]) }
  }
}

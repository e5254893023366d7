internal import QuerySyntax

extension Expression {
  /// The expressions it is made of.
  var parts: [Expression] {
    switch kind {
    case .number, .year, .text, .missing, .bool, .name, .qualified, .parameter: []
    case .call(_, let parts), .list(let parts), .or(let parts), .and(let parts), .coalesce(let parts): parts
    case .not(let inner), .isMissing(let inner, _), .converted(let inner, _), .negative(let inner): [inner]
    case .range(let a, let b), .comparison(_, let a, let b), .match(_, _, let a, let b): [a, b]
    case .sum(let first, let terms): [first] + terms.map(\.value)
    case .product(let first, let factors): [first] + factors.map(\.value)
    case .conditional(let a, let b, let c): [a, b, c]
    }
  }

  /// Whether it calls such a function anywhere.
  func calls(_ isWanted: (FunctionEntry) -> Bool) -> Bool {
    if case .call(let name, _) = kind, let entry = FunctionRegistry.called(name.text), isWanted(entry) { return true }
    return parts.contains { $0.calls(isWanted) }
  }

  /// Whether it is computed over the rows of a group.
  var hasAggregate: Bool { calls(\.isAggregate) }
}

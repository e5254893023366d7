internal import Diagnostics
internal import QuerySyntax

extension Expression {
  /// Every call in it, itself included, from left to right.
  var allCalls: [(name: Name, arguments: [Expression], span: Span)] {
    let inner = parts.flatMap(\.allCalls)
    if case .call(let name, let arguments) = kind { return [(name, arguments, span)] + inner }
    return inner
  }

  var callNames: Set<String> { Set(allCalls.map(\.name.text)) }

  /// The names in it that can be columns.
  var freeNames: Set<String> {
    switch kind {
    case .name(let name), .qualified(_, let name): [name.text]
    default: parts.reduce(into: []) { $0.formUnion($1.freeNames) }
    }
  }

  /// How many parts it is made of, all levels counted.
  var size: Int { parts.reduce(1) { $0 + $1.size } }
}

extension Argument {
  /// The expressions in it, those of queries left out.
  var expressions: [Expression] {
    switch self {
    case .expression(let value): [value]
    case .items(let items): items.map(\.value)
    case .sortKeys(let keys): keys.map(\.value)
    case .values(let values): values.map(\.value)
    case .renames, .columns, .joinKeys, .name, .string, .words, .query, .flag, .keyword, .direction: []
    }
  }
}

extension VerbCall {
  /// The verbs of the queries among its arguments.
  var innerVerbs: [VerbCall] {
    arguments.keys.sorted().flatMap { slot -> [VerbCall] in
      if case .query(let query, _)? = arguments[slot] { return query.allVerbs }
      return []
    }
  }

  /// The expressions among its arguments.
  var allExpressions: [Expression] {
    (macroArguments ?? []) + arguments.keys.sorted().flatMap { arguments[$0]?.expressions ?? [] }
  }

  var callNames: Set<String> {
    var names = allExpressions.reduce(into: Set<String>()) { $0.formUnion($1.callNames) }
    if macroArguments != nil { names.insert(name.text) }
    for verb in innerVerbs { names.formUnion(verb.callNames) }
    return names
  }
}

extension Query {
  var callNames: Set<String> { allVerbs.reduce(into: []) { $0.formUnion($1.callNames) } }

  /// Its verbs, with those of the query it begins with.
  var allVerbs: [VerbCall] {
    if case .query(let inner) = source { return inner.allVerbs + verbs }
    return verbs
  }
}

internal import Diagnostics
internal import PolshText
internal import QuerySyntax

extension Expander {
  /// A verb as one that holds no macros, or the verbs that a macro stands for.
  mutating func expanded(_ call: VerbCall, _ outer: inout Frame?) throws(Diagnostic) -> [VerbCall] {
    var result = call
    if let outer {
      result.span = outer.span(call.span)
      result.name = outer.name(call.name)
    }
    guard let given = call.macroArguments else {
      // A column that an item makes is seen by the next items, not by keys.
      for slot in call.arguments.keys.sorted(by: { ($0 == "items" ? 1 : 0, $0) < ($1 == "items" ? 1 : 0, $1) }) {
        guard let argument = call.arguments[slot] else { continue }
        result.arguments[slot] = try expanded(argument, &outer)
      }
      return [result]
    }
    let arguments = try expanded(given, outer)
    guard var frame = try self.frame(result.name, arguments, at: result.span) else {
      throw .unknownVerb(result.name, macros)
    }
    guard case .verbs(let verbs) = frame.macro.definition.body else {
      throw .valueAsVerb(frame.macro, result.name.span)
    }
    try deeper(at: result.span)
    defer { shallower() }
    var made: [VerbCall] = []
    for verb in verbs {
      try spend(1, at: result.span)
      var inner: Frame? = frame
      made += try expanded(verb, &inner)
      if let inner { frame = inner }
    }
    return made
  }

  private mutating func expanded(_ argument: Argument, _ frame: inout Frame?) throws(Diagnostic) -> Argument {
    switch argument {
    case .expression(let value): return .expression(try expanded(value, frame))
    case .items(let items):
      var made: [Item] = []
      for item in items {
        let value = try expanded(item.value, frame)
        made.append(
          Item(name: try item.name.map { name throws(Diagnostic) in try self.made(name, &frame) }, value: value))
      }
      return .items(made)
    case .sortKeys(let keys):
      var made: [SortKey] = []
      for key in keys { made.append(SortKey(value: try expanded(key.value, frame), isDescending: key.isDescending)) }
      return .sortKeys(made)
    case .values, .string, .flag, .keyword, .direction: return argument
    case .renames, .columns, .joinKeys, .name, .words, .query:
      guard let known = frame else { return argument }
      return try renamed(argument, known, &frame)
    }
  }

  /// What only a body can hold: names that may be parameters.
  private mutating func renamed(
    _ argument: Argument, _ known: Frame, _ frame: inout Frame?
  ) throws(Diagnostic) -> Argument {
    switch argument {
    case .renames(let renames):
      var result: [Rename] = []
      for rename in renames {
        let old = try column(rename.old, known)
        result.append(Rename(new: try made(rename.new, &frame), old: old))
      }
      return .renames(result)
    case .columns(let columns):
      var result: [ColumnName] = []
      for name in columns { result.append(try column(name, known)) }
      return .columns(result)
    case .joinKeys(let keys):
      var result: [JoinKey] = []
      for key in keys {
        result.append(
          JoinKey(
            left: try column(key.left, known),
            right: try key.right.map { name throws(Diagnostic) in try column(name, known) }))
      }
      return .joinKeys(result)
    case .name(let name): return .name(try made(name, &frame))
    case .words(let words):
      var result: [Expression] = []
      for word in words { result.append(try expanded(word, known)) }
      return .words(result)
    case .query(let query, let alias):
      return .query(
        try self.query(query, &frame), alias: try alias.map { name throws(Diagnostic) in try made(name, &frame) })
    default: return argument
    }
  }

  // MARK: Names that may be parameters

  private func column(_ name: ColumnName, _ frame: Frame) throws(Diagnostic) -> ColumnName {
    if let table = name.table { return ColumnName(table: try self.table(table, frame), name: frame.name(name.name)) }
    guard let argument = frame.argument(name.name) else { return ColumnName(table: nil, name: frame.name(name.name)) }
    switch argument.kind {
    case .name(let given): return ColumnName(table: nil, name: given)
    case .qualified(let table, let given): return ColumnName(table: table, name: given)
    default: throw .nameNeeded(name.name.text, frame.macro, argument.span)
    }
  }

  func table(_ name: Name, _ frame: Frame) throws(Diagnostic) -> Name {
    guard let argument = frame.argument(name) else { return frame.name(name) }
    guard case .name(let given) = argument.kind else { throw .nameNeeded(name.text, frame.macro, argument.span) }
    return given
  }

  /// The name of a column that the body makes: its own, or the one it was given.
  private func made(_ name: Name, _ frame: inout Frame?) throws(Diagnostic) -> Name {
    guard let known = frame else { return name }
    if known.argument(name) != nil { return try table(name, known) }
    frame?.made.insert(name.text)
    return known.name(name)
  }

  private mutating func query(_ query: Query, _ frame: inout Frame?) throws(Diagnostic) -> Query {
    guard let known = frame else { return query }
    try deeper(at: query.span)
    defer { shallower() }
    var result = query
    result.span = known.span(query.span)
    switch query.source {
    case .table(let name): result.source = .table(try table(name, known))
    case .query(let inner): result.source = .query(try self.query(inner, &frame))
    case .previous(let span): result.source = .previous(known.span(span))
    }
    result.verbs = []
    for verb in query.verbs { result.verbs += try expanded(verb, &frame) }
    return result
  }
}

extension Diagnostic {
  /// E34: a parameter that stands for a name was given something else.
  fileprivate static func nameNeeded(_ parameter: String, _ macro: Macro, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E34",
      Message(
        ja: "\(macro.definition.name.text) の引数 \(parameter) には列などの名前が要ります",
        en: "The argument \(parameter) of \(macro.definition.name.text) must be a name"), at: span)
  }

  /// E02.
  static func valueAsVerb(_ macro: Macro, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E02",
      Message(
        ja: "\(macro.definition.name.text) は値の関数なので、命令としては使えません",
        en: "\(macro.definition.name.text) stands for a value, not for verbs"), at: span,
      notes: [
        Message(
          ja: "「絞込」や「追加」などの式の中で \(macro.signature) と書きます。",
          en: "Write \(macro.signature) in an expression, behind where or derive.")
      ])
  }

  /// E02.
  static func unknownVerb(_ name: Name, _ macros: [String: Macro]) -> Diagnostic {
    // With arguments in parentheses only a macro can have been meant.
    let known = macros.filter { $0.value.definition.isVerbs }.keys.sorted()
    let near = NearNames.nearest(to: name.text, among: known)
    return Diagnostic(
      "E02", Message(ja: "「\(name.text)」という命令はありません", en: "No verb \(name.text)"), at: name.span,
      fixes: near.map { FixIt(replace: name.span, with: $0) })
  }
}

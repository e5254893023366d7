internal import Diagnostics
internal import QuerySyntax

/// Puts the bodies of macros in the place of their calls.
///
/// Whole parts of the tree are exchanged, never text: `2 * d(1, 2)` with `def d(a, b) = a - b` is `2 * (1 - 2)`. What an
/// argument says means what it means where it was typed.
struct Expander {
  let macros: [String: Macro]
  /// All uses made so far, by the number in their places.
  var expansions: [Expansion]
  /// How many parts may still be made: macros of macros grow fast.
  private var room = 20_000
  private var depth = 0

  private static let deepest = 400

  /// The use of a macro whose body is being copied.
  struct Frame {
    var macro: Macro
    var arguments: [String: Expression]
    /// Parameters that were written in quotes: only so written do they stand for the argument.
    var quoted: Set<String>
    var base: Int
    /// Columns that the body has made so far.
    var made: Set<String> = []

    func argument(_ name: Name) -> Expression? {
      name.isQuoted && !quoted.contains(name.text) ? nil : arguments[name.text]
    }

    func span(_ span: Span) -> Span { Span(span.start + base, span.end + base) }

    func name(_ name: Name) -> Name {
      var moved = name
      moved.span = span(name.span)
      moved.unknownPart = name.unknownPart.map { span($0) }
      return moved
    }
  }

  init(_ macros: [String: Macro], expansions: [Expansion]) {
    self.macros = macros
    self.expansions = expansions
  }

  /// The use of a macro with arguments that hold no macros any more.
  mutating func frame(_ name: Name, _ arguments: [Expression], at call: Span) throws(Diagnostic) -> Frame? {
    guard let macro = macros[name.text] else { return nil }
    let parameters = macro.definition.parameters
    guard parameters.count == arguments.count else { throw .wrongArguments(macro, arguments.count, call) }
    let base = Expansion.base(of: expansions.count)
    var frame = Frame(macro: macro, arguments: [:], quoted: [], base: base)
    for (parameter, argument) in zip(parameters, arguments) {
      frame.arguments[parameter.text] = argument
      if parameter.isQuoted { frame.quoted.insert(parameter.text) }
    }
    let body: Span
    switch macro.definition.body {
    case .expression(let value): body = frame.span(value.span)
    case .verbs(let verbs):
      let whole = verbs.dropFirst().reduce(verbs.first?.span ?? call) { $0.joined($1.span) }
      body = frame.span(whole)
    }
    expansions.append(Expansion(macro: macro, call: call, base: base, body: body))
    return frame
  }

  mutating func deeper(at span: Span) throws(Diagnostic) {
    depth += 1
    if depth > Self.deepest { throw .growsTooMuch(span) }
  }

  mutating func shallower() { depth -= 1 }

  /// Accounts for parts that are made.
  mutating func spend(_ count: Int, at span: Span) throws(Diagnostic) {
    room -= count
    if room < 0 { throw .growsTooMuch(span) }
  }

  // MARK: Expressions

  /// An expression without macros; in a frame it is a part of a body.
  mutating func expanded(_ expression: Expression, _ frame: Frame?) throws(Diagnostic) -> Expression {
    try deeper(at: expression.span)
    defer { shallower() }
    if frame != nil { try spend(1, at: expression.span) }
    var result = expression
    if let frame { result.span = frame.span(expression.span) }
    switch expression.kind {
    case .number, .year, .text, .missing, .bool: break
    case .parameter(let name): if let frame { result.kind = .parameter(frame.name(name)) }
    case .name(let name):
      guard let frame else { break }
      if let argument = frame.argument(name) { return try self.argument(argument, name, frame) }
      result.kind = .name(frame.name(name))
    case .qualified(let table, let name):
      guard let frame else { break }
      result.kind = .qualified(try self.table(table, frame), frame.name(name))
    case .call(let name, let arguments): return try call(result, name, arguments, frame)
    case .list(let parts): result.kind = .list(try expanded(parts, frame))
    case .or(let parts): result.kind = .or(try expanded(parts, frame))
    case .and(let parts): result.kind = .and(try expanded(parts, frame))
    case .coalesce(let parts): result.kind = .coalesce(try expanded(parts, frame))
    case .not(let inner): result.kind = .not(try expanded(inner, frame))
    case .negative(let inner): result.kind = .negative(try expanded(inner, frame))
    case .isMissing(let inner, let negated): result.kind = .isMissing(try expanded(inner, frame), negated: negated)
    case .converted(let inner, let unit):
      result.kind = .converted(try expanded(inner, frame), unit: frame?.name(unit) ?? unit)
    case .range(let a, let b): result.kind = .range(try expanded(a, frame), try expanded(b, frame))
    case .comparison(let comparator, let a, let b):
      result.kind = .comparison(comparator, try expanded(a, frame), try expanded(b, frame))
    case .match(let matcher, let negated, let a, let b):
      result.kind = .match(matcher, negated: negated, try expanded(a, frame), try expanded(b, frame))
    case .sum(let first, let terms):
      var made: [Expression.Term] = []
      let head = try expanded(first, frame)
      for term in terms { made.append(.init(isMinus: term.isMinus, value: try expanded(term.value, frame))) }
      result.kind = .sum(head, made)
    case .product(let first, let factors):
      var made: [Expression.Factor] = []
      let head = try expanded(first, frame)
      for factor in factors {
        made.append(.init(isDivision: factor.isDivision, value: try expanded(factor.value, frame)))
      }
      result.kind = .product(head, made)
    case .conditional(let test, let then, let otherwise):
      result.kind = .conditional(
        try expanded(test, frame), then: try expanded(then, frame), else: try expanded(otherwise, frame))
    }
    return result
  }

  mutating func expanded(_ expressions: [Expression], _ frame: Frame?) throws(Diagnostic) -> [Expression] {
    var result: [Expression] = []
    for expression in expressions { result.append(try expanded(expression, frame)) }
    return result
  }

  /// A call of a function, or what a macro makes of it.
  private mutating func call(
    _ call: Expression, _ name: Name, _ arguments: [Expression], _ outer: Frame?
  ) throws(Diagnostic) -> Expression {
    let name = outer?.name(name) ?? name
    let given = try expanded(arguments, outer)
    var result = call
    result.kind = .call(name, given)
    guard let frame = try self.frame(name, given, at: call.span) else { return result }
    guard case .expression(let body) = frame.macro.definition.body else { throw .verbsAsValue(frame.macro, name.span) }
    let typed = outer == nil ? call.kind : result.kind
    var value = try expanded(body, frame)
    value.span = frame.span(body.span)
    value.written = typed
    return value
  }

  /// An argument in the place of its name.
  private mutating func argument(_ value: Expression, _ name: Name, _ frame: Frame) throws(Diagnostic) -> Expression {
    try spend(value.size, at: value.span)
    if let column = value.freeNames.first(where: { frame.made.contains($0) }) {
      throw .hiddenColumn(column, frame.macro, value.span)
    }
    return value
  }
}

extension Diagnostic {
  /// E34.
  static func wrongArguments(_ macro: Macro, _ count: Int, _ span: Span) -> Diagnostic {
    let wanted = macro.definition.parameters.count
    let takes = wanted == 0 ? "no arguments" : wanted == 1 ? "1 argument" : "\(wanted) arguments"
    return Diagnostic(
      "E34",
      Message(
        ja: "\(macro.definition.name.text) の引数は \(wanted) 個です（\(count) 個ありました）。書き方: \(macro.signature)",
        en: "\(macro.definition.name.text) takes \(takes), not \(count): \(macro.signature)"), at: span)
  }

  /// E34.
  static func verbsAsValue(_ macro: Macro, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E34",
      Message(
        ja: "\(macro.definition.name.text) は命令の関数なので、値としては使えません",
        en: "\(macro.definition.name.text) stands for verbs, not for a value"), at: span,
      notes: [
        Message(ja: "「|」の後に \(macro.signature) と書きます。", en: "Write it behind a |, as \(macro.signature).")
      ])
  }

  fileprivate static func growsTooMuch(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "関数を展開すると式が大きくなりすぎます", en: "These definitions grow too large when they are put together"),
      at: span,
      notes: [
        Message(
          ja: "関数の中で関数を何度も使うと、式は掛け算で大きくなります。途中の値は「追加」で列にしてください。",
          en: "Definitions within definitions multiply. Make a column of a step in between with derive.")
      ])
  }

  fileprivate static func hiddenColumn(_ column: String, _ macro: Macro, _ span: Span) -> Diagnostic {
    let name = macro.definition.name.text
    return Diagnostic(
      "E32",
      Message(
        ja: "「\(column)」は \(name) の中で作る列と同じ名前なので、渡せません", en: "\(name) makes a column \(column) of its own"), at: span,
      notes: [
        Message(
          ja: "先に「改名」で列の名前を変えるか、関数の中の列の名前を変えてください。",
          en: "Rename the column before, or choose another name in the definition.")
      ])
  }
}

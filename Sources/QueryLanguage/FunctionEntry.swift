public import Diagnostics
internal import PolicyModel
internal import QueryPlan
public import QuerySyntax

/// A function of the language: its spellings, its help, and how a call becomes part of a plan.
///
/// A function is one value in one file and one line in `FunctionRegistry`.
public struct FunctionEntry: Sendable {
  enum Kind: Sendable {
    /// A value for each row from values of that row.
    case scalar(@Sendable (ScalarCall, inout Resolver) throws(Diagnostic) -> Typed)
    /// One value for a group of rows.
    case aggregate(@Sendable (AggregateRequest, inout Resolver) throws(Diagnostic) -> AggregateAnswer)
    /// A value for each row from the rows around it; only in `derive`.
    case window(@Sendable (WindowRequest, inout Resolver) throws(Diagnostic) -> Typed)
    /// Known, and not there yet.
    case planned
  }

  public var spelling: Spelling
  /// The arguments as help shows them: `(x, n)`.
  public var parameters: Message
  public var summary: Message
  public var examples: [Example]
  var kind: Kind

  public var isAggregate: Bool {
    if case .aggregate = kind { return true }
    return false
  }

  /// Whether it looks at the rows around a row, which only `derive` has at hand.
  public var isWindow: Bool {
    if case .window = kind { return true }
    return false
  }

  static func scalar(
    _ spelling: Spelling, _ parameters: Message, _ summary: Message, examples: [Example] = [],
    build: @escaping @Sendable (ScalarCall, inout Resolver) throws(Diagnostic) -> Typed
  ) -> FunctionEntry {
    FunctionEntry(
      spelling: spelling, parameters: parameters, summary: summary, examples: examples, kind: .scalar(build))
  }

  static func aggregate(
    _ spelling: Spelling, _ parameters: Message, _ summary: Message, examples: [Example] = [],
    build: @escaping @Sendable (AggregateRequest, inout Resolver) throws(Diagnostic) -> AggregateAnswer
  ) -> FunctionEntry {
    FunctionEntry(
      spelling: spelling, parameters: parameters, summary: summary, examples: examples, kind: .aggregate(build))
  }

  static func window(
    _ spelling: Spelling, _ parameters: Message, _ summary: Message, examples: [Example] = [],
    build: @escaping @Sendable (WindowRequest, inout Resolver) throws(Diagnostic) -> Typed
  ) -> FunctionEntry {
    FunctionEntry(
      spelling: spelling, parameters: parameters, summary: summary, examples: examples, kind: .window(build))
  }

  static func planned(_ spelling: Spelling, _ parameters: Message, _ summary: Message) -> FunctionEntry {
    let marked = Message(ja: summary.ja + "（準備中）", en: summary.en + " (not there yet)")
    return FunctionEntry(spelling: spelling, parameters: parameters, summary: marked, examples: [], kind: .planned)
  }
}

/// A call of a scalar function with its arguments resolved.
struct ScalarCall {
  var name: Name
  var arguments: [Typed]
  /// The arguments as written, for functions that read one as a name.
  var expressions: [Expression]
  var scope: RowScope
  var span: Span
  var entry: FunctionEntry

  /// The arguments, when there are as many as the function takes.
  func arguments(_ counts: ClosedRange<Int>) throws(Diagnostic) -> [Typed] {
    guard counts.contains(arguments.count) else { throw .wrongCount(entry, name, arguments.count, span) }
    return arguments
  }

  func number(_ index: Int) throws(Diagnostic) -> Typed {
    let typed = arguments[index]
    guard typed.isNumber || typed.isMissingLiteral else { throw .wrongArgument(entry, typed) }
    return typed
  }

  func text(_ index: Int) throws(Diagnostic) -> Typed {
    let typed = arguments[index]
    guard typed.type == .text else { throw .wrongArgument(entry, typed) }
    return typed
  }

  /// A whole number written in place.
  func wholeNumber(_ index: Int) throws(Diagnostic) -> Int {
    guard let number = arguments[index].bareNumber?.wholeNumber else { throw .constantNeeded(arguments[index].span) }
    return number
  }

  /// The result of a kernel over the arguments.
  func result(_ type: ColumnType, _ function: Function, like model: Typed? = nil) -> Typed {
    var typed = model ?? Typed(.constant(.missing(.blank), type), type, span: span)
    typed.type = type
    typed.value = .call(function, arguments.map(\.value))
    typed.span = span
    typed.field = nil
    typed.bareNumber = nil
    typed.literalText = nil
    typed.isMissingLiteral = false
    if model == nil { typed.guards = Array(Set(arguments.flatMap(\.guards))).sorted() }
    return typed
  }
}

/// A call of an aggregate function: its argument is resolved over the rows behind a group.
struct AggregateRequest {
  var name: Name
  var arguments: [Expression]
  var scope: RowScope
  var span: Span
  var entry: FunctionEntry

  /// The rows of the input, without the aggregation around.
  var rows: RowScope { RowScope(scope.relation, verb: scope.verb) }

  func single() throws(Diagnostic) -> Expression {
    guard arguments.count == 1 else { throw .wrongCount(entry, name, arguments.count, span) }
    return arguments[0]
  }
}

/// What an aggregate function answers: the kernel, its argument, and what the result is.
struct AggregateAnswer {
  var function: AggregateFunction
  var argument: PlanExpression?
  /// A condition on rows that belongs to the function (`count(cond)`).
  var filter: PlanExpression?
  /// Type, unit and direction of the result; its value is put in by the caller.
  var result: Typed
  /// The argument, when it is a measure whose guards must be fixed.
  var measure: Typed?
}

extension Diagnostic {
  /// E34.
  static func wrongCount(_ entry: FunctionEntry, _ name: Name, _ count: Int, _ span: Span) -> Diagnostic {
    let ja = entry.spelling.ja.first ?? entry.spelling.en
    return Diagnostic(
      "E34",
      Message(
        ja: "\(name.text) の引数の数が違います。書き方: \(ja)\(entry.parameters.ja)",
        en: "\(name.text) takes other arguments: \(entry.spelling.en)\(entry.parameters.en)"), at: span)
  }

  static func wrongArgument(_ entry: FunctionEntry, _ typed: Typed) -> Diagnostic {
    let ja = entry.spelling.ja.first ?? entry.spelling.en
    return Diagnostic(
      "E34",
      Message(
        ja: "\(ja) に\(typed.type.word.ja)は渡せません", en: "\(entry.spelling.en) cannot take a \(typed.type.word.en)"),
      at: typed.span)
  }
}

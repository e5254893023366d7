internal import Diagnostics
internal import PolicyModel
internal import QueryLanguage
internal import QuerySyntax

extension Session {
  /// A value that `let` or `param` can bind: a literal, or the sum of literals and other such values.
  func constant(_ expression: Expression) throws(Diagnostic) -> Expression {
    switch expression.kind {
    case .number, .year, .text, .missing, .bool, .negative, .list: return expression
    case .parameter(let name):
      if let bound = environment.values[name.text] { return bound.literal }
      return expression
    default:
      var resolver = Resolver(environment: environment, language: language, probe: EngineProbe())
      return try resolver.constant(expression)
    }
  }

  /// `param`: the default, unless the script was started with another value.
  func bind(_ parameter: ParameterDeclaration) throws(Diagnostic) {
    let name = parameter.name.text
    var value = parameter.value
    if let given = scriptArguments[name] {
      guard ArgumentKind(given).fits(ArgumentKind(parameter.value), declared: parameter.type) else {
        throw .wrongArgument(parameter, given)
      }
      value = given
    } else if let type = parameter.type, !ArgumentKind(value).fits(nil, declared: type) {
      throw .wrongArgument(parameter, value)
    }
    environment.values[name] = BoundValue(literal: value, type: parameter.type)
  }
}

/// The kind of a literal, as far as arguments are checked against their defaults.
enum ArgumentKind: Hashable {
  case number(Dimension?)
  case year, text, bool, missing

  init(_ expression: Expression) {
    switch expression.kind {
    case .number(let literal): self = .number(literal.unit.flatMap { Unit.named($0)?.dimension })
    case .negative(let inner): self = ArgumentKind(inner)
    case .year: self = .year
    case .bool: self = .bool
    case .missing: self = .missing
    default: self = .text
    }
  }

  /// Whether a value of this kind can stand for one of the default's kind, or of the declared type.
  func fits(_ other: ArgumentKind?, declared: Keyword?) -> Bool {
    if self == .missing || other == .missing { return true }
    switch declared {
    case .number:
      if case .number = self { return true }
      return false
    case .year:
      if case .number(nil) = self { return true }
      return self == .year
    case .text: return self == .text
    default: break
    }
    switch (self, other) {
    case (_, nil): return true
    case (.number(nil), .year): return true
    case (.number(let a), .number(let b)): return a == b
    default: return self == other
    }
  }
}

extension Diagnostic {
  /// E26.
  fileprivate static func wrongArgument(_ parameter: ParameterDeclaration, _ value: Expression) -> Diagnostic {
    var text = Formatter.text(value) ?? ""
    if case .text(let plain, _) = value.kind { text = plain }
    let expected = Formatter.text(parameter.value) ?? ""
    return Diagnostic(
      "E26",
      Message(
        ja: "引数 \(parameter.name.text) に「\(text)」は渡せません（例: \(expected)）",
        en: "The argument \(parameter.name.text) cannot be \(text) (such as \(expected))"), at: parameter.name.span)
  }
}

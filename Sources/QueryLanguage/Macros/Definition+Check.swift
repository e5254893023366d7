public import Diagnostics
internal import PolshText
internal import QuerySyntax

extension QueryEnvironment {
  /// Takes in a definition, in place of one of the same name.
  ///
  /// - Returns: whether there was one.
  /// - Throws: what is wrong with it before it is ever used: its name, an unknown function, a call of itself.
  public mutating func define(_ macro: Macro) throws(Diagnostic) -> Bool {
    let definition = macro.definition
    try checkName(definition.name)
    var seen: Set<String> = []
    for parameter in definition.parameters where !seen.insert(parameter.text).inserted {
      throw .parameterTwice(parameter)
    }
    switch definition.body {
    case .expression(let body): try checkCalls(in: body, of: definition)
    case .verbs(let verbs): for verb in verbs { try checkCalls(in: verb, of: definition) }
    }
    return definitions.updateValue(macro, forKey: definition.name.text) != nil
  }

  /// A published word keeps its meaning: nobody's script may come to mean something else.
  private func checkName(_ name: Name) throws(Diagnostic) {
    let kind: Message
    if VerbRegistry.verb(name.text) != nil {
      kind = Message(ja: "命令", en: "a verb")
    } else if FunctionRegistry.called(name.text) != nil {
      kind = Message(ja: "関数", en: "a function")
    } else if Keyword.isSpelling(name.text) {
      kind = Message(ja: "決まった言葉", en: "a word of the language")
    } else {
      return
    }
    throw .nameTaken(name, kind)
  }

  private func checkCalls(in verb: VerbCall, of definition: Definition) throws(Diagnostic) {
    if let arguments = verb.macroArguments {
      try checkUse(of: verb.name, arguments.count, at: verb.span, by: definition)
      guard let macro = definitions[verb.name.text] else { throw .unknownVerb(verb.name, definitions) }
      if !macro.definition.isVerbs { throw .valueAsVerb(macro, verb.name.span) }
    }
    for expression in verb.allExpressions { try checkCalls(in: expression, of: definition) }
    for inner in verb.innerVerbs { try checkCalls(in: inner, of: definition) }
  }

  private func checkCalls(in expression: Expression, of definition: Definition) throws(Diagnostic) {
    for (name, arguments, span) in expression.allCalls {
      if FunctionRegistry.called(name.text) != nil { continue }
      try checkUse(of: name, arguments.count, at: name.span, by: definition)
      guard let macro = definitions[name.text] else { throw .unknownFunction(name, arguments, span, nil, definitions) }
      if macro.definition.isVerbs { throw .verbsAsValue(macro, name.span) }
    }
  }

  /// No macro may use itself, by whatever way, and each is given as many arguments as it has.
  private func checkUse(
    of name: Name, _ count: Int, at span: Span, by definition: Definition
  ) throws(Diagnostic) {
    if name.text == definition.name.text { throw .usesItself(definition.name.text, through: nil, name.span) }
    guard let macro = definitions[name.text] else { return }
    if reaches(definition.name.text, from: name.text) {
      throw .usesItself(definition.name.text, through: name.text, name.span)
    }
    if macro.definition.parameters.count != count { throw .wrongArguments(macro, count, span) }
  }

  private func reaches(_ wanted: String, from start: String) -> Bool {
    var waiting = [start]
    var seen: Set<String> = []
    while let name = waiting.popLast() {
      guard seen.insert(name).inserted, let calls = definitions[name]?.calls else { continue }
      if calls.contains(wanted) { return true }
      waiting += calls
    }
    return false
  }
}

extension Diagnostic {
  fileprivate static func nameTaken(_ name: Name, _ kind: Message) -> Diagnostic {
    let other = Formatter.columnText(name.text + "2")
    return Diagnostic(
      "E32",
      Message(ja: "「\(name.text)」は\(kind.ja)なので、関数の名前にできません", en: "\(name.text) is \(kind.en) and cannot be redefined"),
      at: name.span,
      notes: [
        Message(
          ja: "保存した台本の意味が変わらないように、決まった言葉は作り直せません。",
          en: "Words of the language keep their meaning, so that saved scripts do.")
      ], fixes: [FixIt(replace: name.span, with: other)])
  }

  fileprivate static func parameterTwice(_ parameter: Name) -> Diagnostic {
    Diagnostic(
      "E35", Message(ja: "「\(parameter.text)」という引数が2つあります", en: "There are two arguments named \(parameter.text)"),
      at: parameter.span,
      fixes: [FixIt(replace: parameter.span, with: Formatter.columnText(parameter.text + "2"))])
  }

  fileprivate static func usesItself(_ name: String, through other: String?, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E32",
      other.map {
        Message(ja: "\($0) が \(name) を使っているので、\(name) の中では使えません", en: "\($0) uses \(name), so \(name) cannot use it")
      } ?? Message(ja: "\(name) の中で \(name) は使えません", en: "\(name) cannot use itself"), at: span,
      notes: [
        Message(
          ja: "関数は式に置き換えられるので、自分に戻ると終わりません。",
          en: "A definition is put in the place of its call; one that comes back to itself would never end.")
      ])
  }
}

internal import DataFormats
public import Diagnostics
internal import PolshSystem
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

extension Session {
  /// Runs a script file with arguments, in names of its own: what it defines does not stay.
  public func runScript(_ path: String, arguments: [(name: String, text: String)]) throws(Diagnostic) {
    var values: [NamedValue] = []
    for argument in arguments { values.append(try namedValue(argument.name, argument.text)) }
    try runScript(path, values)
  }

  func runScript(_ path: String, _ arguments: [NamedValue]) throws(Diagnostic) {
    let text = try scriptText(path)
    if scriptDepth >= 20 { throw .tooManyScripts(path) }
    try inNamesOfItsOwn(arguments) { () throws(Diagnostic) in
      try checkArguments(arguments, text)
      try run(text, name: path, inScript: true)
    }
  }

  /// The statements of a script file.
  func scriptText(_ path: String) throws(Diagnostic) -> String {
    let bytes: [UInt8]
    do {
      bytes = try FileBlocks.readFile(path)
    } catch {
      throw FileMessages.diagnostic(error, path: path)
    }
    var text = try TextCheck.text(bytes, name: path)
    if text.hasPrefix("\u{FEFF}") { text.removeFirst() }
    return text
  }

  /// Does something with the tables of the session and none of its names; what it defines does not stay.
  func inNamesOfItsOwn(_ arguments: [NamedValue], _ body: () throws(Diagnostic) -> Void) throws(Diagnostic) {
    let outer = (environment, scriptArguments, recentStatements, steps)
    scriptDepth += 1
    defer {
      scriptDepth -= 1
      let next = environment.nextField
      (environment, scriptArguments, recentStatements, steps) = outer
      environment.nextField = next
      isFinished = false
    }
    steps = SessionSteps()
    environment.forgetOwnNames()
    scriptArguments = [:]
    for argument in arguments { scriptArguments[argument.name.text] = argument.value }
    try body()
  }

  /// Every argument must be a parameter of the script (E26).
  func checkArguments(_ arguments: [NamedValue], _ text: String) throws(Diagnostic) {
    if arguments.isEmpty { return }
    let known = ScriptHead(text).parameters.map(\.name)
    for argument in arguments where !known.contains(argument.name.text) {
      let near = NearNames.nearest(to: argument.name.text, among: known)
      let list = known.joined(separator: "、")
      throw Diagnostic(
        "E26",
        Message(
          ja: "「\(argument.name.text)」という引数はありません。引数: \(list.isEmpty ? "なし" : list)",
          en: "No argument \(argument.name.text). Arguments: \(known.isEmpty ? "none" : known.joined(separator: ", "))"),
        at: scriptDepth > 1 || !argument.name.span.isEmpty ? argument.name.span : nil,
        fixes: near.map { FixIt(replace: argument.name.span, with: $0) })
    }
  }

  /// An argument as the command line gives it: a literal of the language, otherwise a text.
  private func namedValue(_ name: String, _ text: String) throws(Diagnostic) -> NamedValue {
    try TextCheck.check(text)
    var parser = Parser("param x = \(text)", grammar: grammar, scope: SessionScope(self), inScript: true)
    let made = Name(TextFolding.fold(name), Span(0, 0))
    if case .parameter(let parameter)? = (try? parser.next())?.kind, parameter.description == nil, parser.isAtEnd {
      if case .text = parameter.value.kind {} else { return NamedValue(name: made, value: parameter.value) }
    }
    return NamedValue(name: made, value: Expression(.text(TextFolding.fold(text), raw: text), Span(0, 0)))
  }
}

extension Diagnostic {
  fileprivate static func tooManyScripts(_ path: String) -> Diagnostic {
    Diagnostic(
      nil,
      Message(ja: "台本が台本を呼ぶ段数が多すぎます（20段まで）: \(path)", en: "Scripts run each other too deeply (20 at most): \(path)"))
  }
}

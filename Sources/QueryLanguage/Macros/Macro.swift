internal import Diagnostics
internal import PolshText
public import QuerySyntax

/// A definition that statements can use, `def rate(a, t) = a / t as %`, with its text for messages.
public struct Macro: Sendable {
  public var definition: Definition
  /// The statement as it was typed.
  public var text: String
  /// Where the text stands among the places that the definition's spans count.
  public var start: Int

  public init(_ definition: Definition, text: String, start: Int) {
    self.definition = definition
    self.text = text
    self.start = start
  }

  var head: DefinitionHead {
    DefinitionHead(parameters: definition.parameters.map(\.text), isVerbs: definition.isVerbs)
  }

  /// How it is called: `rate(a, t)`.
  var signature: String {
    definition.name.text + "(" + definition.parameters.map(\.text).joined(separator: ", ") + ")"
  }

  /// The body as a message quotes it, with what stands at a place of it marked: `a > ‹1000›`.
  func excerpt(_ place: Span, of body: Span) -> String? {
    guard let before = piece(body.start, place.start), let part = piece(place.start, place.end),
      let after = piece(place.end, body.end), !part.isEmpty
    else { return nil }
    let marked = DisplayWidth.fit(part, Self.widestPart)
    if before.isEmpty, after.isEmpty { return marked }
    let end = DisplayWidth.fit(after, Self.widestSide)
    return Self.ending(of: before) + "‹" + marked + "›" + end
  }

  private static let widestPart = 50
  private static let widestSide = 30

  /// The end of a text, with `…` where something was left out.
  private static func ending(of text: String) -> String {
    if DisplayWidth.of(text) <= widestSide { return text }
    return "…" + String(DisplayWidth.fit(String(text.reversed()), widestSide - 1).dropLast().reversed())
  }

  /// A part of the text on one line; nil when there is none at these places.
  private func piece(_ from: Int, _ to: Int) -> String? {
    let bytes = Array(text.utf8)
    guard from >= start, to - start <= bytes.count, from <= to,
      let part = String(validating: bytes[(from - start)..<(to - start)], as: UTF8.self)
    else { return nil }
    var line = ""
    for scalar in SafeText.oneLine(part).unicodeScalars where scalar != "⏎" || line.last != " " {
      line.unicodeScalars.append(scalar == "⏎" ? " " : scalar)
    }
    return line
  }

  /// The macros that its body calls by itself.
  var calls: Set<String> {
    switch definition.body {
    case .expression(let body): body.callNames
    case .verbs(let verbs): verbs.reduce(into: []) { $0.formUnion($1.callNames) }
    }
  }
}

extension QueryEnvironment {
  /// The definitions that statements use and do not make themselves, each behind those that it uses.
  public func definitions(neededBy statements: [Statement]) -> [Definition] {
    var made: Set<String> = []
    var needed: [Definition] = []
    func need(_ names: Set<String>) {
      for name in names.sorted() where !made.contains(name) {
        guard let macro = definitions[name] else { continue }
        made.insert(name)
        need(macro.calls)
        needed.append(macro.definition)
      }
    }
    for statement in statements {
      switch statement.kind {
      case .query(let query), .letQuery(_, let query): need(query.callNames)
      case .letValue(_, let value): need(value.callNames)
      case .definition(let definition):
        need(Macro(definition, text: "", start: 0).calls)
        made.insert(definition.name.text)
      case .parameter, .command: continue
      }
    }
    return needed
  }

  /// The macros that use another, in alphabetical order: they change when it does.
  public func users(of name: String) -> [String] {
    definitions.filter { $0.key != name && $0.value.calls.contains(name) }.keys.sorted()
  }
}

internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

extension Session {
  /// `def`: takes in a macro; whoever replaces one is told, and what else changes with it.
  ///
  /// - Parameter start: where the statement's text stands among the places of its spans.
  func define(_ definition: Definition, text: String, at start: Int) throws(Diagnostic) {
    let name = definition.name.text
    guard try environment.define(Macro(definition, text: text, start: start)) else { return }
    let users = environment.users(of: name)
    if users.isEmpty { return say(Message(ja: "\(name) を定義し直しました。", en: "\(name) is redefined.")) }
    say(
      Message(
        ja: "\(name) を定義し直しました。これを使う \(users.joined(separator: "、")) も変わります。",
        en: "\(name) is redefined, and with it \(users.joined(separator: ", "))."))
  }
}

extension Session {
  /// The definitions that the recent statements use, made before them: a saved script brings its own.
  var neededDefinitions: String {
    environment.definitions(neededBy: recentStatements).map { text(of: $0) + "\n" }.joined()
  }

  /// A definition as it is printed.
  func text(of definition: Definition) -> String {
    Formatter(language == .ja ? .ja : .en).definition(definition, grammar)
  }
}

extension Statement {
  /// The statement as it was typed.
  ///
  /// - Parameter start: the number of the text's first place.
  func text(in text: String, from start: Int) -> String {
    let bytes = text.utf8.dropFirst(span.start - start).prefix(span.end - span.start)
    return String(bytes) ?? ""
  }
}

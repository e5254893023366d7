internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let format = Command(
    Spelling("format", "書式"), [.optional([.name("script")])],
    summary: Message(ja: "直前の文（または台本）を整った形で表示する", en: "print the last statements, or a script, in canonical form")
  ) { call, session throws(Diagnostic) in
    guard let name = call.name("script") else {
      if session.recentStatements.isEmpty {
        return session.say(Message(ja: "整える文がまだありません。", en: "There is no statement to print yet."))
      }
      try session.output.write(session.recentText)
      return
    }
    throw .notThereYet(name, part: Message(ja: "台本の「書式」", en: "format of a script"))
  }
}

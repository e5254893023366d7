internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let quit = Command(
    Spelling("quit", "終了", alsoEnglish: ["exit"]), summary: Message(ja: "終わる", en: "leave"),
    examples: [HelpExample("quit", "終了", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    session.isFinished = true
  }
}

internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let timer = Command(
    Spelling("timer", "計時"), [.choice("state", [.started, .off])],
    summary: Message(ja: "かかった時間の表示を始める（入）・やめる（切）", en: "show how long answers take: on, or off"),
    examples: [
      HelpExample("timer on", "計時 入", outcome: .isOnlyShown), HelpExample("timer off", "計時 切", outcome: .isOnlyShown),
    ],
    changesSession: true
  ) { call, session throws(Diagnostic) in
    session.showsTime = call.keyword("state") == .started
    session.say(
      session.showsTime == true
        ? Message(ja: "答えにかかった時間を表示します。", en: "Answers now say how long they took.")
        : Message(ja: "時間の表示をやめました。", en: "Answers no longer say how long they took."))
  }
}

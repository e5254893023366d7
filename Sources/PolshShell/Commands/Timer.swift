internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let timer = Command(
    Spelling("timer", "計時"), [.choice("state", [.on, .off])],
    summary: Message(ja: "かかった時間を表示する: 計時 入 / 切", en: "show how long answers take: timer on / off")
  ) { call, session throws(Diagnostic) in
    session.showsTime = call.keyword("state") == .on
  }
}

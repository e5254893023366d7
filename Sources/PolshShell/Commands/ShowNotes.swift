internal import Diagnostics
internal import Presentation
internal import QuerySyntax

extension Command {
  static let showNotes = Command(
    Spelling("show", "一覧"), second: .notes, summary: Message(ja: "直前の結果についての通知", en: "the notices of the last result"),
    details: Message(
      ja: "通知（N1〜N11）は結果の下にも出ます。意味は「ヘルプ N1」のように尋ねられます。",
      en: "Notices (N1 to N11) stand below results too; help N1 says what one means."),
    examples: [HelpExample("t | where x > 8; show notes", "t | 絞込 x が 8 超; 一覧 通知", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    guard let first = session.lastNotices.first(where: { !$0.code.isEmpty }) ?? session.lastNotices.first else {
      return session.say(Message(ja: "直前の結果に通知はありません。", en: "The last result has no notices."))
    }
    for notice in session.lastNotices { session.output.message(NoticeView.line(notice, on: session.screen) + "\n") }
    if !first.code.isEmpty {
      session.say(Message(ja: "くわしくは「ヘルプ \(first.code)」。", en: "help \(first.code) says more."))
    }
  }
}

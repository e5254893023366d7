internal import Diagnostics
internal import Presentation
internal import QuerySyntax

extension Command {
  static let showNotes = Command(
    Spelling("show", "一覧"), second: .notes, summary: Message(ja: "直前の結果についての通知", en: "the notices of the last result")
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

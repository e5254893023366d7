internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let undo = Command(
    Spelling("undo", "取消"),
    summary: Message(ja: "直前の文を取り消し、その前の状態に戻す", en: "take back the last statement and what it changed"),
    details: Message(
      ja: "直前の結果、付けた名前、読み込んだ表、言語などが前の状態に戻ります。続けて使えば50文まで戻れます。書き出したファイルは消えません。",
      en:
        "The previous result, names, loaded tables and the language are as they were before. Again and again it goes back up to 50 statements. Files that were written stay."
    ),
    examples: [HelpExample("t | count; undo", "t | 件数; 取消", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    guard let step = session.steps.undo(session) else {
      return session.say(
        session.steps.hasForgotten
          ? Message(
            ja: "これより前には戻れません（\(SessionSteps.limit) 文まで）。",
            en: "No further back: \(SessionSteps.limit) statements are remembered.")
          : Message(ja: "取り消す文はありません。", en: "There is nothing to take back."))
    }
    session.say(Message(ja: "取り消しました: \(step.text)", en: "Taken back: \(step.text)"))
    if step.writesFile {
      session.say(Message(ja: "書き出したファイルは残っています。", en: "The file that it wrote is still there."))
    }
    session.sayLastStep()
  }
}

extension Session {
  /// Which statement a leading `|` and `save` now go on from.
  fileprivate func sayLastStep() {
    if let last = steps.done.last {
      say(Message(ja: "いまの最後の文: \(last.text)", en: "The last statement is now: \(last.text)"))
    } else {
      say(Message(ja: "これより前の文はありません。", en: "No statement is left before it."))
    }
  }
}

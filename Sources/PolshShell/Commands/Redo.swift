internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let redo = Command(
    Spelling("redo", "やり直し"), summary: Message(ja: "「取消」で取り消した文をやり直す", en: "do again what undo took back"),
    examples: [HelpExample("t | count; undo; redo", "t | 件数; 取消; やり直し", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    guard let step = session.steps.redo(session) else {
      return session.say(
        Message(ja: "やり直す文はありません。先に「取消」で取り消した文が対象です。", en: "There is nothing to do again; redo follows undo."))
    }
    session.say(Message(ja: "やり直しました: \(step.text)", en: "Done again: \(step.text)"))
    if step.writesFile {
      session.say(Message(ja: "ファイルはもう一度は書いていません。", en: "No file was written again."))
    }
  }
}

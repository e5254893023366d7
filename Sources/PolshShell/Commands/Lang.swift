internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let lang = Command(
    Spelling("lang", "言語"), [.choice("language", [.japanese, .english])],
    summary: Message(ja: "表示の言葉を変える（入力はいつも両方使えます）", en: "the language of answers (either can always be typed)"),
    examples: [
      HelpExample("lang ja", "言語 日本語", outcome: .isOnlyShown), HelpExample("lang en", "言語 英語", outcome: .isOnlyShown),
    ],
    changesSession: true
  ) { call, session throws(Diagnostic) in
    session.settings.language = call.keyword("language") == .japanese ? .ja : .en
    session.say(Message(ja: "表示を日本語にしました。", en: "Answers are in English now."))
  }
}

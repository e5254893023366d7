internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let lang = Command(
    Spelling("lang", "言語"), [.choice("language", [.japanese, .english])],
    summary: Message(ja: "表示の言葉を変える: 言語 en", en: "change the language of answers: lang ja")
  ) { call, session throws(Diagnostic) in
    session.settings.language = call.keyword("language") == .japanese ? .ja : .en
  }
}

internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

/// The map that `help` alone shows: what there is, by use, and how to ask further.
enum HelpOverview {
  static func page(_ session: Session) -> HelpPage {
    let example = session.question ?? Message(ja: "t | 件数", en: "t | count")
    var page = HelpPage(
      title: "", kind: .command,
      summary: Message(
        ja: "問い合わせは「表 | 命令 | 命令」と左から右へ書きます。英語と日本語は混ぜて使えます。",
        en: "A question reads from left to right: table | verb | verb. English and Japanese may be mixed."))
    page.blocks = [
      .question(example),
      .groups(
        Message(ja: "命令", en: "Verbs"),
        VerbRegistry.groups.map { .init(title: $0.title, words: $0.verbs.map(\.grammar.spelling.word)) }),
      .groups(
        Message(ja: "関数", en: "Functions"),
        FunctionRegistry.groups.map { .init(title: $0.title, words: $0.functions.map(\.spelling.word)) }),
      .groups(
        Message(ja: "操作", en: "Commands"),
        CommandRegistry.groups.map { group in
          .init(title: group.title, words: group.commands.map { Message(ja: $0.spelled(.ja), en: $0.spelled(.en)) })
        }),
      .groups(Message(ja: "話題", en: "Subjects"), [.init(title: Message(same: ""), words: Topic.all.map(\.name))]),
      .list(
        Message(ja: "くわしく知る", en: "To ask further"),
        [
          .init(
            Message(ja: "ヘルプ 言葉", en: "help WORD"),
            Message(
              ja: "命令、関数、列、段階、単位、エラーの番号（E07）、話題など、何でも",
              en: "a verb, function, column, level, unit, code (E07), subject: anything")),
          .init(
            Message(ja: "ヘルプ 命令", en: "help verbs"),
            Message(ja: "命令の一覧と説明（ヘルプ 関数、ヘルプ 操作 も）", en: "all verbs with a line on each; help functions, help commands")
          ),
          .init(
            Message(ja: "一覧 表", en: "show tables"),
            Message(ja: "表の一覧。列は「表の名前 | 概要」", en: "the tables; TABLE | describe shows the columns of one")),
        ]),
    ]
    return page
  }
}

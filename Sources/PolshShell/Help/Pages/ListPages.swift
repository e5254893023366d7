internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

/// Pages that list what there is: all verbs, functions, commands, codes, topics.
struct ListPage: Sendable {
  var en: [String]
  var ja: [String]
  var page: HelpPage

  var words: [String] { en + ja }

  static let all: [ListPage] = [verbs, functions, commands, errors, notices, topics]

  private static func made(_ en: [String], _ ja: [String], _ summary: Message, _ blocks: [HelpPage.Block]) -> ListPage {
    ListPage(
      en: en, ja: ja,
      page: HelpPage(title: "\(en[0]) / \(ja[0])", kind: .topic, summary: summary, blocks: blocks))
  }

  private static let verbs = made(
    ["verbs", "verb"], ["命令", "命令の一覧"], Message(ja: "表に対して行うこと", en: "what is done to a table"),
    VerbRegistry.groups.map { group in
      .list(group.title, group.verbs.map { .init($0.grammar.spelling.word, $0.summary) })
    })

  private static let functions = made(
    ["functions", "function"], ["関数", "関数の一覧"], Message(ja: "値を求めるもの", en: "what computes a value"),
    FunctionRegistry.groups.map { group in
      .list(group.title, group.functions.map { .init($0.spelling.word, $0.summary) })
    })

  private static let commands = made(
    ["commands", "command"], ["操作", "操作の一覧", "コマンド"], Message(ja: "シェルに対して行うこと", en: "what is done to the session"),
    CommandRegistry.groups.map { group in
      .list(group.title, group.commands.map { .init(Message(ja: $0.spelled(.ja), en: $0.spelled(.en)), $0.summary) })
    })

  private static let errors = made(
    ["errors", "error"], ["エラー", "エラーの一覧", "誤り"],
    Message(ja: "エラーの番号。「ヘルプ E07」のように番号で説明が出る", en: "the codes of errors; help E07 explains one"),
    [.list(nil, CodePage.all.filter { !$0.isNotice }.map { .init(Message(same: $0.code), $0.title) })])

  private static let notices = made(
    ["notices", "notice", "notes"], ["通知", "通知の一覧"],
    Message(
      ja: "結果の下に出る通知。結果は正しく、知っておくとよいこと", en: "what stands below a result that is right: something to know about it"),
    [.list(nil, CodePage.all.filter(\.isNotice).map { .init(Message(same: $0.code), $0.title) })])

  private static let topics = made(
    ["topics", "topic"], ["話題", "話題の一覧"], Message(ja: "ことがら別の説明", en: "subjects that help knows"),
    [.list(nil, Topic.all.map { .init($0.name, $0.summary) })])
}

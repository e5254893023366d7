internal import Diagnostics
internal import PolshSystem
internal import PolshText
internal import Presentation
internal import QuerySyntax

extension Command {
  static let help = Command(
    Spelling("help", "ヘルプ"), [.optional([.topicWords("topic")])],
    summary: Message(ja: "使い方。言葉を付けると、その説明", en: "how it works, or what a word means"),
    details: Message(
      ja: "命令、関数、操作、列、段階、単位、記号、エラーの番号、話題の、どれでも尋ねられます。意味がいくつもある言葉は全部示します。",
      en:
        "Verbs, functions, commands, columns, levels, units, signs, codes and subjects can be asked for. A word with several meanings shows them all."
    ),
    examples: [
      HelpExample("help where", "ヘルプ 絞込", outcome: .isOnlyShown),
      HelpExample("help E07", "ヘルプ E07", outcome: .isOnlyShown),
      HelpExample("help fiscal years", "ヘルプ 年度", outcome: .isOnlyShown),
    ]
  ) { call, session throws(Diagnostic) in
    let writer = HelpLines(session.screen)
    guard let topic = call.name("topic"), topic.text != "''", topic.text != "「」" else {
      return try session.page(writer.text(HelpOverview.page(session)))
    }
    let index = HelpIndex(session)
    let pages = index.pages(topic.text)
    if pages.isEmpty { throw .noHelp(topic, near: index.near(topic.text)) }
    try session.page(writer.text(pages))
  }
}

extension Session {
  /// Writes a long text, through the person's pager where it would not fit the window.
  fileprivate func page(_ lines: [String]) throws(Diagnostic) {
    let text = lines.joined(separator: "\n") + "\n"
    if settings.isInteractive, lines.count >= Terminal.size.rows, Program.page(text) { return }
    try output.write(text)
  }
}

extension Diagnostic {
  fileprivate static func noHelp(_ topic: Name, near: [String]) -> Diagnostic {
    Diagnostic(
      nil,
      Message(
        ja: "「\(topic.text)」の説明はありません" + (near.isEmpty ? "" : "。近い言葉: " + near.joined(separator: "、")),
        en: "There is no help on \(topic.text)" + (near.isEmpty ? "" : ". Close: " + near.joined(separator: ", "))),
      at: topic.span,
      notes: near.isEmpty
        ? [
          Message(
            ja: "「ヘルプ」だけで全体の案内が、「ヘルプ 命令」「ヘルプ 関数」「ヘルプ 話題」で一覧が出ます。",
            en: "help alone shows the map; help verbs, help functions and help topics list what there is.")
        ] : [],
      fixes: near.prefix(5).map { FixIt(replace: topic.span, with: $0) })
  }
}

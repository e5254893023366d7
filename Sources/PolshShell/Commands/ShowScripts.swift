internal import Diagnostics
internal import PolicyModel
internal import QuerySyntax

extension Command {
  static let showScripts = Command(
    Spelling("show", "一覧"), second: .scripts, summary: Message(ja: "保存した台本と付属の台本", en: "saved and bundled scripts"),
    examples: [HelpExample("show scripts", "一覧 台本", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    let scripts = ScriptPlaces.all(package: session.packageDirectory)
    if scripts.isEmpty {
      return session.say(
        Message(
          ja: "台本はまだありません。問い合わせの後に「保存 名前」とすると作れます。", en: "There are no scripts yet. After a query, save NAME makes one."
        ))
    }
    func text(_ text: String) -> Value { text.isEmpty ? .missing(.notApplicable) : .text(text) }
    let rows: [[Value]] = scripts.map { script in
      let head = ScriptHead(path: script.path)
      return [
        .text(script.name), text(head.purpose[session.language]),
        text(head.parameters.map(\.name).joined(separator: " ")),
        .text(script.path),
      ]
    }
    try session.show(
      ListTable.make(
        [("台本", "script", .text), ("目的", "purpose", .text), ("引数", "arguments", .text), ("場所", "path", .text)], rows))
  }
}

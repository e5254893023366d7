internal import Diagnostics
internal import QuerySyntax

extension Command {
  static let check = Command(
    Spelling("check", "点検"), [.label("name")],
    summary: Message(
      ja: "台本を、実行せずに終わりまで確かめる。手順も確かめられる", en: "go through a script without running it, or through a recipe"),
    details: Message(
      ja: "名前、型、単位、内訳の誤りを、文ごとに行番号付きで示します。ファイルは書きません。",
      en: "Errors of names, types, units and totals are shown, each with its line. No file is written."),
    examples: [HelpExample("check monthly", "点検 monthly", outcome: .isOnlyShown)]
  ) { call, session throws(Diagnostic) in
    guard let name = call.name("name") else { return }
    if let recipe = session.recipeToCheck(name.text) { return try session.check(recipe: recipe) }
    let path = try session.script(name)
    let check = ScriptCheck(session)
    session.output.isMuted = true
    defer { session.output.isMuted = false }
    try check.check(path)
    session.output.isMuted = false
    let count = check.statementCount
    if check.faults.isEmpty {
      return session.say(
        Message(
          ja: "\(name.text): \(count) 個の文を確かめました。誤りはありません。",
          en: "\(name.text): \(Counted.statements(count)) checked, no errors."))
    }
    for fault in check.faults.prefix(20) { session.show(fault) }
    throw .scriptFaults(name, count, check.faults.count)
  }
}

extension Diagnostic {
  fileprivate static func scriptFaults(_ name: Name, _ count: Int, _ faults: Int) -> Diagnostic {
    Diagnostic(
      nil,
      Message(
        ja: "\(name.text): \(count) 個の文のうち \(faults) 個に誤りがあります",
        en: "\(name.text): \(faults) of \(Counted.statements(count)) \(faults == 1 ? "has an error" : "have errors")"))
  }
}

internal import Diagnostics
internal import PolshText
internal import QuerySyntax

extension Command {
  static let run = Command(
    Spelling("run", "実行"), [.name("name"), .arguments("arguments")],
    summary: Message(ja: "台本を実行する: 実行 名前 年度=R5", en: "run a script: run NAME year=R5")
  ) { call, session throws(Diagnostic) in
    guard let name = call.name("name") else { return }
    guard let path = ScriptPlaces.find(name.text, package: session.packageDirectory) else {
      throw .unknownScript(name, session)
    }
    try session.runScript(path, call.values("arguments"))
  }
}

extension Diagnostic {
  static func unknownScript(_ name: Name, _ session: Session) -> Diagnostic {
    let known = ScriptPlaces.all(package: session.packageDirectory).map(\.name)
    let near = NearNames.nearest(to: name.text, among: known)
    return Diagnostic(
      nil, Message(ja: "「\(name.text)」という台本はありません", en: "No script \(name.text)"), at: name.span,
      notes: near.isEmpty && !known.isEmpty
        ? [
          Message(ja: "台本: " + known.joined(separator: "、"), en: "Scripts: " + known.joined(separator: ", "))
        ] : [], fixes: near.map { FixIt(replace: name.span, with: $0) })
  }
}

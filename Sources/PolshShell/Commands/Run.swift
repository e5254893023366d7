internal import Diagnostics
internal import PolshText
internal import QuerySyntax

extension Command {
  static let run = Command(
    Spelling("run", "実行"), [.label("name"), .arguments("arguments")],
    summary: Message(ja: "台本を実行する", en: "run a script"),
    details: Message(
      ja: "引数を書かなければ、台本にある初めの値を使います。台本の中で付けた名前は外に残りません。",
      en: "Arguments that are not given have the script's defaults. Names made in the script do not stay."),
    examples: [
      HelpExample("run monthly", "実行 monthly", outcome: .isOnlyShown),
      HelpExample(
        "run monthly year=R4", "実行 monthly year=R4", Message(ja: "引数を変えて", en: "with another year"),
        outcome: .isOnlyShown),
    ]
  ) { call, session throws(Diagnostic) in
    guard let name = call.name("name") else { return }
    try session.runScript(try session.script(name), call.values("arguments"))
  }
}

extension Session {
  /// The file of the script with that name.
  func script(_ name: Name) throws(Diagnostic) -> String {
    guard let path = ScriptPlaces.find(name.text, package: packageDirectory) else { throw .unknownScript(name, self) }
    return path
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

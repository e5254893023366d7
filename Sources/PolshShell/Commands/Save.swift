internal import DataFormats
internal import Diagnostics
internal import PolshSystem
internal import QuerySyntax

extension Command {
  static let save = Command(
    Spelling("save", "保存"), [.label("name")],
    summary: Message(ja: "いま作った問い合わせを台本として保存する", en: "keep the queries just asked as a script"),
    details: Message(
      ja: "空の行で Enter を押してから今までに実行した問い合わせが、台本になります。同じ名前の台本は ~ を付けて残ります。",
      en:
        "What was asked since the last blank line becomes the script. An earlier one of that name is kept beside it with ~."
    ),
    examples: [HelpExample("t | count by g; save monthly", "t | 件数 gごと; 保存 monthly", outcome: .isOnlyShown)]
  ) { call, session throws(Diagnostic) in
    guard let name = call.name("name") else { return }
    if session.settings.isSafe { throw .safeMode(name.span) }
    let path = try session.saveScript(name)
    session.say(
      Message(ja: "保存しました: \(path)　（実行 \(name.text)）", en: "Saved: \(path)  (run \(name.text))"))
  }
}

extension Session {
  /// Writes the statements since the last blank prompt as a script, and returns its path.
  fileprivate func saveScript(_ name: Name) throws(Diagnostic) -> String {
    let word = name.text
    if word.contains("/") || word.contains("..") || word.hasPrefix(".") || word.isEmpty { throw .badScriptName(name) }
    if recentStatements.isEmpty { throw .nothingToSave(name.span) }
    guard let folder = ScriptPlaces.own else { throw .noHome(name.span) }
    let path = folder + "/" + word + ".polsh"
    let text = "## \(word)\n" + neededDefinitions + recentText
    do {
      try FilePlaces.createDirectories(folder)
      if FilePlaces.exists(path) {
        // The earlier script stays beside it: nothing is lost by a name used twice.
        let earlier = try FileBlocks.readFile(path)
        if earlier != Array(text.utf8) { try AtomicFile.write(earlier, to: path + "~", overwrite: true) }
      }
      try AtomicFile.write(Array(text.utf8), to: path, overwrite: true)
    } catch {
      throw FileMessages.diagnostic(error, path: path, writing: true, at: name.span)
    }
    return path
  }
}

extension Diagnostic {
  fileprivate static func badScriptName(_ name: Name) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "「\(name.text)」は台本の名前にできません", en: "\(name.text) cannot be the name of a script"), at: name.span,
      notes: [Message(ja: "名前には「/」と「..」を使えません。", en: "Names have no / and no ..")])
  }

  fileprivate static func nothingToSave(_ span: Span) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "保存する問い合わせがまだありません", en: "There is no query to save yet"), at: span,
      notes: [Message(ja: "先に問い合わせを実行し、続けて「保存 名前」とします。", en: "Run a query first, then save NAME.")])
  }

  fileprivate static func noHome(_ span: Span) -> Diagnostic {
    Diagnostic(
      nil, Message(ja: "台本を置く場所が決まりません（HOME がありません）", en: "There is no place for scripts (HOME is not set)"), at: span)
  }
}

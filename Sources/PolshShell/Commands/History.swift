internal import Diagnostics
internal import PolshText
internal import QuerySyntax

extension Command {
  static let history = Command(
    Spelling("history", "履歴"), summary: Message(ja: "入力した文を番号付きで一覧にする", en: "list what was typed, with numbers"),
    examples: [HelpExample("history", "履歴", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    let all = session.earlierLines + session.typedLines
    if all.isEmpty { return session.say(Message(ja: "まだ何も入力していません。", en: "Nothing has been typed yet.")) }
    // What was typed today in full, and of earlier days as much as a window holds.
    let shown = max(session.typedLines.count, min(all.count, 40))
    let width = String(all.count).count
    for (place, line) in all.enumerated().suffix(shown) {
      let number = String(place + 1)
      let blanks = String(repeating: " ", count: width - number.count)
      try session.output.write("\(blanks)\(number)  \(SafeText.oneLine(line))\n")
    }
  }
}

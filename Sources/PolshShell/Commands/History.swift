internal import Diagnostics
internal import PolshText
internal import QuerySyntax

extension Command {
  static let history = Command(
    Spelling("history", "履歴"), summary: Message(ja: "入力した行の一覧", en: "the lines typed before")
  ) { _, session throws(Diagnostic) in
    for line in session.typedLines.suffix(200) { try session.output.write(SafeText.oneLine(line) + "\n") }
  }
}

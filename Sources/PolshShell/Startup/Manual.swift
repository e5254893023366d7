internal import Diagnostics
internal import QueryLanguage
internal import QuerySyntax

extension Session {
  /// The reference of the language as Markdown, from the values that define it.
  func writeManual() throws(Diagnostic) {
    var text = Message(ja: "# polsh の言葉\n", en: "# The language of polsh\n")[language]
    text += Message(ja: "\n## 命令\n", en: "\n## Verbs\n")[language]
    for verb in VerbRegistry.all {
      let spelling = verb.grammar.spelling
      text +=
        "\n### \(spelling.en) / \(spelling.ja.joined(separator: "・"))\n\n\(verb.summary[language])\n\n\(verb.details[language])\n"
      for example in verb.examples {
        text += "\n- `\(language == .ja ? example.ja : example.en)` — \(example.purpose[language])\n"
      }
    }
    text += Message(ja: "\n## 関数\n", en: "\n## Functions\n")[language]
    for function in FunctionRegistry.all {
      text +=
        "\n- **\(function.spelling.en) / \(function.spelling.ja.joined(separator: "・"))** `\(function.parameters[language])` — \(function.summary[language])\n"
    }
    text += Message(ja: "\n## 操作\n", en: "\n## Commands\n")[language]
    for command in CommandRegistry.all {
      text +=
        "\n- **\(command.name) / \(command.grammar.spelling.ja.joined(separator: "・"))** — \(command.summary[language])\n"
    }
    try output.write(text)
  }
}

internal import Diagnostics
internal import QueryLanguage

extension HelpPage {
  /// The page of a saved or bundled script: its documentation and what can be changed when it is run.
  init(script: ScriptPlaces.Script) {
    let head = ScriptHead(path: script.path)
    self.init(
      title: script.name, kind: .script,
      summary: Message(
        ja: head.purpose.ja.isEmpty ? "台本" : head.purpose.ja, en: head.purpose.en.isEmpty ? "a script" : head.purpose.en
      ))
    let arguments = head.parameters.first.map { " \($0.name)=\($0.value)" } ?? ""
    blocks.append(.usage([Message(ja: "実行 \(script.name)\(arguments)", en: "run \(script.name)\(arguments)")]))
    if !head.remarks.isEmpty {
      blocks.append(
        .text(
          Message(
            ja: head.remarks.map(\.ja).joined(separator: " "), en: head.remarks.map(\.en).joined(separator: " "))))
    }
    if !head.parameters.isEmpty {
      blocks.append(
        .list(
          Message(ja: "引数", en: "Arguments"),
          head.parameters.map {
            .init(Message(same: "\($0.name)=\($0.value)"), $0.purpose)
          }))
    }
    blocks.append(.text(Message(same: script.path)))
  }
}

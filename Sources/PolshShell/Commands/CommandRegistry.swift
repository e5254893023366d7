internal import Diagnostics

/// All commands of the shell, by what they are for, in the order in which help lists them.
enum CommandRegistry {
  /// Commands that serve one purpose.
  struct Group {
    var title: Message
    var commands: [Command]
  }

  static let groups: [Group] = [
    Group(
      title: Message(ja: "データ", en: "data"),
      commands: [.load, .use, .showTables, .showScales, .describeScale, .checkData, .connect]),
    Group(
      title: Message(ja: "結果", en: "results"), commands: [.showNotes, .undo, .redo, .source, .explain, .sql, .timer]),
    Group(
      title: Message(ja: "台本と記録", en: "scripts and records"),
      commands: [.save, .run, .check, .showScripts, .format, .history, .log, .logOff]),
    Group(title: Message(ja: "その他", en: "the rest"), commands: [.help, .lang, .quit]),
  ]

  static let all: [Command] = groups.flatMap(\.commands)

  static func command(_ name: String) -> Command? { all.first { $0.name == name } }
}

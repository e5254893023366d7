/// All commands of the shell, in the order in which help lists them.
enum CommandRegistry {
  static let all: [Command] = [
    .load, .use, .showTables, .showScales, .describeScale, .save, .run, .showScripts, .showNotes, .help, .lang, .timer,
    .format, .history, .quit,
    .connect, .sql, .explain, .undo, .redo, .check, .checkData, .log, .logOff, .source,
  ]

  static func command(_ name: String) -> Command? { all.first { $0.name == name } }
}

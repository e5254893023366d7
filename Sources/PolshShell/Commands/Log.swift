internal import DataFormats
internal import Diagnostics
internal import PolshSystem
internal import QuerySyntax

extension Command {
  static let log = Command(
    Spelling("log", "記録"), [.string("file", isFile: true)],
    summary: Message(
      ja: "ここからのやりとりをファイルにも残す: 記録 'ファイル.txt'", en: "from here on, keep the session's text in a file too: log 'FILE.txt'"
    )
  ) { call, session throws(Diagnostic) in
    guard let file = call.string("file") else { return }
    if session.settings.isSafe { throw .safeMode(file.span) }
    var path = file.raw
    let overwrite = path.hasPrefix("!")
    if overwrite { path.removeFirst() }
    let log: SessionLog
    do throws(FileFailure) {
      log = try SessionLog(path: path, overwrite: overwrite)
    } catch {
      throw FileMessages.diagnostic(error, path: path, writing: true, at: file.span)
    }
    session.say(
      Message(
        ja: "ここからのやりとりを \(path) にも残します（やめるときは「記録 切」）。",
        en: "From here on the session is kept in \(path) too (log off ends it)."))
    session.output.begin(log)
  }

  static let logOff = Command(
    Spelling("log", "記録"), second: .off,
    summary: Message(ja: "記録をやめる: 記録 切", en: "end the log: log off")
  ) { _, session throws(Diagnostic) in
    guard let path = session.output.log?.path else {
      return session.say(Message(ja: "記録はしていません。", en: "No log is being kept."))
    }
    session.say(Message(ja: "記録を終わりました: \(path)", en: "The log has ended: \(path)"))
    session.output.end()
  }
}

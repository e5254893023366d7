internal import DataFormats
internal import Diagnostics
internal import PolshSystem
internal import QuerySyntax

extension Command {
  static let log = Command(
    Spelling("log", "記録"), [.string("file", isFile: true)],
    summary: Message(
      ja: "ここからのやりとりをファイルにも残す", en: "from here on, keep the session's text in a file too"
    ),
    details: Message(
      ja: "入力と答えがそのまま、色などを除いて残ります。ファイルがもうあれば止まります。上書きは 記録 '!ファイル' です。",
      en:
        "Input and answers are kept as they are, without colours. An existing file is refused unless the name begins with !."
    ),
    examples: [HelpExample("log 'today.txt'", "記録 'today.txt'", outcome: .isOnlyShown)]
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
    summary: Message(ja: "記録をやめる", en: "end the log"),
    examples: [HelpExample("log off", "記録 切", outcome: .isOnlyShown)]
  ) { _, session throws(Diagnostic) in
    guard let path = session.output.log?.path else {
      return session.say(Message(ja: "記録はしていません。", en: "No log is being kept."))
    }
    session.say(Message(ja: "記録を終わりました: \(path)", en: "The log has ended: \(path)"))
    session.output.end()
  }
}

internal import DataFormats
public import Diagnostics
internal import PolshSystem
internal import Presentation

/// Starts a session as the command line asks, and gives its exit status.
@MainActor
public enum Startup {
  /// `--lang`, otherwise Japanese where the locale is Japanese.
  public static func language(asked: String?) -> Language {
    if let asked, let language = Language(rawValue: asked) { return language }
    let locale =
      Environment.nonEmpty("LC_ALL") ?? Environment.nonEmpty("LC_MESSAGES") ?? Environment.nonEmpty("LANG") ?? ""
    return locale.hasPrefix("ja") ? .ja : .en
  }

  /// A command line that cannot be used: one line and status 2.
  public static func refuse(_ message: Message, language: Language) -> Int32 {
    let more = Message(ja: "使い方: polsh --help", en: "Usage: polsh --help")
    StandardError.write("polsh: \(message[language])\n\(more[language])\n")
    return 2
  }

  public static func run(_ request: LaunchRequest) -> Int32 {
    Stack.makeRoom()
    StandardStreams.secure()
    Interrupt.install()
    let language = language(asked: request.language)
    if request.wantsHelp { return write(Usage.text[language]) }
    if request.wantsVersion { return write(Version.text + "\n") }
    var settings = Session.Settings()
    settings.language = language
    settings.format = request.format ?? .table
    settings.isSafe = request.isSafe
    settings.isPlain = Terminal.isDumb
    settings.documents = Environment.nonEmpty("POLSH_DOCUMENTS")
    settings.isASCII = !Terminal.saysUTF8
    if Terminal.isTerminal(.output), !Terminal.isDumb {
      settings.width = Terminal.size.columns
      settings.usesColor = Environment.nonEmpty("NO_COLOR") == nil
    }
    let session = Session(settings: settings, output: StandardSessionOutput())
    if request.wantsManual { return finish(session) { () throws(Diagnostic) in try session.writeManual() } }
    let files: Files
    do {
      files = try Files(request.files)
    } catch {
      return refuse(error.message, language: language)
    }
    let status = finish(session) { () throws(Diagnostic) in
      try open(session, request)
      session.upcomingText = request.statements
      for path in files.tables { try session.load(path, as: nil, LoadOptions()) }
      if let script = files.script {
        try session.runScript(script, arguments: files.arguments)
      } else if let statements = request.statements {
        try session.run(statements, inScript: true)
      } else if Terminal.isTerminal(.input) {
        session.settings.isInteractive = Terminal.isTerminal(.output)
        InteractiveSession(session, remembers: !request.usesNoConfiguration).run()
      } else {
        session.readsStatementsFromInput = true
        try session.run(try standardInput(), inScript: true)
      }
    }
    // With tables of millions of texts it takes longer to take the session apart than to end the process.
    return withExtendedLifetime(session) { Program.exit(status) }
  }

  /// Opens the data package, if one is named or found.
  private static func open(_ session: Session, _ request: LaunchRequest) throws(Diagnostic) {
    guard let directory = DataPlaces.package(named: request.dataDirectory) else {
      let isQuiet = !request.files.isEmpty || request.statements == nil && Terminal.isTerminal(.input)
      if !isQuiet { session.say(Message(ja: "データは開いていません。", en: "No data is open.")) }
      return
    }
    try session.open(directory)
  }

  private static func standardInput() throws(Diagnostic) -> String {
    do {
      return try TextCheck.text(try FileBlocks.readFile("-"), name: "-")
    } catch let failure as FileFailure {
      throw FileMessages.diagnostic(failure, path: "-", writing: false, at: nil)
    } catch let diagnostic as Diagnostic {
      throw diagnostic
    } catch {
      return ""
    }
  }

  private static func write(_ text: String) -> Int32 {
    do {
      try StandardOutput.write(text)
      return 0
    } catch .closedPipe {
      return 0
    } catch {
      return 1
    }
  }

  /// Runs and turns what went wrong into a message and a status.
  private static func finish(_ session: Session, _ body: () throws(Diagnostic) -> Void) -> Int32 {
    do {
      try body()
      return 0
    } catch {
      if error.isClosedOutput { return 0 }
      session.show(error)
      if error.isInterruption { return 130 }
      return error.isFailedExpectation ? 3 : 1
    }
  }
}

/// The files of the command line: one script with its arguments, or tables to load.
struct Files {
  var script: String?
  var arguments: [(name: String, text: String)] = []
  var tables: [String] = []

  init(_ words: [String]) throws(Diagnostic) {
    for word in words {
      if script == nil, tables.isEmpty, word.hasSuffix(".polsh") {
        script = word
      } else if script != nil {
        guard let equal = word.firstIndex(of: "="), equal != word.startIndex else {
          throw Diagnostic(
            nil,
            Message(ja: "台本の引数は 名前=値 の形で書きます（「\(word)」）", en: "Script arguments are written name=value, not \(word)"))
        }
        arguments.append((String(word[..<equal]), String(word[word.index(after: equal)...])))
      } else {
        tables.append(word)
      }
    }
  }
}

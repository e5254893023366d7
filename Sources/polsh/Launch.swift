import Diagnostics
import Glibc
import PolshShell

/// Reads the command line and starts what it asks for.
@MainActor
enum Launch {
  /// The exit status: 0 done, 1 query or data error, 2 usage, 3 a failed `expect`, 130 interrupted.
  static func run(_ arguments: [String]) -> Int32 {
    do {
      return Startup.run(try read(arguments))
    } catch {
      return Startup.refuse(error.message, language: Startup.language(asked: error.language))
    }
  }

  /// What is wrong with the command line, and the language to say it in, as far as it could be read.
  private struct Usage: Error {
    var message: Message
    var language: String?
  }

  private static func read(_ arguments: [String]) throws(Usage) -> LaunchRequest {
    let words: CommandLineWords
    do {
      words = try CommandLineWords(plain: arguments) ?? CommandLineWords(parsing: arguments)
    } catch {
      throw Usage(message: UsageMessages.unreadable(arguments), language: UsageMessages.language(in: arguments))
    }
    var request = LaunchRequest()
    request.statements = words.statements
    request.files = words.arguments
    request.dataDirectory = words.data
    request.isSafe = words.safe
    request.usesNoConfiguration = words.noConfig
    request.wantsVersion = words.version
    request.wantsHelp = words.help
    request.wantsManual = words.manual
    request.language = words.lang
    if let lang = words.lang, Language(rawValue: lang) == nil {
      throw Usage(
        message: Message(ja: "--lang には ja か en を書きます（「\(lang)」）", en: "--lang takes ja or en, not \(lang)"),
        language: nil)
    }
    if let name = words.format {
      guard let format = Session.OutputFormat(rawValue: name) else {
        let known = Session.OutputFormat.allCases.map(\.rawValue).joined(separator: ", ")
        throw Usage(
          message: Message(
            ja: "--format には \(known) のどれかを書きます（「\(name)」）", en: "--format takes one of \(known), not \(name)"),
          language: words.lang)
      }
      request.format = format
    }
    return request
  }
}

/// What is said when the command line cannot be read; the argument library's own texts are English only.
enum UsageMessages {
  private static let withValue = ["-c", "--format", "--lang", "--data"]
  private static let flags = ["--safe", "--no-config", "--version", "--help", "--manual"]

  static func unreadable(_ arguments: [String]) -> Message {
    var index = 0
    while index < arguments.count {
      let argument = arguments[index]
      if argument == "--" { break }
      if withValue.contains(argument) {
        if index + 1 >= arguments.count || flags.contains(arguments[index + 1])
          || withValue.contains(arguments[index + 1])
        {
          return Message(ja: "\(argument) の後に値が要ります", en: "\(argument) needs a value")
        }
        index += 2
        continue
      }
      let name = argument.split(separator: "=", maxSplits: 1).first.map(String.init) ?? argument
      if argument.hasPrefix("-"), argument.count > 1, !flags.contains(argument), !withValue.contains(name) {
        return Message(ja: "「\(argument)」という指定はありません", en: "No option \(argument)")
      }
      index += 1
    }
    return Message(ja: "指定が読めません", en: "The command line cannot be read")
  }

  /// The language asked for, found without the library.
  static func language(in arguments: [String]) -> String? {
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count { return arguments[index + 1] }
      if argument.hasPrefix("--lang=") { return String(argument.dropFirst(7)) }
    }
    return nil
  }
}

/// Leaves with a status.
func exit(status: Int32) -> Never { Glibc.exit(status) }

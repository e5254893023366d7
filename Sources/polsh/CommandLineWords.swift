import ArgumentParser

/// The words of the command line, each where it belongs.
struct CommandLineWords {
  var statements: String?
  var format: String?
  var lang: String?
  var data: String?
  var safe = false
  var noConfig = false
  var version = false
  var help = false
  var manual = false
  var arguments: [String] = []

  /// As the argument library reads them.
  ///
  /// - Throws: its own error, in English.
  init(parsing words: [String]) throws {
    let options = try Options.parse(words)
    statements = options.statements
    format = options.format
    lang = options.lang
    data = options.data
    safe = options.safe
    noConfig = options.noConfig
    version = options.version
    help = options.help
    manual = options.manual
    arguments = options.arguments
  }

  /// A command line of nothing but files, flags, and options with their values behind them; nil for any other.
  ///
  /// The library looks at its declarations through reflection, which takes a fifth of the time of a whole short question. A
  /// command line about which it could say anything else is left to it: `--format=csv`, `--`, a word twice, a slip.
  init?(plain words: [String]) {
    var rest = words[...]
    var seen: [String] = []
    while let word = rest.popFirst() {
      guard let first = word.utf8.first else { return nil }
      if first != UInt8(ascii: "-") {
        arguments.append(word)
        continue
      }
      if seen.contains(word) { return nil }
      seen.append(word)
      let isRead: Bool
      switch word {
      case "-c": isRead = Self.takeValue(from: &rest, into: &statements)
      case "--format": isRead = Self.takeValue(from: &rest, into: &format)
      case "--lang": isRead = Self.takeValue(from: &rest, into: &lang)
      case "--data": isRead = Self.takeValue(from: &rest, into: &data)
      case "--safe": (safe, isRead) = (true, true)
      case "--no-config": (noConfig, isRead) = (true, true)
      case "--version": (version, isRead) = (true, true)
      case "--help": (help, isRead) = (true, true)
      case "--manual": (manual, isRead) = (true, true)
      default: isRead = false
      }
      if !isRead { return nil }
    }
  }

  /// The word behind an option, unless it may be an option itself.
  private static func takeValue(from rest: inout ArraySlice<String>, into value: inout String?) -> Bool {
    guard let word = rest.first, let first = word.utf8.first, first != UInt8(ascii: "-") else { return false }
    value = rest.removeFirst()
    return true
  }
}

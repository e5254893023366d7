import ArgumentParser

/// What may stand on the command line, declared for the argument library.
struct Options: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "polsh", helpNames: [])

  @Option(name: .customShort("c")) var statements: String?
  @Option(name: .long) var format: String?
  @Option(name: .long) var lang: String?
  @Option(name: .long) var data: String?
  @Flag(name: .long) var safe = false
  @Flag(name: .customLong("no-config")) var noConfig = false
  @Flag(name: .long) var version = false
  @Flag(name: .long) var help = false
  @Flag(name: .long) var manual = false
  @Argument var arguments: [String] = []
}

import Diagnostics
import PolshShell

/// The program: arguments in, an exit status out.
@main
@MainActor
enum Main {
  static func main() {
    let arguments = Array(CommandLine.arguments.dropFirst())
    exit(status: Launch.run(arguments))
  }
}

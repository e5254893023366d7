import Diagnostics
import Foundation
import Testing

@testable import PolshShell

/// The examples of commands, run by the program in a folder that has the files and scripts they name.
@Suite struct CommandExampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var command: String
    var texts: [String]
    var testDescription: String { command + ": " + texts[0] }
  }

  static let cases: [Case] = {
    let own = CommandRegistry.all.flatMap { command in
      command.examples.map { Case(command: command.name, texts: [$0.en, $0.ja]) }
    }
    let topics = Topic.all.flatMap(\.blocks).flatMap { block -> [HelpExample] in
      if case .examples(_, let examples) = block { return examples }
      return []
    }
    let shown = (WordPage.all.flatMap(\.examples) + topics).filter { $0.outcome == .isOnlyShown }
    return own + shown.map { Case(command: "help", texts: [$0.en, $0.ja]) }
  }()

  @Test("an example of a command can be run", arguments: cases)
  func run(_ one: Case) throws {
    for text in one.texts {
      let shell = ShellCommand()
      try shell.write("name,amount\na,1\nb,2\nc,3\n", to: "budget.csv")
      try shell.write("old\n", to: "result.csv.old")
      try shell.write(RecipeExample.document.en + "\n", to: "plan.txt")
      let recipes = shell.folder + "/.local/share/polsh/recipes"
      try FileManager.default.createDirectory(atPath: recipes, withIntermediateDirectories: true)
      try shell.write(RecipeExample.recipe.en + "\n", to: ".local/share/polsh/recipes/our-plan.recipe")
      let scripts = shell.folder + "/.local/share/polsh/scripts"
      try FileManager.default.createDirectory(atPath: scripts, withIntermediateDirectories: true)
      try shell.write("param year = R3\nt | where y = $year | count\n", to: ".local/share/polsh/scripts/monthly.polsh")
      try FileManager.default.createSymbolicLink(
        atPath: shell.folder + "/city", withDestinationPath: Repository.package("other"))
      try shell.write(text + "\n", to: "typed")
      let outcome = try shell.start("polsh < typed", language: .en, package: Repository.package("examples"))
      #expect(outcome.status == 0, "\(text): \(String(decoding: outcome.errors, as: UTF8.self))")
    }
  }
}

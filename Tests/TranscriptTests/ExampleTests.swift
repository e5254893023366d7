import Diagnostics
import Foundation
import PolshShell
import Testing

@testable import QueryLanguage

/// The examples that help shows, run in both spellings on the small table `t`.
@Suite struct ExampleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var owner: String
    var example: Example
    var testDescription: String { owner + ": " + example.en }
  }

  static let cases: [Case] =
    VerbRegistry.all.flatMap { verb in verb.examples.map { Case(owner: verb.grammar.spelling.en, example: $0) } }
    + FunctionRegistry.all.flatMap { entry in entry.examples.map { Case(owner: entry.spelling.en, example: $0) } }

  @Test("an example answers what help says", arguments: cases)
  func run(_ one: Case) throws {
    for text in [one.example.en, one.example.ja] {
      let answer = try Answers.csv(text, package: "examples")
      if let expected = one.example.result {
        #expect(answer == expected + "\n", "\(text)")
      }
    }
  }

  @Test(
    "a verb that is there has an example",
    arguments: VerbRegistry.all.filter { $0.build != nil }.map(\.grammar.spelling.en))
  func verbHasExample(_ name: String) throws {
    let verb = try #require(VerbRegistry.verb(name))
    // These two only write files or print in the middle: nothing a one-line example could show.
    #expect(!verb.examples.isEmpty || ["export", "peek"].contains(name))
  }

  @Test("a function that is there has an example", arguments: FunctionRegistry.all.map(\.spelling.en))
  func functionHasExample(_ name: String) throws {
    let entry = try #require(FunctionRegistry.function(name))
    if case .planned = entry.kind { return }
    #expect(!entry.examples.isEmpty)
  }
}

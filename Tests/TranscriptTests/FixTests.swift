import Diagnostics
import Foundation
import Testing

/// Every fix that the errors of these transcripts offer: carried out, the text can be read, and the same error is gone.
@Suite struct FixTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var package: String
    var testDescription: String { text }
  }

  private static let transcripts = ["errors", "habits", "macros"]

  static let cases: [Case] = transcripts.flatMap { name -> [Case] in
    guard let text = try? Repository.text(Repository.transcripts + "/\(name).transcript") else { return [] }
    var package = "municipal"
    var cases: [Case] = []
    for entry in Transcript(text).entries {
      switch entry.input {
      case .directive("data", let name): package = name
      case .typed(let text): cases.append(Case(text: text, package: package))
      default: break
      }
    }
    return cases
  }

  /// What a text that cannot be read at all is called.
  private let unreadable: Set<String> = ["E05", "E22", "E32"]

  @Test("an offered fix helps", arguments: cases)
  func apply(_ one: Case) throws {
    guard let fault = try Answers.fault(one.text, package: one.package) else { return }
    // Either way of splitting a word may turn out to say nothing: which one was meant only the person knows.
    if fault.code == "E04" { return }
    for fix in fault.fixes where !fix.edits.isEmpty {
      let fixed = try #require(fix.applied(to: one.text), "\(fix.label.en): the edits do not fit")
      #expect(fixed != one.text)
      guard let next = try Answers.fault(fixed, package: one.package), !next.isFailedExpectation else { continue }
      let code = next.code ?? ""
      #expect(
        code != fault.code && !unreadable.contains(code),
        "\(fault.code ?? "") → \(fixed) → \(code) \(next.message.en)")
    }
  }
}

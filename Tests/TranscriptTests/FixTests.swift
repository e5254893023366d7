import Diagnostics
import Foundation
import Testing

/// Every fix that the errors of the transcripts offer, carried out in each language: the text can be read, and the same
/// error is gone.
@Suite struct FixTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var testDescription: String { name }
  }

  /// What is typed in a transcript, each with the package open then.
  private func inputs(_ name: String) throws -> [(text: String, package: String?)] {
    var package: String? = "municipal"
    var seen: Set<String> = []
    var inputs: [(text: String, package: String?)] = []
    for entry in Transcript(try Repository.text(Repository.transcripts + "/" + name)).entries {
      switch entry.input {
      case .directive("data", let name): package = name == "none" ? nil : name
      case .typed(let text) where seen.insert("\(package ?? "") \(text)").inserted: inputs.append((text, package))
      default: break
      }
    }
    return inputs
  }

  /// What a text that cannot be read at all is called.
  private let unreadable: Set<String> = ["E05", "E22", "E32"]

  @Test("an offered fix helps", arguments: TranscriptTests.names)
  func apply(_ name: String) throws {
    for (text, package) in try inputs(name) {
      for language in Language.allCases {
        guard let fault = try Answers.fault(text, package: package, language: language) else { continue }
        // Either way of splitting a word may turn out to say nothing: which one was meant only the person knows.
        if fault.code == "E04" { continue }
        for fix in fault.fixes where !fix.edits.isEmpty {
          let fixed = try #require(fix.applied(to: text, language), "\(fix.label.en): the edits do not fit")
          #expect(fixed != text)
          guard let next = try Answers.fault(fixed, package: package, language: language), !next.isFailedExpectation
          else { continue }
          let code = next.code ?? ""
          #expect(
            code != fault.code && !unreadable.contains(code),
            "\(language) \(fault.code ?? "") \(text) → \(fixed) → \(code) \(next.message.en)")
        }
      }
    }
  }
}

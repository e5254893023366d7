import Diagnostics
import Foundation
import Testing

@testable import PolshShell

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

  /// Whether an error only says that the person has not finished typing: the fix put in a verb that wants more.
  private func asksForMore(_ fault: Diagnostic) -> Bool { fault.message.en.hasPrefix("The statement ends too early") }

  /// What a text that cannot be read at all is called.
  private let unreadable: Set<String> = ["E05", "E22", "E32"]

  /// Asks questions of one session, each as if it were the first.
  private final class Desk {
    private let session: Session
    private let fresh: SessionState
    private let language: Language

    init(_ package: String?, _ language: Language) throws {
      session = try Answers.session(package: package, language: language, format: .csv).session
      session.settings.isSafe = true
      fresh = SessionState(session)
      self.language = language
    }

    func fault(_ text: String) -> Diagnostic? {
      defer { fresh.restore(session) }
      do throws(Diagnostic) {
        try session.run(text, inScript: text.contains("\n"))
        return nil
      } catch {
        return error
      }
    }
  }

  @Test("an offered fix helps", arguments: TranscriptTests.names)
  func apply(_ name: String) throws {
    for language in Language.allCases {
      var desks: [String?: Desk] = [:]
      for (text, package) in try inputs(name) {
        let desk = try desks[package] ?? Desk(package, language)
        desks[package] = desk
        guard let fault = desk.fault(text) else { continue }
        // Either way of splitting a word may turn out to say nothing: which one was meant only the person knows.
        if fault.code == "E04" { continue }
        for fix in fault.fixes where !fix.edits.isEmpty {
          let fixed = try #require(fix.applied(to: text, language), "\(fix.label.en): the edits do not fit")
          #expect(fixed != text)
          guard let next = desk.fault(fixed), !next.isFailedExpectation else { continue }
          if fault.code == "E02", asksForMore(next) { continue }
          let code = next.code ?? ""
          // A further fault of the kind, behind what was put right, is one of its own.
          let growth = max(0, fixed.utf8.count - text.utf8.count)
          let isLater = (next.span?.start ?? 0) > (fault.span?.end ?? 0) + growth
          #expect(
            code == fault.code ? isLater : !unreadable.contains(code),
            "\(language) \(fault.code ?? "") \(text) → \(fixed) → \(code) \(next.message.en)")
        }
      }
    }
  }
}

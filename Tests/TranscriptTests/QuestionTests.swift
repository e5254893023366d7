import Diagnostics
import Foundation
import Testing

/// The forty questions of the language's contract (`questions.txt`), put in both spellings to the bundled data.
@Suite struct QuestionTests {
  struct Question: Sendable, CustomTestStringConvertible {
    var number: Int
    var title: String
    var en = ""
    var ja = ""
    var testDescription: String { "\(number) \(title)" }
  }

  static let questions: [Question] = {
    guard let text = try? Repository.text(Repository.transcripts + "/questions.txt") else { return [] }
    var questions: [Question] = []
    var path: WritableKeyPath<Question, String>?
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("@ ") {
        let words = line.dropFirst(2).split(separator: " ", maxSplits: 1)
        guard words.count == 2, let number = Int(words[0]) else { continue }
        questions.append(Question(number: number, title: String(words[1])))
      } else if line.hasPrefix("en:") || line.hasPrefix("ja:") {
        path = line.hasPrefix("en:") ? \.en : \.ja
        if let path, let last = questions.indices.last {
          questions[last][keyPath: path] = line.dropFirst(3).trimmingCharacters(in: .whitespaces)
        }
      } else if let path, let last = questions.indices.last {
        questions[last][keyPath: path] += "\n" + line
      }
    }
    return questions
  }()

  @Test("all forty are there") func complete() {
    #expect(Self.questions.map(\.number) == Array(1...40))
    #expect(Self.questions.allSatisfy { !$0.en.isEmpty && !$0.ja.isEmpty })
  }

  @Test("a question has one answer in both spellings", arguments: questions)
  func ask(_ question: Question) throws {
    var answers: [ShellCommand.Outcome] = []
    for text in [question.en, question.ja] {
      // A folder each: some questions write files.
      let shell = ShellCommand()
      try shell.write(text + "\n", to: "question.polsh")
      answers.append(
        try shell.start("polsh --format csv question.polsh", language: .en, package: Repository.package("municipal")))
    }
    let said = answers.map { String(decoding: $0.errors, as: UTF8.self) }
    #expect(answers[0].status == answers[1].status, "\(said)")
    #expect(String(decoding: answers[0].output, as: UTF8.self) == String(decoding: answers[1].output, as: UTF8.self))
    if answers[0].status == 0 || answers[0].status == 3 && question.number == 39 { return }
    for text in said { #expect(waits(text, question), "\(text)") }
  }

  /// Whether a refusal only says that something is still to come: a verb, or a table that the data do not have yet.
  private func waits(_ text: String, _ question: Question) -> Bool {
    if text.contains("is known but not there yet") { return true }
    // The column comes with the document itself.
    if question.number == 9, text.contains("effort_note") || text.contains("取組評価") { return true }
    return ["program", "policy", "task", "事業", "施策", "計画"].contains { text.contains("E33  No table " + $0) }
  }
}

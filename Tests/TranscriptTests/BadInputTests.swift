import Diagnostics
import Foundation
import Testing

/// Input that nobody types and a program must live through: a clear answer in both languages, no trap, no long wait.
@Suite struct BadInputTests {
  private func fault(_ text: String, code: String?, package: String = "other") throws {
    let started = ContinuousClock.now
    let fault = try #require(try Answers.fault(text, package: package))
    #expect(fault.code == code, "\(fault.message.en.prefix(200))")
    #expect(!fault.message.ja.isEmpty && !fault.message.en.isEmpty && fault.message.ja != fault.message.en)
    if let span = fault.span { #expect(span.start >= 0 && span.end <= text.utf8.count) }
    // Shown as a person would see it: short, whatever the length of the text.
    let (session, recording) = try Answers.session(package: package, language: .ja, format: .table)
    var shown = fault
    shown.source = SourceText(text: text)
    session.show(shown)
    let lines = recording.takeLines()
    #expect(lines.count <= 6 && lines.allSatisfy { $0.count < 400 }, "\(lines.map { $0.prefix(120) })")
    #expect(ContinuousClock.now - started < .seconds(20))
  }

  @Test("a line of a megabyte without sense")
  func longLine() throws {
    try fault("bridge | where " + String(repeating: "x", count: 1 << 20), code: "E01")
    try fault(String(repeating: "橋", count: 350_000), code: "E33")
    try fault("bridge | where name = '" + String(repeating: "橋", count: 350_000), code: "E22")
  }

  @Test("a hundred thousand parentheses, open, closed, and around a value")
  func parentheses() throws {
    let open = String(repeating: "(", count: 100_000)
    let close = String(repeating: ")", count: 100_000)
    try fault("bridge | derive d = " + open + "1" + close, code: "E32")
    try fault("bridge | derive d = " + open, code: "E32")
    try fault("bridge | derive d = 1" + close, code: "E32")
    try fault(open + "bridge", code: "E32")
    try fault("bridge | where " + String(repeating: "not ", count: 100_000) + "danger = 1", code: "E32")
    try fault("bridge | derive d = " + String(repeating: "- ", count: 100_000) + "1", code: "E32")
    try fault("bridge | where danger in " + String(repeating: "[", count: 100_000), code: "E32")
    try fault("bridge | derive d = " + String(repeating: "if true then ", count: 100_000), code: "E32")
    try fault("bridge | derive d = " + String(repeating: "abs(", count: 100_000), code: "E32")
  }

  @Test("nesting within the limit is read")
  func someParentheses() throws {
    let text =
      "bridge | take 1 | select d = " + String(repeating: "(", count: 150) + "danger"
      + String(repeating: ")", count: 150)
    #expect(try Answers.csv(text, package: "other") == "d\n3\n")
  }

  @Test("a chain of more parts than anybody writes is refused")
  func longChains() throws {
    try fault("bridge | take 1 | select d = danger" + String(repeating: " + 1", count: 500_000), code: "E32")
    try fault("bridge | where danger >= 0" + String(repeating: " and danger >= 0", count: 20_000), code: "E32")
    try fault("bridge | take 1 | select d = danger" + String(repeating: " ?? danger", count: 20_000), code: "E32")
    try fault("bridge | where danger in [3" + String(repeating: ", 3", count: 100_000) + "]", code: "E32")
    try fault("bridge" + String(repeating: " | where danger >= 0", count: 20_000), code: "E32")
  }

  @Test("a long chain within the limit is answered")
  func chains() throws {
    let sum = "bridge | take 1 | select d = danger" + String(repeating: " + 1", count: 1_900)
    #expect(try Answers.csv(sum, package: "other") == "d\n1903\n")
    let and = "bridge | where danger >= 0" + String(repeating: " and danger >= 0", count: 1_900) + " | count"
    #expect(try Answers.csv(and, package: "other") == "count\n6\n")
    let among = "bridge | where danger in [3" + String(repeating: ", 3", count: 1_900) + "] | count"
    #expect(try Answers.csv(among, package: "other") == "count\n1\n")
    let pipes = "bridge" + String(repeating: " | where danger >= 0", count: 150) + " | count"
    #expect(try Answers.csv(pipes, package: "other") == "count\n6\n")
  }

  @Test("a million digits")
  func numbers() throws {
    try fault("bridge | derive d = " + String(repeating: "9", count: 1_000_000), code: "E19")
    try fault("bridge | derive d = 1." + String(repeating: "9", count: 1_000_000), code: "E19")
    try fault("bridge | take 99999999999999999999999999999999999999999999", code: "E19")
  }

  @Test("NUL, control characters, invisible characters")
  func invisible() throws {
    try fault("bridge | \u{0} count", code: "E05")
    try fault("bridge | \u{200B}count", code: "E05")
    try fault("bridge | \u{1B}[31mcount", code: "E05")
    try fault("bridge | where name = \u{2025}", code: "E05")
  }

  @Test("a quote that nobody closes", arguments: ["「", "『", "'", "\"", "`", "【", "“"])
  func openQuote(_ quote: String) throws {
    try fault("bridge | where name = " + quote + "青葉橋", code: "E22")
  }
}

import Diagnostics
import Testing

/// A plain command line is read without the argument library, and means what the library makes of it.
@Suite struct CommandLineTests {
  /// Options with their values, flags, files, slips.
  private static let pieces = [
    "-c 'bridge | count'", "-c bridge", "-c ''", "-c -1", "-c--", "--format csv", "--format json", "--format=csv",
    "--format xml", "--format ''", "--lang ja", "--lang en", "--lang=en", "--lang fr", "--data \"$PACKAGES/other\"",
    "--data nowhere", "--safe", "--no-config", "--version", "--help", "--Safe", "--form csv", "-h", "-x", "-", "''",
    "none.csv", "none.polsh", "a=1", "名前=値", "csv",
  ]

  @Test("the library, which a last -- calls in, reads every command line as it is read without it")
  func sameAsLibrary() throws {
    let shell = ShellCommand()
    var numbers = SystemRandomNumberGenerator()
    for round in 0..<150 {
      var words = ["polsh"]
      for _ in 0..<Int.random(in: 1...4, using: &numbers) {
        words.append(Self.pieces.randomElement(using: &numbers) ?? "")
      }
      let line = words.joined(separator: " ")
      let language: Language = round % 2 == 0 ? .ja : .en
      let plain = try shell.run(line, language: language, package: nil)
      let library = try shell.run(line + " --", language: language, package: nil)
      #expect(plain == library, "\(line)")
    }
  }

  @Test("as many parentheses as are allowed, each with three more levels of its own, end in an answer or an error")
  func deepNesting() throws {
    let shell = ShellCommand()
    for (start, end) in [("length = length - prev(", ")"), ("round(", ")"), ("1 + length * (", ")"), ("not (", ")")] {
      for count in [100, 190, 198, 250] {
        let expression = String(repeating: start, count: count) + "length" + String(repeating: end, count: count)
        let outcome = try shell.start(
          "polsh --data \"$PACKAGES/other\" -c 'bridge | derive x = \(expression)'", language: .en, package: nil)
        #expect(outcome.status < 2, "\(start) \(count)")
        #expect(!outcome.output.isEmpty || !outcome.errors.isEmpty)
      }
    }
  }
}

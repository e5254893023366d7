import Testing

@testable import PolshSystem

@Suite struct RegularExpressionTests {
  @Test func findsAnywhere() throws {
    #expect(try RegularExpression("健康.*事業").matches("市民の健康づくり事業費"))
    #expect(try !RegularExpression("^事業").matches("健康事業"))
    #expect(try RegularExpression("(?i)total").matches("Grand TOTAL"))
    #expect(try RegularExpression("^.$").matches("組"))
    #expect(try RegularExpression("").matches(""))
    #expect(try RegularExpression("a\0b").matches("xa\0by"))
    #expect(try RegularExpression(#"\p{Hiragana}+"#).matches("ひ"))
    let bytes = Array("予算 1,200".utf8)
    #expect(try RegularExpression("[0-9],").matches(bytes.span))
  }

  @Test func linearTime() throws {
    let text = String(repeating: "a", count: 100_000) + "!"
    let start = Program.nanoseconds
    #expect(try !RegularExpression("(a+)+$").matches(text))
    #expect(Program.nanoseconds - start < 2_000_000_000)
  }

  @Test(
    arguments: [
      ("a(b", .missingParenthesis, nil), ("a)b", .unexpectedParenthesis, nil), ("x[a", .missingBracket, 1..<3),
      ("a\\", .trailingBackslash, nil), ("*a", .nothingToRepeat, 0..<1), ("a**", .badRepeatOperator, 1..<3),
      ("年[z-a]", .badCharacterRange, 4..<7), ("\\q", .badEscape, 0..<2), ("a{1001}", .badRepeatCount, 1..<7),
      ("(?<=a)b", .badGroup, nil), ("((a{500}){500}){500}", .badRepeatCount, nil),
    ] as [(String, RegularExpression.Failure.Reason, Range<Int>?)])
  func mistakesAreExplained(_ pattern: String, _ reason: RegularExpression.Failure.Reason, _ range: Range<Int>?) {
    let failure = #expect(throws: RegularExpression.Failure.self) { try RegularExpression(pattern) }
    #expect(failure?.reason == reason, "\(pattern): \(failure?.text ?? "")")
    if let range { #expect(failure?.range == range) }
    #expect(failure?.text.isEmpty == false)
  }

  @Test func sharedByThreads() async throws {
    let expression = try RegularExpression("(取組|事業)[0-9]+$")
    let found = await withTaskGroup(of: Int.self) { group in
      for _ in 0..<4 {
        group.addTask { (0..<5000).count { expression.matches("予算 事業\($0)") } }
      }
      return await group.reduce(0, +)
    }
    #expect(found == 20_000)
  }
}

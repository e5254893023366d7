import Testing

@testable import PolshSystem

@Suite struct CompletionListTests {
  private func lines(_ candidates: [Completion.Candidate], _ columns: Int, _ rows: Int = 24) -> [String] {
    CompletionList(candidates: candidates, columns: columns, rows: rows, width: width).lines()
  }

  private func width(_ text: String) -> Int { text.unicodeScalars.reduce(0) { $0 + ($1.value < 0x1100 ? 1 : 2) } }

  @Test func columnsGoDown() {
    #expect(lines(["a", "bb", "取組", "d", "e"].map { .init(text: $0) }, 14) == ["a     d", "bb    e", "取組"])
    #expect(lines([.init(text: "only")], 80) == ["only"])
  }

  @Test func notesAreAligned() {
    let candidates = [
      Completion.Candidate(text: "take", note: "最初の行"), .init(text: "事業", note: "x"), .init(text: "none"),
    ]
    #expect(lines(candidates, 40) == ["take  最初の行", "事業  x", "none"])
    #expect(lines(candidates, 12) == ["take  最初…", "事業  x", "none"])
  }

  @Test func neverHigherThanTheScreen() {
    let many = (0..<500).map { Completion.Candidate(text: "候補\($0)") }
    let shown = lines(many, 40, 10)
    #expect(shown.count == 7 && shown.last == "… +476")
    #expect(lines(many.map { .init(text: $0.text, note: "n") }, 40, 10).last == "… +494")
    #expect(lines(many, 1, 1).count == 1)
  }

  @Test func controlCharactersAreShown() {
    #expect(lines([.init(text: "a\u{1B}[31m\n", note: "\u{202E}x")], 40) == ["a\u{FFFD}[31m\u{FFFD}  \u{FFFD}x"])
  }

  @Test func commonBeginning() {
    #expect("amount".commonBeginning(with: "among") == "amo")
    #expect("事業費".commonBeginning(with: "事業名") == "事業")
    #expect("か\u{3099}".commonBeginning(with: "か") == "")
  }
}

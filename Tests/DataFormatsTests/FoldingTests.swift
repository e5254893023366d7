import PolshText
import Testing

@Suite("Blanks in cells")
struct FoldingTests {
  /// As it is meant, character by character.
  private func plain(_ text: String) -> String {
    TextFolding.fold(text).unicodeScalars.split { $0.properties.isWhitespace }.map { String($0) }.joined(separator: " ")
  }

  @Test("Cells with blanks that are not single spaces are put together again as the plain way does")
  func blanks() {
    let pieces: [String] = [
      " ", "\t", "\n", "\r\n", "\u{B}", "\u{C}", "\u{85}", "\u{A0}", "\u{1680}", "\u{2002}", "\u{2028}", "\u{2029}",
      "\u{202F}", "\u{205F}", "\u{3000}", "a", "é", "か", "が", "ｶﾞ", "①", "𠮷", "\u{200B}", "\u{1C}", "Â", "\u{2010}",
    ]
    var state: UInt64 = 7
    for _ in 0..<20_000 {
      var text = ""
      for _ in 0..<8 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      // Two ASCII blanks in a row, so that there is work to do.
      let given = text + "  "
      #expect(Array(TextFolding.cell(given).utf8) == Array(plain(given).utf8), "\(given.debugDescription)")
    }
  }
}

import Testing

@testable import PolshSystem

@Suite("Marking bytes")
struct ByteMarksTests {
  private func padded(_ bytes: [UInt8]) -> [UInt8] {
    bytes + [UInt8](repeating: 0x20, count: (64 - bytes.count % 64) % 64)
  }

  private func bits(_ words: ArraySlice<ByteMarks.Word>, _ part: KeyPath<ByteMarks.Word, UInt64>) -> [Int] {
    words.enumerated().flatMap { index, word in
      (0..<64).filter { word[keyPath: part] >> UInt64($0) & 1 != 0 }.map { index * 64 + $0 }
    }
  }

  @Test func marksStandWhereTheBytesStand() {
    let letters = Array("a,\n\"\r 市;".utf8)
    for _ in 0..<300 {
      let bytes = padded((0..<Int.random(in: 1...300)).map { _ in letters.randomElement() ?? 0 })
      var marks = ByteMarks(separator: 0x2C, checksUTF8: false)
      marks.begin()
      marks.mark(bytes.span)
      let words = marks.words[..<(bytes.count / 64)]
      for (part, byte) in [
        (\ByteMarks.Word.separators, UInt8(ascii: ",")), (\.feeds, 0x0A), (\.quotes, 0x22), (\.returns, 0x0D),
      ] {
        #expect(bits(words, part) == bytes.indices.filter { bytes[$0] == byte })
      }
      #expect(marks.hasRare == bytes.contains { $0 == 0x22 || $0 == 0x0D })
      #expect(!marks.isSuspicious)
    }
  }

  /// Whatever is no UTF-8 is suspected, in one stretch or over the border of two; ordinary Japanese is not.
  @Test func suspectsWhatIsNoText() {
    let characters = ["a", "é", "市", "施", "設", "ー", "〇", "\n"].map { Array($0.utf8) }
    let faults: [[UInt8]] = [
      [0x82], [0xE3, 0x81], [0xC0, 0x80], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xFF], [0],
      [0xF4, 0x90, 0x80, 0x80],
    ]
    for _ in 0..<2000 {
      var text = (0..<Int.random(in: 0...90)).flatMap { _ in characters.randomElement() ?? [] }
      let isFaulty = Bool.random()
      if isFaulty {
        // At the beginning of a character, behind ASCII.
        text = text + [0x61] + (faults.randomElement() ?? []) + [0x61]
      }
      let bytes = padded(text)
      var marks = ByteMarks(separator: 0x2C, checksUTF8: true)
      marks.begin()
      let border = Int.random(in: 0...bytes.count / 64) * 64
      marks.mark(bytes.span.extracting(0..<border))
      marks.mark(bytes.span.extracting(border..<bytes.count))
      #expect(marks.isSuspicious == isFaulty, "\(bytes)")
    }
  }
}

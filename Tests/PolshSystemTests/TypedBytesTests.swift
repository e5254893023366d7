import Testing

@testable import PolshSystem

@Suite struct TypedBytesTests {
  private func all(_ parts: [[UInt8]], settled: Bool = true) -> [TypedBytes.Next] {
    var typed = TypedBytes()
    var found: [TypedBytes.Next] = []
    for part in parts {
      typed.append(part)
      while true {
        let next = typed.next(isSettled: settled)
        if next == .nothing || next == .undecided { break }
        found.append(next)
      }
    }
    return found
  }

  @Test func charactersInPieces() {
    #expect(all([[0xE5], [0x8F], [0x96, 0x41]]) == [.character("取"), .character("A")])
    #expect(all([Array("😀é".utf8)]) == [.character("😀"), .character("é")])
  }

  @Test func badBytesAreOneMarkEach() {
    #expect(all([[0xFF, 0x41]]) == [.character("\u{FFFD}"), .character("A")])
    #expect(all([[0xE5, 0x41]]) == [.character("\u{FFFD}"), .character("A")])
    #expect(all([[0xED, 0xA0, 0x80]]).count == 3)
  }

  @Test func pastes() {
    let bytes = Array("a\u{1B}[200~一\r二\u{1B}[20\u{1B}[201~b".utf8)
    let expected: [TypedBytes.Next] = [.character("a"), .paste("一\r二\u{1B}[20"), .character("b")]
    #expect(all([bytes], settled: false) == expected)
    #expect(all(bytes.map { [$0] }, settled: false) == expected)
  }

  @Test func escapeAloneIsAKey() {
    var typed = TypedBytes()
    typed.append([0x1B])
    #expect(typed.next() == .undecided)
    #expect(typed.next(isSettled: true) == .character("\u{1B}"))
    typed.append(Array("\u{1B}[A".utf8))
    #expect(typed.next() == .character("\u{1B}"))
  }

  @Test @MainActor func pastedLines() {
    #expect(LineEditor.lines(of: "a") == ["a"])
    #expect(LineEditor.lines(of: "a\r\nb\nc\rd") == ["a", "b", "c", "d"])
    #expect(LineEditor.lines(of: "a\n\n") == ["a", "", ""])
    #expect(LineEditor.lines(of: "\u{1B}[31m赤\u{7}\tx\u{0}") == ["[31m赤\tx"])
  }

  @Test func queuedKeys() {
    var keys = KeyQueue()
    #expect(keys.next() == .keyboard)
    keys.insert("予算", accept: true)
    #expect([keys.next(), keys.next(), keys.next()] == [.key(0x1C), .key(0x0A), .keyboard])
    #expect(keys.takeInsertion() == "予算" && keys.takeInsertion() == nil)
    keys.breakOff()
    #expect(keys.next() == .breakOff && keys.isBroken)
  }
}

import Testing

@testable import PolshSystem

@Suite("CP932 from tables")
struct CP932Tests {
  /// Every pair of bytes gives what iconv gives, or is refused as there.
  @Test func everyPairAgreesWithIconv() throws {
    for first in UInt8(0x80)...0xFF {
      for second in UInt8(0)...0xFF {
        let bytes = [first, second]
        var text: [UInt8] = []
        CP932.shared.decode(bytes.span, into: &text)
        let expected = try? TextConversion.convert(bytes, from: "CP932")
        #expect((CP932.shared.firstInvalid(in: bytes.span) == nil) == (expected != nil), "\(bytes)")
        if let expected { #expect(text == expected, "\(bytes)") }
      }
    }
  }

  @Test func textsOfOffices() throws {
    let text = "①㈱髙﨑〜－纊ｾﾝﾀｰabc\n"
    let bytes = try TextConversion.convert(Array(text.utf8), from: "UTF-8", to: "CP932")
    var found: [UInt8] = []
    CP932.shared.decode(bytes.span, into: &found)
    #expect(try found == TextConversion.convert(bytes, from: "CP932"))
    #expect(CP932.shared.firstInvalid(in: [0x41, 0x82, 0xA0, 0x81, 0x20].span) == 3)
    #expect(CP932.shared.firstInvalid(in: [0x41, 0x82].span) == 1)
  }
}

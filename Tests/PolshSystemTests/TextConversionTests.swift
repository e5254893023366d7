import Testing

@testable import PolshSystem

@Suite struct TextConversionTests {
  @Test func officeCharactersFromCP932() throws {
    // 取組 ①㈱髙 〜 ｶﾅ
    let bytes: [UInt8] = [
      0x8E, 0xE6, 0x91, 0x67, 0x20, 0x87, 0x40, 0x87, 0x8A, 0xFB, 0xFC, 0x20, 0x81, 0x60, 0x20, 0xB6, 0xC5,
    ]
    let text = String(decoding: try TextConversion.convert(bytes, from: "CP932"), as: UTF8.self)
    #expect(text == "取組 ①㈱髙 ～ ｶﾅ")
    #expect(try TextConversion.convert(Array(text.utf8), from: "UTF-8", to: "CP932") == bytes)
  }

  @Test func badBytesHaveAPlace() throws {
    #expect(throws: TextConversion.Failure.invalidBytes(offset: 3)) {
      try TextConversion.convert([0x41, 0x8E, 0xE6, 0x81, 0x20, 0x41], from: "CP932")
    }
    #expect(throws: TextConversion.Failure.cutOff(offset: 2)) {
      try TextConversion.convert([0x8E, 0xE6, 0x8E], from: "CP932")
    }
    let long = Array(repeating: UInt8(0xB1), count: 200_000) + [0xFF, 0xFF]
    #expect(throws: TextConversion.Failure.invalidBytes(offset: 200_000)) {
      try TextConversion.convert(long, from: "CP932")
    }
    #expect(throws: TextConversion.Failure.invalidBytes(offset: 1)) {
      try TextConversion.convert(Array("a😀".utf8), from: "UTF-8", to: "CP932")
    }
  }

  @Test func otherEncodings() throws {
    #expect(throws: TextConversion.Failure.unknownEncoding("NONESUCH")) {
      try TextConversion.convert([0x41], from: "NONESUCH")
    }
    #expect(throws: TextConversion.Failure.unknownEncoding("")) { try TextConversion.convert([0x41], from: "") }
    #expect(TextConversion.isKnown("CP932") && TextConversion.isKnown("EUC-JP") && !TextConversion.isKnown("x"))
    let mail = try TextConversion.convert(Array("取組".utf8), from: "UTF-8", to: "ISO-2022-JP")
    #expect(mail.suffix(3) == [0x1B, 0x28, 0x42])
    #expect(try TextConversion.convert(mail, from: "ISO-2022-JP") == Array("取組".utf8))
    #expect(try TextConversion.convert([], from: "CP932") == [])
  }
}

@Suite struct UTF8CheckTests {
  @Test(
    arguments: [
      ([0x41, 0x82, 0xA0], 1), ([0xE5, 0x8F], 0), ([0x41, 0xED, 0xA0, 0x80], 1), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0),
      ([0xE0, 0x9F, 0xBF], 0), ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xF4, 0x90, 0x80, 0x80], 0), ([0xF5], 0), ([0x80], 0),
      ([0xE5, 0x8F, 0x96, 0xFF], 3), ([0xF0, 0x9F, 0x98], 0),
    ] as [([UInt8], Int)])
  func badBytesHaveAPlace(_ bytes: [UInt8], _ place: Int) {
    for padding in [0, 1, 15, 16, 31, 100] {
      #expect(UTF8Check.firstInvalid(in: Array(repeating: 0x20, count: padding) + bytes) == padding + place)
    }
  }

  @Test func nulBytesAreFound() {
    #expect(UTF8Check.firstNUL(in: []) == nil && UTF8Check.firstNUL(in: [1, 2]) == nil)
    #expect(UTF8Check.firstNUL(in: [1, 2, 0, 0]) == 2)
  }

  @Test func everyCharacterPasses() {
    for value in UInt32(0)...0x10FFFF {
      guard let scalar = Unicode.Scalar(value) else { continue }
      if UTF8Check.firstInvalid(in: Array(String(scalar).utf8)) != nil { Issue.record("U+\(value)") }
    }
  }

  /// The standard library's own check as the judge.
  @Test func agreesWithTheStandardLibrary() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<20_000 {
      let texts = ["取組 a, é😀 12 abcdefghijklmnop", "令和4年度の取組一覧ｶﾅ", "ééééééééééé", "plain text of some length"]
      var bytes = Array((texts[Int.random(in: 0...3, using: &generator)] + texts[Int.random(in: 0...3)]).utf8)
      for _ in 0..<Int.random(in: 0...2, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(in: 0...255, using: &generator)
      }
      let isGood = String(validating: bytes, as: UTF8.self) != nil
      let place = UTF8Check.firstInvalid(in: bytes)
      #expect((place == nil) == isGood, "\(bytes)")
      // Up to the place all is well, and with the byte at it no longer.
      if let place { #expect(String(validating: bytes[..<place], as: UTF8.self) != nil, "\(bytes)") }
    }
  }
}

extension JSONParser {
  /// The length of the escape that the bytes begin with (`\n` 2, `\u3042` 6, a pair of surrogates 12); nil if it is none.
  static func escapeLength(_ bytes: ArraySlice<UInt8>) -> Int? {
    let at = bytes.startIndex
    guard bytes.count >= 2 else { return nil }
    switch bytes[at + 1] {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"), UInt8(ascii: "b"), UInt8(ascii: "f"),
      UInt8(ascii: "n"), UInt8(ascii: "r"), UInt8(ascii: "t"):
      return 2
    case UInt8(ascii: "u"):
      guard let first = codeUnit(bytes) else { return nil }
      if !(0xD800...0xDFFF).contains(first) { return 6 }
      guard first < 0xDC00, let second = codeUnit(bytes.dropFirst(6)), (0xDC00...0xDFFF).contains(second) else {
        return nil
      }
      return 12
    default: return nil
    }
  }

  /// The four hexadecimal digits behind `\u`.
  private static func codeUnit(_ bytes: ArraySlice<UInt8>) -> UInt32? {
    let at = bytes.startIndex
    guard bytes.count >= 6, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "u") else { return nil }
    var value: UInt32 = 0
    for byte in bytes[(at + 2)..<(at + 6)] {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt32(byte - 0x30)
      case UInt8(ascii: "a")...UInt8(ascii: "f"): value = value << 4 | UInt32(byte - 0x57)
      case UInt8(ascii: "A")...UInt8(ascii: "F"): value = value << 4 | UInt32(byte - 0x37)
      default: return nil
      }
    }
    return value
  }

  /// The text of a string whose escapes have been found to be right.
  static func unescaped(_ bytes: ArraySlice<UInt8>) -> String {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var rest = bytes
    while let byte = rest.first {
      guard byte == UInt8(ascii: "\\"), let length = escapeLength(rest) else {
        result.append(byte)
        rest = rest.dropFirst()
        continue
      }
      let letter = rest[rest.startIndex + 1]
      switch letter {
      case UInt8(ascii: "b"): result.append(0x08)
      case UInt8(ascii: "f"): result.append(0x0C)
      case UInt8(ascii: "n"): result.append(0x0A)
      case UInt8(ascii: "r"): result.append(0x0D)
      case UInt8(ascii: "t"): result.append(0x09)
      case UInt8(ascii: "u"):
        var value = codeUnit(rest) ?? 0xFFFD
        if length == 12, let low = codeUnit(rest.dropFirst(6)) {
          value = 0x10000 + (value & 0x3FF) << 10 + (low & 0x3FF)
        }
        result.append(contentsOf: String(Character(Unicode.Scalar(value) ?? "\u{FFFD}")).utf8)
      default: result.append(letter)
      }
      rest = rest.dropFirst(length)
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// Whether bytes are UTF-8, and if not, where.
public enum UTF8Check {
  /// The offset of the first byte that begins no UTF-8 character; nil when all is well. A character cut off by the end
  /// counts too.
  ///
  /// `firstInvalid(in: [0x41, 0x82, 0xA0])` → `1`
  public static func firstInvalid(in bytes: [UInt8]) -> Int? { firstInvalid(in: bytes.span) }

  public static func firstInvalid(in bytes: Span<UInt8>) -> Int? {
    let count = bytes.count
    var at = 0
    while at < count {
      if at + 16 <= count && isASCII(bytes, at) {
        at += 16
        continue
      }
      let length = characterLength(bytes, at)
      if length == 0 { return at }
      at += length
    }
    return nil
  }

  /// The offset of the first NUL byte.
  public static func firstNUL(in bytes: [UInt8]) -> Int? { bytes.firstIndex(of: 0) }

  @inline(__always)
  private static func isASCII(_ bytes: Span<UInt8>, _ at: Int) -> Bool {
    // SAFETY: the caller has seen that 16 bytes follow.
    let words = unsafe bytes.withUnsafeBytes { space in
      unsafe space.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        | space.loadUnaligned(fromByteOffset: at + 8, as: UInt64.self)
    }
    return words & 0x8080_8080_8080_8080 == 0
  }

  /// How many bytes the character at `at` has; 0 when it is none (RFC 3629: no overlong forms, no surrogates).
  @inline(__always)
  private static func characterLength(_ bytes: Span<UInt8>, _ at: Int) -> Int {
    let lead = bytes[at]
    if lead < 0x80 { return 1 }
    let left = bytes.count - at
    switch lead {
    case 0xC2...0xDF:
      return left >= 2 && isTail(bytes[at + 1]) ? 2 : 0
    case 0xE0...0xEF:
      guard left >= 3 else { return 0 }
      let second = bytes[at + 1]
      let isSecond =
        switch lead {
        case 0xE0: second >= 0xA0 && second <= 0xBF
        case 0xED: second >= 0x80 && second <= 0x9F
        default: isTail(second)
        }
      return isSecond && isTail(bytes[at + 2]) ? 3 : 0
    case 0xF0...0xF4:
      guard left >= 4 else { return 0 }
      let second = bytes[at + 1]
      let isSecond =
        switch lead {
        case 0xF0: second >= 0x90 && second <= 0xBF
        case 0xF4: second >= 0x80 && second <= 0x8F
        default: isTail(second)
        }
      return isSecond && isTail(bytes[at + 2]) && isTail(bytes[at + 3]) ? 4 : 0
    default:
      return 0
    }
  }

  @inline(__always)
  private static func isTail(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}

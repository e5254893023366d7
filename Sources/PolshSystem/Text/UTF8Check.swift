internal import Glibc

/// Whether bytes are UTF-8, and if not, where.
public enum UTF8Check {
  /// The offset of the first byte that begins no UTF-8 character; nil when all is well. A character cut off by the end
  /// counts too.
  ///
  /// `firstInvalid(in: [0x41, 0x82, 0xA0])` → `1`
  public static func firstInvalid(in bytes: [UInt8]) -> Int? { firstInvalid(in: bytes.span) }

  public static func firstInvalid(in bytes: Span<UInt8>) -> Int? {
    var at = 0
    while true {
      at = skipPlainWords(bytes, from: at)
      // What the words could not decide, character by character.
      let end = min(at + 16, bytes.count)
      while at < end {
        let length = characterLength(bytes, at)
        if length == 0 { return at }
        at += length
      }
      if at >= bytes.count { return nil }
    }
  }

  /// The offset of the first NUL byte.
  public static func firstNUL(in bytes: [UInt8]) -> Int? { firstNUL(in: bytes.span) }

  public static func firstNUL(in bytes: Span<UInt8>) -> Int? {
    // SAFETY: memchr looks at the counted bytes only, and its answer lies among them.
    unsafe bytes.withUnsafeBytes { space in
      guard let start = space.baseAddress, let found = unsafe memchr(start, 0, space.count) else { return nil }
      return unsafe UnsafeRawPointer(found) - start
    }
  }

  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// Goes eight bytes at a time over ASCII and characters of two and three bytes, as long as nothing is wrong or unusual
  /// (Japanese text: 3.8 GB/s, character by character 0.9), and stops at the beginning of a character.
  private static func skipPlainWords(_ bytes: Span<UInt8>, from start: Int) -> Int {
    var at = start
    // SAFETY: each load is of 8 bytes at `at` ≤ count - 8.
    unsafe bytes.withUnsafeBytes { space in
      // Which of the next bytes must be the second (and third) of a character begun before them.
      var owed: UInt64 = 0
      while at + 8 <= space.count {
        let word = unsafe UInt64(littleEndian: space.loadUnaligned(fromByteOffset: at, as: UInt64.self))
        if word & highs | owed == 0 {
          at += 8
          continue
        }
        // One bit a byte, the highest: 11…, 111…, 10….
        let lead2 = word & (word << 1) & highs
        let lead3 = lead2 & (word << 2)
        let tail = word & ~(word << 1) & highs
        if tail ^ (owed | lead2 << 8 | lead3 << 16) != 0 || isUnusual(word, lead3) { break }
        owed = lead2 >> 56 | lead3 >> 48
        at += 8
      }
    }
    // Back to the beginning of a character that runs over the word's edge.
    for back in 1...2 where at - back >= start && bytes[at - back] >= 0xC0 {
      return at - back
    }
    return at
  }

  /// Whether a byte is C0, C1, E0, ED or from F0 on: those have rules of their own for the byte after them.
  @inline(__always)
  private static func isUnusual(_ word: UInt64, _ lead3: UInt64) -> Bool {
    func hasZero(_ word: UInt64) -> UInt64 { (word &- ones) & ~word & highs }
    return lead3 & (word << 3) | hasZero(word & 0xFEFE_FEFE_FEFE_FEFE ^ 0xC0C0_C0C0_C0C0_C0C0)
      | hasZero(word ^ 0xE0E0_E0E0_E0E0_E0E0) | hasZero(word ^ 0xEDED_EDED_EDED_EDED) != 0
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

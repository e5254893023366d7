internal import PolshSystem

/// The text of a cell as it stands in the file, without the quotes around it.
enum CellText {
  /// - Parameter bytes: in the file's encoding; what is between the quotes, if there are any.
  static func decoded(_ bytes: Span<UInt8>, hasDoubledQuotes: Bool, _ encoding: TextEncoding) -> String {
    if encoding == .utf8, !hasDoubledQuotes { return text(bytes) }
    var letters: [UInt8] = []
    letters.reserveCapacity(bytes.count + bytes.count / 2)
    switch encoding {
    case .utf8: for index in bytes.indices { letters.append(bytes[index]) }
    case .cp932: CP932.shared.decode(bytes, into: &letters)
    }
    return String(decoding: hasDoubledQuotes ? withSingleQuotes(letters) : letters, as: UTF8.self)
  }

  private static func text(_ bytes: Span<UInt8>) -> String {
    // SAFETY: the bytes are copied during the call.
    unsafe bytes.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) }
  }

  private static func withSingleQuotes(_ bytes: [UInt8]) -> [UInt8] {
    var letters: [UInt8] = []
    letters.reserveCapacity(bytes.count)
    var skipsNext = false
    for byte in bytes {
      let isQuote = byte == UInt8(ascii: "\"")
      if isQuote && skipsNext {
        skipsNext = false
        continue
      }
      skipsNext = isQuote
      letters.append(byte)
    }
    return letters
  }

  /// Whether there is a quote among the bytes, eight at a step.
  ///
  /// - Parameter start: eight bytes before it can be read.
  // SAFETY: what can be read around the cell is said above, and vouched for by the caller.
  @inline(__always)
  @unsafe static func hasQuote(_ start: UnsafePointer<UInt8>, _ length: Int) -> Bool {
    if length <= 0 { return false }
    var offset = 0
    // SAFETY: loads lie within the cell, but for the one of a cell shorter than eight bytes, which begins before it.
    while offset + 8 <= length {
      if hasQuote(unsafe word(start + offset)) { return true }
      offset += 8
    }
    if offset == length { return false }
    let last = unsafe word(start + length - 8)
    return hasQuote(length >= 8 ? last : last >> UInt64(64 - 8 * length))
  }

  @inline(__always)
  private static func word(_ place: UnsafePointer<UInt8>) -> UInt64 {
    // SAFETY: callers vouch for eight readable bytes.
    unsafe UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self))
  }

  @inline(__always)
  private static func hasQuote(_ word: UInt64) -> Bool {
    let marked = word ^ 0x2222_2222_2222_2222
    return (marked &- 0x0101_0101_0101_0101) & ~marked & 0x8080_8080_8080_8080 != 0
  }
}

extension SpellingTable {
  /// The text of a spelling.
  func text(_ number: Int, _ encoding: TextEncoding) -> String {
    withBytes(number) { CellText.decoded($0, hasDoubledQuotes: hasDoubledQuotes(number), encoding) }
  }
}

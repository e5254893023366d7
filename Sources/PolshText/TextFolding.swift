internal import CUtf8proc
internal import Glibc

/// Makes different spellings of the same text one: `ＮＰＯ` → `NPO`, `ｾﾝﾀｰ` → `センター`, `⼈` → `人`.
///
/// The folding is NFKC, except that enclosed and squared characters (①, ㈱, ㌫, Ⅲ) and the dots `…` `‥` stay:
/// NFKC would turn ① into the number 1 and ㈱ into three tokens.
public enum TextFolding {
  /// The folded form of one word or cell; white space keeps its place, every kind of blank becomes a space.
  ///
  /// `fold("１．ＮＰＯ①")` → `"1.NPO①"`
  public static func fold(_ text: String) -> String {
    if isStable(text) { return text }
    var result = ""
    var run = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if staysAsTyped(scalar) {
        result += compatibilityComposed(String(run))
        run.removeAll()
        result.unicodeScalars.append(scalar)
      } else {
        run.append(scalar)
      }
    }
    return result + compatibilityComposed(String(run))
  }

  /// The form in which a cell is kept: folded, without blanks at its ends, inner blanks as single spaces.
  ///
  /// `cell("　地域　振興課 ")` → `"地域 振興課"`
  public static func cell(_ text: String) -> String {
    let folded = fold(text)
    var blankBefore = true
    var needsWork = false
    for byte in folded.utf8 {
      let blank = byte == 0x20 || (byte >= 0x09 && byte <= 0x0D)
      if blank && (blankBefore || byte != 0x20) {
        needsWork = true
        break
      }
      blankBefore = blank
    }
    if !needsWork && !(blankBefore && !folded.isEmpty) { return folded }
    return withSingleBlanks(folded)
  }

  /// Without blanks at the ends, and with one space for the blanks between two words. Byte by byte: a file may have
  /// millions of texts with line breaks.
  private static func withSingleBlanks(_ text: String) -> String {
    let letters = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(letters.count)
    var at = 0
    var isBehindBlank = false
    while at < letters.count {
      let blank = blankLength(letters, at)
      if blank > 0 {
        isBehindBlank = true
        at += blank
        continue
      }
      if isBehindBlank, !result.isEmpty { result.append(0x20) }
      isBehindBlank = false
      result.append(letters[at])
      at += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// How many bytes the blank at a place takes, 0 where none begins: Unicode's White_Space.
  @inline(__always)
  private static func blankLength(_ letters: [UInt8], _ at: Int) -> Int {
    let first = letters[at]
    if first < 0x80 { return first == 0x20 || first >= 0x09 && first <= 0x0D ? 1 : 0 }
    if first == 0xC2 {
      return at + 1 < letters.count && (letters[at + 1] == 0x85 || letters[at + 1] == 0xA0) ? 2 : 0
    }
    guard first >= 0xE1, first <= 0xE3, at + 2 < letters.count else { return 0 }
    switch (first, letters[at + 1], letters[at + 2]) {
    case (0xE1, 0x9A, 0x80), (0xE2, 0x80, 0x80...0x8A), (0xE2, 0x80, 0xA8), (0xE2, 0x80, 0xA9), (0xE2, 0x80, 0xAF),
      (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80):
      return 3
    default: return 0
    }
  }

  /// Whether `cell` is certain to change nothing in this UTF-8 text, judged quickly from its bytes.
  public static func isFoldedCell(_ bytes: Span<UInt8>) -> Bool {
    var at = 0
    var blankBefore = true
    while at < bytes.count {
      let byte = bytes[at]
      if byte < 0x80 {
        if byte < 0x20 || byte == 0x7F || byte == 0x20 && blankBefore { return false }
        blankBefore = byte == 0x20
        at += 1
        continue
      }
      guard byte >= 0xE0, byte < 0xF0, at + 2 < bytes.count else { return false }
      let value = UInt32(byte & 0x0F) << 12 | UInt32(bytes[at + 1] & 0x3F) << 6 | UInt32(bytes[at + 2] & 0x3F)
      if !isStable(value) { return false }
      blankBefore = false
      at += 3
    }
    return !blankBefore || bytes.isEmpty
  }

  /// Whether folding is certain to change nothing, judged quickly from the kinds of characters.
  static func isStable(_ text: String) -> Bool {
    text.unicodeScalars.allSatisfy { isStable($0.value) }
  }

  @inline(__always)
  private static func isStable(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x20...0x7E, 0x09, 0x0A, 0x0D: true
    case 0x3001...0x3003, 0x3005...0x3015, 0x3041...0x3096, 0x30A1...0x30FE, 0x4E00...0x9FFF: true
    case 0x2010, 0x2014, 0x2015, 0x2018...0x201D, 0x2190...0x2193, 0x2212, 0x2460...0x24FF: true
    default: false
    }
  }

  /// Characters that NFKC would take apart into something with another meaning.
  private static func staysAsTyped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x2025, 0x2026: true  // ‥ …
    case 0x2150...0x218F: true  // ⅓ Ⅲ
    case 0x2460...0x24FF: true  // ①
    case 0x3200...0x33FF: true  // ㈱ ㊤ ㌫ ㍻ ㎡
    case 0x1F100...0x1F2FF: true
    default: false
    }
  }

  private static func compatibilityComposed(_ text: String) -> String {
    if text.isEmpty { return text }
    let bytes = Array(text.utf8)
    var mapped: UnsafeMutablePointer<UInt8>? = nil
    // SAFETY: utf8proc_map reads exactly the given number of bytes and hands over a buffer that we free.
    let length = unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe utf8proc_map(
        buffer.baseAddress, buffer.count, &mapped,
        utf8proc_option_t(UTF8PROC_STABLE.rawValue | UTF8PROC_COMPOSE.rawValue | UTF8PROC_COMPAT.rawValue))
    }
    guard length >= 0, let start = unsafe mapped else { return text }
    // SAFETY: utf8proc returned `length` initialised bytes at `start`.
    let result = unsafe String(decoding: UnsafeBufferPointer(start: start, count: length), as: UTF8.self)
    // SAFETY: the buffer was allocated by utf8proc with malloc and is not used after this line.
    unsafe free(start)
    return result
  }
}

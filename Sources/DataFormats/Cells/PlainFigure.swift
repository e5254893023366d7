/// Figures as most cells have them: read straight from the bytes of a file, many a microsecond.
enum PlainFigure {
  /// What stands for "no plain figure".
  static let none = Int64.min

  /// Reads one to sixteen digits, with a minus before them or not; `none` for everything else.
  ///
  /// - Parameters:
  ///   - start: sixteen bytes before it can be read.
  ///   - isCode: whether `011002` is no figure but a code.
  // SAFETY: the caller has `length` bytes from `start` on, and a margin before them.
  @inline(__always)
  @unsafe static func read(_ start: UnsafePointer<UInt8>, _ length: Int, zerosAreCodes: Bool) -> Int64 {
    if length <= 0 { return none }
    // SAFETY: the first byte is one of the cell; loads reach at most sixteen bytes before the cell.
    let first = unsafe start[0]
    if first == UInt8(ascii: "-") {
      if length == 1 { return none }
      if zerosAreCodes, length > 2, unsafe start[1] == 0x30 { return none }
      let value = unsafe digits(start + 1, length - 1)
      return value < 0 ? none : -value
    }
    if zerosAreCodes, first == 0x30, length > 1 { return none }
    // SAFETY: the caller has `length` bytes from `start` on, and a margin before them.
    return unsafe digits(start, length)
  }

  /// One to sixteen digits as a number, eight at a step; `none` for anything else.
  @inline(__always)
  private static func digits(_ start: UnsafePointer<UInt8>, _ length: Int) -> Int64 {
    // SAFETY: callers vouch for sixteen readable bytes before `start`; 1 ≤ `length`.
    if length <= 8 {
      let shift = UInt64(64 - 8 * length)
      let low = (unsafe eight(start + length - 8) >> shift) << shift
      return isDigits(low) ? Int64(bitPattern: value(low)) : none
    }
    if length > 16 { return none }
    // SAFETY: the caller has `length` bytes from `start` on, and a margin before them.
    let low = unsafe eight(start + length - 8)
    // SAFETY: as above.
    let shift = UInt64(128 - 8 * length)
    let high = (unsafe eight(start + length - 16) >> shift) << shift
    if !isDigits(low) || !isDigits(high) { return none }
    return Int64(bitPattern: value(high) &* 100_000_000 &+ value(low))
  }

  /// Eight bytes less the digit 0 each, the first lowest.
  @inline(__always)
  private static func eight(_ place: UnsafePointer<UInt8>) -> UInt64 {
    // SAFETY: callers vouch for eight readable bytes.
    unsafe UInt64(littleEndian: UnsafeRawPointer(place).loadUnaligned(as: UInt64.self)) ^ 0x3030_3030_3030_3030
  }

  @inline(__always)
  private static func isDigits(_ eight: UInt64) -> Bool {
    (eight &+ 0x7676_7676_7676_7676 | eight) & 0x8080_8080_8080_8080 == 0
  }

  /// The value of eight digits, by pairs, fours and all.
  @inline(__always)
  private static func value(_ eight: UInt64) -> UInt64 {
    var value = (eight &* 2561) >> 8 & 0x00FF_00FF_00FF_00FF
    value = (value &* 6_553_601) >> 16 & 0x0000_FFFF_0000_FFFF
    return (value &* 42_949_672_960_001) >> 32
  }

  /// A number as read quickly: mantissa / 10^scale.
  struct Short {
    var mantissa: Int64
    var scale: Int
    var isRounded: Bool
  }

  /// Reads `-123.45` quickly; nil for everything that needs a closer look.
  ///
  /// With `grouped`, as in a person's file, `1,234` is read as well, and `011002` is not: that is a code. At most 18 digits
  /// count, six of them decimals; from the seventh on decimals are rounded away.
  // SAFETY: the caller has `length` bytes from `start` on, and a margin before them.
  @unsafe static func short(_ start: UnsafePointer<UInt8>, _ length: Int, grouped: Bool) -> Short? {
    // SAFETY: every offset read is below `length`.
    let bytes = unsafe UnsafeBufferPointer(start: start, count: length)
    var at = 0
    var negative = false
    if at < length, unsafe bytes[at] == UInt8(ascii: "-") {
      negative = true
      at += 1
    }
    if length - at > 40 { return nil }
    // A zero with more digits before the point.
    // SAFETY: as above.
    if grouped, length - at > 1, unsafe bytes[at] == UInt8(ascii: "0"), unsafe bytes[at + 1] != UInt8(ascii: ".") {
      return nil
    }
    var mantissa: Int64 = 0
    var digits = 0
    var scale = -1
    // Digits since the last comma; −1 before the first.
    var group = -1
    var roundsUp = false
    var isRounded = false
    while at < length {
      // SAFETY: as above.
      let byte = unsafe bytes[at]
      let digit = byte &- 0x30
      if digit < 10 {
        if scale < 6 {
          mantissa = mantissa &* 10 &+ Int64(digit)
          digits += 1
          if scale >= 0 { scale += 1 } else if group >= 0 { group += 1 }
        } else {
          if scale == 6 {
            roundsUp = digit >= 5
            scale = 7
          }
          if digit != 0 { isRounded = true }
        }
      } else if byte == UInt8(ascii: "."), scale < 0, digits > 0 {
        if group >= 0 && group != 3 { return nil }
        scale = 0
      } else if byte == UInt8(ascii: ","), grouped, scale < 0, digits > 0 {
        if group < 0 ? digits > 3 : group != 3 { return nil }
        group = 0
      } else {
        return nil
      }
      at += 1
    }
    if digits == 0 || digits > 18 || (scale < 0 && group >= 0 && group != 3) { return nil }
    if roundsUp { mantissa += 1 }
    return Short(mantissa: negative ? -mantissa : mantissa, scale: min(max(scale, 0), 6), isRounded: isRounded)
  }
}

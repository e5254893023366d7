import ColumnStore
import PolicyModel

@testable import DataFormats

/// Collects the numbers of a column in 64 bits while they fit, all brought to the largest number of decimals seen.
struct SimpleNumbers {
  private var narrow: [Int64] = []
  /// Used instead of `narrow` from the first number that does not fit.
  private var wide: [Int128] = []
  private var isWide = false
  private var scale = 0

  /// Appends mantissa / 10^scale; scale 0…6.
  mutating func append(_ mantissa: Int64, scale cellScale: Int) throws(DecimalOverflow) {
    if cellScale == scale, !isWide {
      narrow.append(mantissa)
    } else {
      try append(Int128(mantissa), scale: cellScale)
    }
  }

  mutating func append(_ value: ExactDecimal) throws(DecimalOverflow) {
    try append(value.mantissa, scale: value.scale)
  }

  /// A cell without a value.
  mutating func appendPlaceholder() {
    if isWide { wide.append(0) } else { narrow.append(0) }
  }

  private mutating func append(_ mantissa: Int128, scale cellScale: Int) throws(DecimalOverflow) {
    if cellScale > scale { try raise(to: cellScale) }
    let value = try Self.scaled(mantissa, by: scale - cellScale)
    if !isWide {
      if let small = Int64(exactly: value) { return narrow.append(small) }
      widen()
    }
    wide.append(value)
  }

  private mutating func raise(to newScale: Int) throws(DecimalOverflow) {
    let steps = newScale - scale
    if !isWide {
      let factor = Int64(ExactDecimal.power(steps))
      let limit = Int64.max / factor
      if narrow.allSatisfy({ $0 <= limit && $0 >= -limit }) {
        for index in narrow.indices { narrow[index] *= factor }
        scale = newScale
        return
      }
      widen()
    }
    for index in wide.indices { wide[index] = try Self.scaled(wide[index], by: steps) }
    scale = newScale
  }

  private mutating func widen() {
    wide = narrow.map { Int128($0) }
    narrow = []
    isWide = true
  }

  private static func scaled(_ mantissa: Int128, by steps: Int) throws(DecimalOverflow) -> Int128 {
    if steps == 0 { return mantissa }
    let (value, overflow) = mantissa.multipliedReportingOverflow(by: ExactDecimal.power(steps))
    if overflow { throw DecimalOverflow() }
    return value
  }

  var vector: NumberVector { isWide ? .wide(wide, scale: scale) : .narrow(narrow, scale: scale) }
}

/// Plain numbers, byte by byte.
enum SimpleNumber {
  struct Short {
    var mantissa: Int64
    var scale: Int
    var isRounded: Bool
  }

  /// Reads `-123.45` quickly straight from a file; nil for everything that needs a closer look.
  ///
  /// With `grouped`, as in a person's file, `1,234` is read as well, and `011002` is not: that is a code. At most 18 digits
  /// count, six of them decimals; from the seventh on decimals are rounded away.
  static func short(_ bytes: [UInt8], _ start: Int, _ end: Int, grouped: Bool) -> Short? {
    var at = start
    var negative = false
    if at < end, bytes[at] == UInt8(ascii: "-") {
      negative = true
      at += 1
    }
    if end - at > 40 { return nil }
    // A zero with more digits before the point.
    if grouped, end - at > 1, bytes[at] == UInt8(ascii: "0"), bytes[at + 1] != UInt8(ascii: ".") { return nil }
    var mantissa: Int64 = 0
    var digits = 0
    var scale = -1
    // Digits since the last comma; −1 before the first.
    var group = -1
    var roundsUp = false
    var isRounded = false
    while at < end {
      let byte = bytes[at]
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

internal import PolicyModel

/// Exact numbers as bytes of a file: plain digits, no thousands marks, no needless zeros.
enum FigureText {
  /// Appends mantissa / 10^scale: (12500, 3) → `12.5`
  static func append(_ mantissa: Int128, scale: Int, to bytes: inout [UInt8]) {
    if mantissa < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = mantissa.magnitude
    if let small = UInt64(exactly: magnitude) {
      append(small, scale: scale, to: &bytes)
    } else {
      bytes += ExactDecimal(mantissa: mantissa < 0 ? -mantissa : mantissa, scale: scale).plain.utf8
    }
  }

  private static func append(_ magnitude: UInt64, scale: Int, to bytes: inout [UInt8]) {
    var rest = magnitude
    var decimals = scale
    while decimals > 0, rest % 10 == 0 {
      rest /= 10
      decimals -= 1
    }
    let start = bytes.count
    var written = 0
    repeat {
      if written == decimals, decimals > 0 { bytes.append(UInt8(ascii: ".")) }
      bytes.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10))
      rest /= 10
      written += 1
    } while rest > 0 || written <= decimals
    bytes[start...].reverse()
  }
}

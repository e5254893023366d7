extension ExactDecimal {
  /// Reads plain digits with an optional sign and point: `-12.5`. Needless zeros behind the point are dropped.
  ///
  /// Returns nil for anything else, for more than 38 digits, and for more than six decimals that are not zero.
  public init?(_ text: some StringProtocol) {
    var mantissa: Int128 = 0
    var scale = 0
    var negative = false
    var digits = 0
    var behindPoint = false
    for (offset, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-"), UInt8(ascii: "+"):
        if offset != 0 { return nil }
        negative = byte == UInt8(ascii: "-")
      case UInt8(ascii: "."):
        if behindPoint { return nil }
        behindPoint = true
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        let digit = Int128(byte - UInt8(ascii: "0"))
        digits += 1
        if behindPoint, scale == Self.maximumScale {
          if digit != 0 { return nil }
          continue
        }
        let (wide, overflow) = mantissa.multipliedReportingOverflow(by: 10)
        if overflow || wide > Self.limit - digit { return nil }
        mantissa = wide + digit
        if behindPoint { scale += 1 }
      default: return nil
      }
    }
    if digits == 0 { return nil }
    self = ExactDecimal(mantissa: negative ? -mantissa : mantissa, scale: scale).trimmed
  }

  /// Plain digits, no thousands marks, no needless zeros: `-12.5`.
  public var plain: String {
    let small = trimmed
    return small.text(decimals: small.scale, grouped: false)
  }

  /// Digits with exactly the given decimals (rounded half away from zero), thousands separated by commas if asked.
  ///
  /// `12345.678` with 1 decimal, grouped → `12,345.7`
  public func text(decimals: Int, grouped: Bool) -> String {
    let value = rounded(to: decimals)
    var digits = Array(String(value.mantissa.magnitude))
    if value.scale > 0 {
      while digits.count <= value.scale { digits.insert("0", at: 0) }
    }
    var whole = String(digits.prefix(digits.count - value.scale))
    let fraction = String(digits.suffix(value.scale)) + String(repeating: "0", count: max(0, decimals - value.scale))
    if grouped, whole.count > 3 {
      var parts: [String] = []
      var rest = Substring(whole)
      while rest.count > 3 {
        parts.insert(String(rest.suffix(3)), at: 0)
        rest = rest.dropLast(3)
      }
      parts.insert(String(rest), at: 0)
      whole = parts.joined(separator: ",")
    }
    return (value.mantissa < 0 ? "-" : "") + whole + (fraction.isEmpty ? "" : "." + fraction)
  }
}

extension ExactDecimal: CustomStringConvertible {
  public var description: String { plain }
}

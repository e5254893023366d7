internal import PolicyModel

/// Numbers as they stand in the cells of files.
enum NumberText {
  /// A number as read, exact to six decimals.
  struct Reading {
    var value: ExactDecimal
    /// Whether there were more decimals than six, and the rest was rounded half away from zero.
    var isRounded = false
  }

  /// Reads digits with an optional sign, point and exponent: `-12.5`, `+3`, `.5`, `1.2E+6`.
  ///
  /// Nil for anything else and for what needs more than 38 digits.
  static func plain(_ text: some Collection<UInt8>) -> Reading? {
    var whole: [UInt8] = []
    var fraction: [UInt8] = []
    var behindPoint = false
    var negative = false
    var rest = text[...]
    if let sign = rest.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      rest = rest.dropFirst()
    }
    while let byte = rest.first, byte != UInt8(ascii: "e"), byte != UInt8(ascii: "E") {
      if byte &- 0x30 < 10 {
        if behindPoint { fraction.append(byte &- 0x30) } else { whole.append(byte &- 0x30) }
      } else if byte == UInt8(ascii: "."), !behindPoint {
        behindPoint = true
      } else {
        return nil
      }
      rest = rest.dropFirst()
    }
    if whole.isEmpty && fraction.isEmpty { return nil }
    if !rest.isEmpty {
      guard let exponent = exponent(rest.dropFirst()) else { return nil }
      shift(&whole, &fraction, by: exponent)
    }
    return reading(whole, fraction, negative)
  }

  /// `+10` behind an E; what no amount or rate ever needs is refused.
  private static func exponent(_ text: some Collection<UInt8>) -> Int? {
    var digits = text[...]
    var negative = false
    if let sign = digits.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      negative = sign == UInt8(ascii: "-")
      digits = digits.dropFirst()
    }
    if digits.isEmpty || digits.count > 3 { return nil }
    var value = 0
    for byte in digits {
      if byte &- 0x30 >= 10 { return nil }
      value = value * 10 + Int(byte &- 0x30)
    }
    return negative ? -value : value
  }

  private static func shift(_ whole: inout [UInt8], _ fraction: inout [UInt8], by exponent: Int) {
    if exponent >= 0 {
      let moved = fraction.prefix(exponent)
      whole += moved
      whole += [UInt8](repeating: 0, count: exponent - moved.count)
      fraction.removeFirst(moved.count)
    } else {
      let moved = whole.suffix(-exponent)
      fraction = [UInt8](repeating: 0, count: -exponent - moved.count) + moved + fraction
      whole.removeLast(moved.count)
    }
  }

  private static func reading(_ whole: [UInt8], _ fraction: [UInt8], _ negative: Bool) -> Reading? {
    var fraction = fraction[...]
    while fraction.last == 0 { fraction.removeLast() }
    var mantissa: Int128 = 0
    for digit in whole.drop(while: { $0 == 0 }) + fraction.prefix(ExactDecimal.maximumScale) {
      let (tens, overflow) = mantissa.multipliedReportingOverflow(by: 10)
      if overflow || tens > ExactDecimal.limit - Int128(digit) { return nil }
      mantissa = tens + Int128(digit)
    }
    let behind = fraction.dropFirst(ExactDecimal.maximumScale)
    // Half away from zero needs no more than the first digit left out.
    if let next = behind.first, next >= 5 {
      if mantissa == ExactDecimal.limit { return nil }
      mantissa += 1
    }
    let value = ExactDecimal(
      mantissa: negative ? -mantissa : mantissa, scale: min(fraction.count, ExactDecimal.maximumScale))
    return Reading(value: value, isRounded: !behind.isEmpty)
  }
}

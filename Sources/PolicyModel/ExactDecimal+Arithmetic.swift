extension ExactDecimal {
  public static func + (a: ExactDecimal, b: ExactDecimal) throws(DecimalOverflow) -> ExactDecimal {
    let scale = max(a.scale, b.scale)
    let (sum, overflow) = try a.rescaledUp(scale).addingReportingOverflow(b.rescaledUp(scale))
    if overflow { throw DecimalOverflow() }
    return try ExactDecimal(mantissa: sum, scale: scale).checked()
  }

  public static func - (a: ExactDecimal, b: ExactDecimal) throws(DecimalOverflow) -> ExactDecimal {
    try a + b.negated
  }

  /// The exact product, rounded to six decimals half away from zero (四捨五入).
  public static func * (a: ExactDecimal, b: ExactDecimal) throws(DecimalOverflow) -> ExactDecimal {
    let scale = a.scale + b.scale
    let (product, overflow) = a.mantissa.multipliedReportingOverflow(by: b.mantissa)
    if !overflow {
      if scale <= maximumScale { return try ExactDecimal(mantissa: product, scale: scale).checked() }
      return try ExactDecimal(
        mantissa: divideRounding(product, power(scale - maximumScale)), scale: maximumScale
      ).checked()
    }
    // More than 128 bits on the way: the digits behind the sixth decimal may still bring it back.
    if scale <= maximumScale { throw DecimalOverflow() }
    let wide = a.mantissa.magnitude.multipliedFullWidth(by: b.mantissa.magnitude)
    let negative = (a.mantissa < 0) != (b.mantissa < 0)
    let magnitude = try divideRounding(wide, UInt128(power(scale - maximumScale)))
    return try ExactDecimal(mantissa: negative ? -magnitude : magnitude, scale: maximumScale).checked()
  }

  /// The quotient rounded to six decimals half away from zero; nil when the divisor is zero.
  ///
  /// `2 / 3` → `0.666667`, `-2.5 / 1000000` → `-0.000003`
  public func divided(by divisor: ExactDecimal) throws(DecimalOverflow) -> ExactDecimal? {
    if divisor.mantissa == 0 { return nil }
    // a·10^-sa / (b·10^-sb) = a·10^(6+sb-sa) / b · 10^-6
    let shift = Self.maximumScale + divisor.scale - scale
    let wide = mantissa.magnitude.multipliedFullWidth(by: UInt128(Self.power(shift)))
    let negative = (mantissa < 0) != (divisor.mantissa < 0)
    let magnitude = try Self.divideRounding(wide, divisor.mantissa.magnitude)
    return try ExactDecimal(mantissa: negative ? -magnitude : magnitude, scale: Self.maximumScale).checked().trimmed
  }

  public var negated: ExactDecimal { ExactDecimal(mantissa: -mantissa, scale: scale) }
  public var magnitude: ExactDecimal { mantissa < 0 ? negated : self }

  /// Rounded half away from zero to the number of decimals (negative: to tens, hundreds …).
  ///
  /// `-2.5` to 0 → `-3`; `1234` to −2 → `1200`
  public func rounded(to decimals: Int) -> ExactDecimal {
    if decimals >= scale { return self }
    let drop = scale - decimals
    if drop > 38 { return .zero }
    let kept = Self.divideRounding(mantissa, Self.power(drop))
    if decimals >= 0 { return ExactDecimal(mantissa: kept, scale: decimals) }
    // A number of 38 digits rounded up to the next ten may need the 39th; it then stays as it is.
    let (wide, overflow) = kept.multipliedReportingOverflow(by: Self.power(-decimals))
    return overflow || wide.magnitude > UInt128(Self.limit) ? self : ExactDecimal(mantissa: wide)
  }

  /// The whole number at or below.
  public var roundedDown: ExactDecimal {
    let unit = Self.power(scale)
    let quotient = mantissa / unit
    return ExactDecimal(mantissa: mantissa % unit < 0 ? quotient - 1 : quotient)
  }

  /// The whole number at or above.
  public var roundedUp: ExactDecimal {
    let unit = Self.power(scale)
    let quotient = mantissa / unit
    return ExactDecimal(mantissa: mantissa % unit > 0 ? quotient + 1 : quotient)
  }

  func checked() throws(DecimalOverflow) -> ExactDecimal {
    if mantissa.magnitude <= UInt128(Self.limit) { return self }
    let small = trimmed
    if small.mantissa.magnitude <= UInt128(Self.limit) { return small }
    throw DecimalOverflow()
  }

  /// The mantissa this number has at a larger scale.
  func rescaledUp(_ wanted: Int) throws(DecimalOverflow) -> Int128 {
    if wanted == scale { return mantissa }
    let (wide, overflow) = mantissa.multipliedReportingOverflow(by: Self.power(wanted - scale))
    if overflow { throw DecimalOverflow() }
    return wide
  }

  /// Integer division, half away from zero.
  public static func divideRounding(_ value: Int128, _ divisor: Int128) -> Int128 {
    let quotient = value / divisor
    let rest = (value % divisor).magnitude
    if rest >= divisor.magnitude - rest, rest != 0 { return (value < 0) != (divisor < 0) ? quotient - 1 : quotient + 1 }
    return quotient
  }

  private static func divideRounding(
    _ wide: (high: UInt128, low: UInt128.Magnitude), _ divisor: UInt128
  ) throws(DecimalOverflow) -> Int128 {
    // The quotient fits 128 bits only when the high half is below the divisor.
    if wide.high >= divisor { throw DecimalOverflow() }
    var (quotient, rest) = divisor.dividingFullWidth((high: wide.high, low: wide.low))
    if rest != 0, rest >= divisor - rest {
      let (next, overflow) = quotient.addingReportingOverflow(1)
      if overflow { throw DecimalOverflow() }
      quotient = next
    }
    guard let result = Int128(exactly: quotient) else { throw DecimalOverflow() }
    return result
  }
}

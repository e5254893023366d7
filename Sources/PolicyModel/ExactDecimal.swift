/// A number as an office writes it: exact, up to 38 digits, at most six of them behind the point.
///
/// `ExactDecimal("12.50")` is 1250 hundredths. Two values are equal when they are the same number, however written.
/// Operations that would need more than 38 digits throw; nothing wraps, nothing is rounded to binary.
public struct ExactDecimal: Sendable {
  /// The digits without the point.
  public let mantissa: Int128
  /// How many of the digits stand behind the point: 0…6.
  public let scale: Int

  public static let maximumScale = 6
  /// 38 digits; one more is an overflow.
  public static let limit: Int128 = 99_999_999_999_999_999_999_999_999_999_999_999_999

  public init(mantissa: Int128, scale: Int = 0) {
    self.mantissa = mantissa
    self.scale = scale
  }

  public init(_ value: Int) { self.init(mantissa: Int128(value)) }

  public static let zero = ExactDecimal(0)

  public var isZero: Bool { mantissa == 0 }
  public var isNegative: Bool { mantissa < 0 }

  /// The value as a whole number, if it is one.
  public var wholeNumber: Int? {
    let small = trimmed
    return small.scale == 0 ? Int(exactly: small.mantissa) : nil
  }

  /// The same number without needless zeros behind the point.
  public var trimmed: ExactDecimal {
    var mantissa = mantissa
    var scale = scale
    while scale > 0, mantissa % 10 == 0 {
      mantissa /= 10
      scale -= 1
    }
    return ExactDecimal(mantissa: mantissa, scale: scale)
  }

  /// An approximate value, for drawing only.
  public var approximate: Double { Double(mantissa) / Double(Self.power(scale)) }

  /// 10 to the n, 0…38.
  public static func power(_ n: Int) -> Int128 { powers[n] }

  private static let powers: [Int128] = {
    var list: [Int128] = [1]
    for _ in 0..<38 { list.append((list.last ?? 1) * 10) }
    return list
  }()
}

/// A result needed more than 38 digits.
public struct DecimalOverflow: Error, Sendable {
  public init() {}
}

extension ExactDecimal: Hashable, Comparable {
  public static func == (a: ExactDecimal, b: ExactDecimal) -> Bool { compare(a, b) == 0 }
  public static func < (a: ExactDecimal, b: ExactDecimal) -> Bool { compare(a, b) < 0 }

  public func hash(into hasher: inout Hasher) {
    let small = trimmed
    hasher.combine(small.mantissa)
    hasher.combine(small.scale)
  }

  /// −1, 0 or 1. Never overflows: what cannot be brought to one scale differs already before the point.
  public static func compare(_ a: ExactDecimal, _ b: ExactDecimal) -> Int {
    if a.scale == b.scale { return a.mantissa < b.mantissa ? -1 : (a.mantissa > b.mantissa ? 1 : 0) }
    if a.scale > b.scale { return -compare(b, a) }
    let (wide, overflow) = a.mantissa.multipliedReportingOverflow(by: power(b.scale - a.scale))
    if overflow { return a.mantissa < 0 ? -1 : 1 }
    return wide < b.mantissa ? -1 : (wide > b.mantissa ? 1 : 0)
  }
}

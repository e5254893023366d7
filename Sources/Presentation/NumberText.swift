internal import PolicyModel
internal import PolshText

/// How the numbers of one column are written: where the point goes, how many decimals, commas, and what follows.
struct NumberText: Sendable {
  /// How many places the point moves to the left: 3 from 円 to 千円, −2 from a ratio to ％.
  private var shift = 0
  /// Nil: all that the value has.
  private var decimals: Int?
  private var isGrouped: Bool
  private var showsPlus = false
  /// Whether zeros at the end of the decimals are left out.
  private var hidesZeros = false
  private var suffix = ""
  /// A unit that moving the point does not reach; no unit of today is one.
  private var oddUnit: Unit?

  init(_ field: Field) {
    isGrouped = !field.isPlainInteger
    // Figures with a unit per row are kept as printed.
    guard field.unitFrom == nil, let unit = field.unit, !unit.symbol.isEmpty else { return }
    decimals = unit.decimalsOnScreen
    // A unit that the person chose shows what there is, as far as two decimals go.
    hidesZeros = field.hasChosenUnit && unit.dimension == .money
    if hidesZeros { decimals = 2 }
    showsPlus = unit.dimension == .points
    if unit.standsInCells { suffix = unit.symbol }
    if let up = Self.zeros(unit.numerator), let down = Self.zeros(unit.denominator) {
      shift = up - down
    } else {
      oddUnit = unit
    }
  }

  /// Writes the number and gives the columns it takes.
  ///
  /// The point is moved in the digits, so that nothing is rounded twice and nothing can overflow.
  @discardableResult
  func append(mantissa: Int128, scale: Int, to bytes: inout [UInt8]) -> Int {
    if let oddUnit { return append(ExactDecimal(mantissa: mantissa, scale: scale), in: oddUnit, to: &bytes) }
    let start = bytes.count
    digits(mantissa, scale: scale + shift, to: &bytes)
    let width = bytes.count - start
    if suffix.isEmpty { return width }
    bytes.append(contentsOf: suffix.utf8)
    return width + DisplayWidth.of(suffix)
  }

  private func append(_ value: ExactDecimal, in unit: Unit, to bytes: inout [UInt8]) -> Int {
    let start = bytes.count
    do throws(DecimalOverflow) {
      let figure = try unit.fromBase(value)
      digits(figure.mantissa, scale: figure.scale, to: &bytes)
      bytes.append(contentsOf: suffix.utf8)
      return bytes.count - start - suffix.utf8.count + DisplayWidth.of(suffix)
    } catch {
      digits(value.mantissa, scale: value.scale, to: &bytes)
      bytes.append(contentsOf: unit.base.symbol.utf8)
      return DisplayWidth.of(String(decoding: bytes[start...], as: UTF8.self))
    }
  }

  /// Writes the digits from the last to the first, then turns them round.
  private func digits(_ mantissa: Int128, scale: Int, to bytes: inout [UInt8]) {
    let zero = UInt8(ascii: "0")
    var rest = mantissa.magnitude
    var scale = scale
    if let decimals, scale > decimals {
      rest = Self.rounded(rest, dropping: scale - decimals)
      scale = decimals
    }
    if decimals == nil || hidesZeros {
      while scale > 0, rest % 10 == 0 {
        rest /= 10
        scale -= 1
      }
    }
    let isZero = rest == 0
    let start = bytes.count
    if let decimals, decimals > 0, !hidesZeros { for _ in 0..<(decimals - max(0, scale)) { bytes.append(zero) } }
    if scale > 0 {
      for _ in 0..<scale {
        bytes.append(zero + UInt8(truncatingIfNeeded: rest % 10))
        rest /= 10
      }
    }
    if bytes.count > start { bytes.append(UInt8(ascii: ".")) }
    var zeros = isZero ? 0 : max(0, -scale)
    var written = 0
    while rest > UInt128(UInt64.max) || zeros > 0 {
      var digit = zero
      if zeros > 0 {
        zeros -= 1
      } else {
        digit += UInt8(truncatingIfNeeded: rest % 10)
        rest /= 10
      }
      appendWhole(digit, &written, to: &bytes)
    }
    // Most numbers fit 64 bits, whose division is many times quicker.
    var small = UInt64(truncatingIfNeeded: rest)
    while small > 0 || written == 0 {
      appendWhole(zero + UInt8(truncatingIfNeeded: small % 10), &written, to: &bytes)
      small /= 10
    }
    if !isZero {
      if mantissa < 0 { bytes.append(UInt8(ascii: "-")) } else if showsPlus { bytes.append(UInt8(ascii: "+")) }
    }
    bytes[start...].reverse()
  }

  private func appendWhole(_ digit: UInt8, _ written: inout Int, to bytes: inout [UInt8]) {
    if isGrouped, written > 0, written % 3 == 0 { bytes.append(UInt8(ascii: ",")) }
    bytes.append(digit)
    written += 1
  }

  /// Half away from zero (四捨五入).
  private static func rounded(_ value: UInt128, dropping count: Int) -> UInt128 {
    if count > 38 { return 0 }
    let divisor = UInt128(ExactDecimal.power(count))
    let rest = value % divisor
    return value / divisor + (rest >= divisor - rest ? 1 : 0)
  }

  /// `1000` → 3; nil for what is no power of ten.
  private static func zeros(_ value: Int128) -> Int? {
    var rest = value
    var count = 0
    while rest >= 10, rest % 10 == 0 {
      rest /= 10
      count += 1
    }
    return rest == 1 ? count : nil
  }
}

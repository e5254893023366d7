internal import ColumnStore
internal import PolicyModel

/// Collects the numbers of a column in 64 bits while they fit, all brought to the largest number of decimals seen.
struct NumberAccumulator {
  private var narrow: [Int64] = []
  /// Used instead of `narrow` from the first number that does not fit.
  private var wide: [Int128] = []
  private var isWide = false
  private var scale = 0

  /// Appends mantissa / 10^scale; scale 0…6.
  @inline(__always)
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

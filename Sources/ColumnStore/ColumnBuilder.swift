public import PolicyModel

/// Packs values one after the other into a column of a given type.
public struct ColumnBuilder: Sendable {
  public let type: ColumnType
  private var mask: [UInt8] = []
  private var anyMissing = false
  private var mantissas: [Int128] = []
  private var scales: [UInt8] = []
  private var highestScale = 0
  private var years: [Int16] = []
  private var bools: [Bool] = []
  private var codes: [Int32] = []
  private var offsets: [Int32] = [0]
  private var texts: [String] = []
  private var index: [String: Int32] = [:]

  public init(_ type: ColumnType) {
    self.type = type
    if let scale = type.scale { texts = scale.levels }
  }

  public mutating func append(missing reason: MissingReason) {
    mask.append(reason.rawValue)
    anyMissing = true
    switch type {
    case .number: appendNumber(.zero)
    case .year: years.append(0)
    case .bool: bools.append(false)
    case .text, .level: codes.append(0)
    case .list: offsets.append(Int32(codes.count))
    }
  }

  /// Appends a value of the column's type; a value of another type counts as missing (計算不能).
  public mutating func append(_ value: Value) {
    switch (type, value) {
    case (_, .missing(let reason)): return append(missing: reason)
    case (.number, .number(let number)): appendNumber(number)
    case (.number, .year(let year)): appendNumber(ExactDecimal(year))
    case (.year, .year(let year)): years.append(Int16(clamping: year))
    case (.bool, .bool(let flag)): bools.append(flag)
    case (.text, .text(let text)): codes.append(code(text))
    case (.level, .level(let place)): codes.append(Int32(place))
    case (.list(let element), .list(let values)):
      let start = codes.count
      for value in values {
        switch (element, value) {
        case (.text, .text(let text)): codes.append(code(text))
        case (.level, .level(let place)): codes.append(Int32(place))
        default: break
        }
      }
      // A list without elements is missing, for functions as for conditions.
      if codes.count == start { return append(missing: .blank) }
      offsets.append(Int32(codes.count))
    default: return append(missing: .incomputable)
    }
    mask.append(0)
  }

  private mutating func appendNumber(_ number: ExactDecimal) {
    mantissas.append(number.mantissa)
    scales.append(UInt8(number.scale))
    highestScale = max(highestScale, number.scale)
  }

  private mutating func code(_ text: String) -> Int32 {
    if let known = index[text] { return known }
    let new = Int32(texts.count)
    texts.append(text)
    index[text] = new
    return new
  }

  /// The packed column. Throws when the numbers cannot be brought to one scale within 38 digits.
  public func finished() throws(DecimalOverflow) -> Column {
    let missing = MissingMask(anyMissing ? mask : [])
    switch type {
    case .number: return Column(.numbers(try packed()), missing: missing)
    case .year: return Column(.years(years), missing: missing)
    case .bool: return Column(.bools(bools), missing: missing)
    case .text, .level: return Column(.codes(codes, TextDictionary(texts)), missing: missing)
    case .list: return Column(.lists(offsets: offsets, elements: codes, TextDictionary(texts)), missing: missing)
    }
  }

  private func packed() throws(DecimalOverflow) -> NumberVector {
    var wide: [Int128] = []
    wide.reserveCapacity(mantissas.count)
    var fits = true
    for (mantissa, scale) in zip(mantissas, scales) {
      let (value, overflow) = mantissa.multipliedReportingOverflow(by: ExactDecimal.power(highestScale - Int(scale)))
      if overflow { throw DecimalOverflow() }
      if value > Int128(Int64.max) || value < Int128(Int64.min) { fits = false }
      wide.append(value)
    }
    return fits
      ? .narrow(wide.map { Int64(truncatingIfNeeded: $0) }, scale: highestScale) : .wide(wide, scale: highestScale)
  }
}

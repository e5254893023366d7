internal import PolicyModel

/// The figures of one block's rows, packed: as written, all with one number of decimals.
struct FigureSegment: Sendable {
  var values: PackedIntegers
  var scale: Int
  /// Why cells are missing, one byte a row; empty when none is. The value of a missing cell may be any.
  var reasons: [UInt8]
  /// The values of cells that are not missing lie between these; nil where there are none, or wide ones.
  var range: ClosedRange<Int64>?

  var size: Int { values.size + reasons.count + 96 }
}

/// The figures of one block while they are read, cell by cell: brought to the largest number of decimals seen.
@safe struct FigureStage {
  private let values: UnsafeMutablePointer<Int64>
  private let reasons: UnsafeMutablePointer<UInt8>
  private let capacity: Int
  private(set) var count = 0
  private var scale = 0
  private var low = Int64.max
  private var high = Int64.min
  private var hasMissing = false
  /// Used instead of `values` from the first number that does not fit.
  private var wide: [Int128] = []
  private var isWide = false

  /// - Parameter space: has reserved the rows.
  init(_ space: StagingSpace, capacity: Int) {
    // SAFETY: the space outlives the stage, which writes at most `capacity` values.
    unsafe values = space.values
    unsafe reasons = space.reasons
    self.capacity = capacity
  }

  /// Appends mantissa / 10^scale; scale 0…6.
  @inline(__always)
  mutating func append(_ mantissa: Int64, scale cellScale: Int) throws(DecimalOverflow) {
    if cellScale != scale || isWide { return try append(Int128(mantissa), scale: cellScale) }
    assert(count < capacity)
    // SAFETY: a block has no more rows than were reserved.
    unsafe values[count] = mantissa
    unsafe reasons[count] = 0
    count += 1
    low = min(low, mantissa)
    high = max(high, mantissa)
  }

  /// A cell without a value.
  @inline(__always)
  mutating func append(missing reason: UInt8) {
    assert(count < capacity)
    // SAFETY: a block has no more rows than were reserved.
    unsafe values[count] = 0
    unsafe reasons[count] = reason
    count += 1
    hasMissing = true
    if isWide { wide.append(0) }
  }

  mutating func append(_ mantissa: Int128, scale cellScale: Int) throws(DecimalOverflow) {
    if cellScale > scale { try raise(to: cellScale) }
    let value = try Self.scaled(mantissa, by: scale - cellScale)
    if !isWide {
      if let small = Int64(exactly: value) { return try append(small, scale: scale) }
      widen()
    }
    // SAFETY: a block has no more rows than were reserved.
    unsafe reasons[count] = 0
    wide.append(value)
    count += 1
  }

  private mutating func raise(to newScale: Int) throws(DecimalOverflow) {
    let steps = newScale - scale
    scale = newScale
    if !isWide {
      let factor = Int64(truncatingIfNeeded: ExactDecimal.power(steps))
      let limit = Int64.max / factor
      if low >= -limit, high <= limit || low > high {
        // SAFETY: `count` values are written.
        for index in 0..<count { unsafe values[index] *= factor }
        if low <= high {
          low *= factor
          high *= factor
        }
        return
      }
      widen()
    }
    for index in wide.indices { wide[index] = try Self.scaled(wide[index], by: steps) }
  }

  private mutating func widen() {
    wide.reserveCapacity(capacity)
    // SAFETY: `count` values and reasons are written; of a missing cell the value is 0.
    for index in 0..<count { wide.append(Int128(unsafe values[index])) }
    isWide = true
  }

  private static func scaled(_ mantissa: Int128, by steps: Int) throws(DecimalOverflow) -> Int128 {
    if steps == 0 { return mantissa }
    let (value, overflow) = mantissa.multipliedReportingOverflow(by: ExactDecimal.power(steps))
    if overflow { throw DecimalOverflow() }
    return value
  }

  /// What was appended, packed.
  func packed() -> FigureSegment {
    // SAFETY: `count` values and reasons are written.
    let reasons = hasMissing ? unsafe Array(UnsafeBufferPointer(start: reasons, count: count)) : []
    if isWide { return FigureSegment(values: PackedIntegers(wide: wide), scale: scale, reasons: reasons) }
    // SAFETY: as above.
    let packed = unsafe PackedIntegers(UnsafeBufferPointer(start: values, count: count), low: low, high: high)
    return FigureSegment(values: packed, scale: scale, reasons: reasons, range: low <= high ? low...high : nil)
  }
}

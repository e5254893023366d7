/// Whole numbers of some rows in as few bytes each as they need: counted from the smallest of them.
///
/// Amounts up to 16 million take three bytes, years of one generation one.
struct PackedIntegers: Sendable {
  private enum Bytes: Sendable {
    /// All are the smallest.
    case none
    case one([UInt8])
    case two([UInt16])
    /// Three bytes each, the lowest first, and one more at the end so that four can be read anywhere.
    case three([UInt8])
    case four([UInt32])
    case eight([Int64])
    case wide([Int128])
  }

  let count: Int
  private let low: Int64
  private let bytes: Bytes

  /// Packs values that lie between the two, but for those that do not matter.
  init(_ values: UnsafeBufferPointer<Int64>, low: Int64, high: Int64) {
    count = values.count
    if low > high {
      self.low = 0
      bytes = .none
      return
    }
    self.low = low
    let (span, overflow) = high.subtractingReportingOverflow(low)
    // SAFETY: the buffer is read element by element within its count.
    if overflow || span > Int64(UInt32.max) {
      bytes = .eight(unsafe Array(values))
    } else if span > 0xFF_FFFF {
      bytes = .four(unsafe Self.packed(values, low))
    } else if span > 0xFFFF {
      bytes = .three(unsafe Self.packedByThree(values, low))
    } else if span > 0xFF {
      bytes = .two(unsafe Self.packed(values, low))
    } else {
      bytes = span == 0 ? .none : .one(unsafe Self.packed(values, low))
    }
  }

  init(wide values: [Int128]) {
    count = values.count
    low = 0
    bytes = .wide(values)
  }

  var isWide: Bool {
    if case .wide = bytes { return true }
    return false
  }

  /// How many bytes it takes.
  var size: Int {
    switch bytes {
    case .none: 0
    case .one: count
    case .two: count * 2
    case .three: count * 3
    case .four: count * 4
    case .eight: count * 8
    case .wide: count * 16
    }
  }

  @inline(__always)
  private static func packed<T: FixedWidthInteger>(_ values: UnsafeBufferPointer<Int64>, _ low: Int64) -> [T] {
    // SAFETY: as many elements are written as the buffer has.
    unsafe [T](unsafeUninitializedCapacity: values.count) { space, count in
      for index in 0..<values.count {
        unsafe space.initializeElement(at: index, to: T(truncatingIfNeeded: values[index] &- low))
      }
      count = values.count
    }
  }

  private static func packedByThree(_ values: UnsafeBufferPointer<Int64>, _ low: Int64) -> [UInt8] {
    // SAFETY: three bytes are written for each value of the buffer, and one behind them.
    unsafe [UInt8](unsafeUninitializedCapacity: values.count * 3 + 1) { space, count in
      for index in 0..<values.count {
        let value = unsafe values[index] &- low
        // SAFETY: as above.
        unsafe space.initializeElement(at: 3 * index, to: UInt8(truncatingIfNeeded: value))
        unsafe space.initializeElement(at: 3 * index + 1, to: UInt8(truncatingIfNeeded: value >> 8))
        unsafe space.initializeElement(at: 3 * index + 2, to: UInt8(truncatingIfNeeded: value >> 16))
      }
      count = values.count * 3 + 1
      unsafe space.initializeElement(at: count - 1, to: 0)
    }
  }

  /// Writes some of the values times a factor to where a column is put together; the products are known to fit.
  func write(_ range: Range<Int>, to target: UnsafeMutablePointer<Int64>, times factor: Int64) {
    // SAFETY: the caller has room for as many values as the range from `target` on.
    switch bytes {
    case .none: unsafe target.initialize(repeating: low &* factor, count: range.count)
    case .one(let values): unsafe write(values[range], to: target, times: factor)
    case .two(let values): unsafe write(values[range], to: target, times: factor)
    case .three(let values): unsafe writeByThree(values, range, to: target, times: factor)
    case .four(let values): unsafe write(values[range], to: target, times: factor)
    case .eight(let values):
      for (index, value) in values[range].enumerated() {
        // SAFETY: as above.
        unsafe (target + index).initialize(to: value &* factor)
      }
    case .wide(let values):
      for (index, value) in values[range].enumerated() {
        // SAFETY: as above.
        unsafe (target + index).initialize(to: Int64(truncatingIfNeeded: value) &* factor)
      }
    }
  }

  @inline(__always)
  private func write<T: FixedWidthInteger>(
    _ values: ArraySlice<T>, to target: UnsafeMutablePointer<Int64>, times factor: Int64
  ) {
    // SAFETY: the caller has room for all values from `target` on.
    unsafe values.withUnsafeBufferPointer { values in
      // As a rule there is nothing to multiply by, and then several values are written at once.
      if factor == 1 {
        for index in 0..<values.count {
          unsafe (target + index).initialize(to: low &+ Int64(truncatingIfNeeded: values[index]))
        }
        return
      }
      for index in 0..<values.count {
        // SAFETY: as above.
        unsafe (target + index).initialize(to: (low &+ Int64(truncatingIfNeeded: values[index])) &* factor)
      }
    }
  }

  private func writeByThree(
    _ values: [UInt8], _ range: Range<Int>, to target: UnsafeMutablePointer<Int64>, times factor: Int64
  ) {
    // SAFETY: a value's three bytes are followed by one more, so that four can be read; the caller has room for the range.
    unsafe values.withUnsafeBytes { bytes in
      if factor == 1 {
        for index in 0..<range.count {
          let place = 3 * (range.lowerBound + index)
          let four = unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self))
          unsafe (target + index).initialize(to: low &+ Int64(four & 0xFF_FFFF))
        }
        return
      }
      for (index, place) in range.enumerated() {
        // SAFETY: as above.
        let four = unsafe UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 3 * place, as: UInt32.self))
        unsafe (target + index).initialize(to: (low &+ Int64(four & 0xFF_FFFF)) &* factor)
      }
    }
  }

  /// All values, none of them wide.
  var unpacked: [Int64] {
    // SAFETY: as many elements are written as there are.
    unsafe [Int64](unsafeUninitializedCapacity: count) { space, used in
      if let base = space.baseAddress { unsafe write(0..<count, to: base, times: 1) }
      used = count
    }
  }

  /// All values times a factor in 128 bits; nil where one does not fit after all.
  func wideValues(times factor: Int128) -> [Int128]? {
    var result: [Int128] = []
    result.reserveCapacity(count)
    if case .wide(let values) = bytes {
      for value in values {
        let (product, overflow) = value.multipliedReportingOverflow(by: factor)
        if overflow { return nil }
        result.append(product)
      }
      return result
    }
    for value in unpacked {
      let (product, overflow) = Int128(value).multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      result.append(product)
    }
    return result
  }
}

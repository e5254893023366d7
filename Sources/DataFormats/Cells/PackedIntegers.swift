/// Whole numbers of some rows in as few bytes each as they need: a file's figures before a query asks for them.
enum PackedIntegers: Sendable {
  case bytes([Int8])
  case halves([Int16])
  case words([Int32])
  case narrow([Int64])
  case wide([Int128])

  /// Packs values that lie between the two.
  init(_ values: UnsafeBufferPointer<Int64>, low: Int64, high: Int64) {
    // SAFETY: the buffer is read element by element within its count.
    if low >= Int64(Int8.min), high <= Int64(Int8.max) {
      self = .bytes(unsafe Self.packed(values))
    } else if low >= Int64(Int16.min), high <= Int64(Int16.max) {
      self = .halves(unsafe Self.packed(values))
    } else if low >= Int64(Int32.min), high <= Int64(Int32.max) {
      self = .words(unsafe Self.packed(values))
    } else {
      self = .narrow(unsafe Self.packed(values))
    }
  }

  @inline(__always)
  private static func packed<T: FixedWidthInteger>(_ values: UnsafeBufferPointer<Int64>) -> [T] {
    // SAFETY: as many elements are written as the buffer has.
    unsafe [T](unsafeUninitializedCapacity: values.count) { space, count in
      for index in 0..<values.count { unsafe space.initializeElement(at: index, to: T(truncatingIfNeeded: values[index])) }
      count = values.count
    }
  }

  /// How many bytes it takes.
  var size: Int {
    switch self {
    case .bytes(let values): values.count
    case .halves(let values): values.count * 2
    case .words(let values): values.count * 4
    case .narrow(let values): values.count * 8
    case .wide(let values): values.count * 16
    }
  }

  /// Writes the values times a factor to where a column is put together; the products are known to fit.
  func write(to target: UnsafeMutablePointer<Int64>, times factor: Int64) {
    // SAFETY: the caller has room for all values from `target` on.
    switch self {
    case .bytes(let values): unsafe Self.write(values, to: target, times: factor)
    case .halves(let values): unsafe Self.write(values, to: target, times: factor)
    case .words(let values): unsafe Self.write(values, to: target, times: factor)
    case .narrow(let values): unsafe Self.write(values, to: target, times: factor)
    case .wide(let values): unsafe Self.write(values, to: target, times: factor)
    }
  }

  @inline(__always)
  private static func write<T: FixedWidthInteger>(
    _ values: [T], to target: UnsafeMutablePointer<Int64>, times factor: Int64
  ) {
    // SAFETY: the caller has room for all values from `target` on.
    if factor == 1 {
      for index in values.indices { unsafe (target + index).initialize(to: Int64(truncatingIfNeeded: values[index])) }
    } else {
      for index in values.indices {
        unsafe (target + index).initialize(to: Int64(truncatingIfNeeded: values[index]) &* factor)
      }
    }
  }

  /// As many values as there are, in 128 bits; nil where one does not fit after all.
  func wideValues(times factor: Int128) -> [Int128]? {
    switch self {
    case .bytes(let values): Self.widened(values, factor)
    case .halves(let values): Self.widened(values, factor)
    case .words(let values): Self.widened(values, factor)
    case .narrow(let values): Self.widened(values, factor)
    case .wide(let values): Self.widened(values, factor)
    }
  }

  private static func widened<T: FixedWidthInteger>(_ values: [T], _ factor: Int128) -> [Int128]? {
    var result: [Int128] = []
    result.reserveCapacity(values.count)
    for value in values {
      let (product, overflow) = Int128(value).multipliedReportingOverflow(by: factor)
      if overflow { return nil }
      result.append(product)
    }
    return result
  }
}

/// The numbers of spellings in some rows, in as few bytes each as they need.
enum PackedCodes: Sendable {
  case bytes([UInt8])
  case halves([UInt16])
  case words([UInt32])

  /// Packs codes that are all below the bound.
  init(_ codes: UnsafeBufferPointer<UInt32>, bound: Int) {
    // SAFETY: the buffer is read element by element within its count.
    if bound <= 1 << 8 {
      self = .bytes(unsafe Self.packed(codes))
    } else if bound <= 1 << 16 {
      self = .halves(unsafe Self.packed(codes))
    } else {
      self = .words(unsafe Self.packed(codes))
    }
  }

  @inline(__always)
  private static func packed<T: FixedWidthInteger>(_ codes: UnsafeBufferPointer<UInt32>) -> [T] {
    // SAFETY: as many elements are written as the buffer has.
    unsafe [T](unsafeUninitializedCapacity: codes.count) { space, count in
      for index in 0..<codes.count {
        unsafe space.initializeElement(at: index, to: T(truncatingIfNeeded: codes[index]))
      }
      count = codes.count
    }
  }

  /// How many bytes it takes.
  var size: Int {
    switch self {
    case .bytes(let codes): codes.count
    case .halves(let codes): codes.count * 2
    case .words(let codes): codes.count * 4
    }
  }

  /// Writes what some of the codes stand for to where a column is put together.
  func write(_ range: Range<Int>, to target: UnsafeMutablePointer<Int32>, meaning: [Int32]) {
    // SAFETY: the caller has room for as many codes as the range from `target` on.
    switch self {
    case .bytes(let codes): unsafe Self.write(codes[range], to: target, meaning)
    case .halves(let codes): unsafe Self.write(codes[range], to: target, meaning)
    case .words(let codes): unsafe Self.write(codes[range], to: target, meaning)
    }
  }

  @inline(__always)
  private static func write<T: FixedWidthInteger>(
    _ codes: ArraySlice<T>, to target: UnsafeMutablePointer<Int32>, _ meaning: [Int32]
  ) {
    // SAFETY: the caller has room for all codes from `target` on; the meaning is looked up with its bounds checked.
    unsafe codes.withUnsafeBufferPointer { codes in
      for index in 0..<codes.count {
        unsafe (target + index).initialize(to: meaning[Int(truncatingIfNeeded: codes[index])])
      }
    }
  }
}

extension Column {
  /// The cells at a range of rows.
  public func sliced(_ range: Range<Int>) -> Column {
    if range.count == count { return self }
    let mask = missing.isEmpty ? MissingMask() : MissingMask(Array(missing.reasons[range]))
    let result: Storage
    switch storage {
    case .numbers(.narrow(let values, let scale)): result = .numbers(.narrow(Array(values[range]), scale: scale))
    case .numbers(.wide(let values, let scale)): result = .numbers(.wide(Array(values[range]), scale: scale))
    case .years(let values): result = .years(Array(values[range]))
    case .codes(let codes, let dictionary): result = .codes(Array(codes[range]), dictionary)
    case .bools(let values): result = .bools(Array(values[range]))
    case .lists(let offsets, let elements, let dictionary):
      let start = offsets[range.lowerBound]
      result = .lists(
        offsets: offsets[range.lowerBound...range.upperBound].map { $0 - start },
        elements: Array(elements[Int(start)..<Int(offsets[range.upperBound])]), dictionary)
    }
    return Column(result, missing: mask)
  }

  /// The cells of several columns of one kind, one after the other; nil where their kinds or dictionaries differ.
  public static func concatenated(_ parts: [Column]) -> Column? {
    guard let first = parts.first else { return nil }
    if parts.count == 1 { return first }
    let total = parts.reduce(0) { $0 + $1.count }
    let storage: Storage
    switch first.storage {
    case .numbers:
      guard let vector = numbers(parts, total) else { return nil }
      storage = .numbers(vector)
    case .years:
      var years: [Int16] = []
      years.reserveCapacity(total)
      for part in parts {
        guard case .years(let values) = part.storage else { return nil }
        years += values
      }
      storage = .years(years)
    case .bools:
      var bools: [Bool] = []
      bools.reserveCapacity(total)
      for part in parts {
        guard case .bools(let values) = part.storage else { return nil }
        bools += values
      }
      storage = .bools(bools)
    case .codes(_, let dictionary):
      var codes: [Int32] = []
      codes.reserveCapacity(total)
      for part in parts {
        guard case .codes(let values, let other) = part.storage, other === dictionary else { return nil }
        codes += values
      }
      storage = .codes(codes, dictionary)
    case .lists(_, _, let dictionary):
      var offsets: [Int32] = [0]
      var elements: [Int32] = []
      offsets.reserveCapacity(total + 1)
      for part in parts {
        guard case .lists(let starts, let values, let other) = part.storage, other === dictionary else { return nil }
        let start = Int32(truncatingIfNeeded: elements.count)
        for offset in starts.dropFirst() { offsets.append(start + offset) }
        elements += values
      }
      storage = .lists(offsets: offsets, elements: elements, dictionary)
    }
    return Column(storage, missing: masks(parts, total))
  }

  private static func masks(_ parts: [Column], _ total: Int) -> MissingMask {
    if parts.allSatisfy({ $0.missing.isEmpty }) { return MissingMask() }
    var reasons: [UInt8] = []
    reasons.reserveCapacity(total)
    for part in parts {
      if part.missing.isEmpty {
        reasons += [UInt8](repeating: 0, count: part.count)
      } else {
        reasons += part.missing.reasons
      }
    }
    return MissingMask(reasons)
  }

  /// Numbers of one number of decimals; nil where they differ.
  private static func numbers(_ parts: [Column], _ total: Int) -> NumberVector? {
    var narrow: [Int64] = []
    var wide: [Int128] = []
    var scale: Int?
    let isWide = parts.contains { if case .numbers(.wide) = $0.storage { true } else { false } }
    if isWide { wide.reserveCapacity(total) } else { narrow.reserveCapacity(total) }
    for part in parts {
      guard case .numbers(let vector) = part.storage, scale ?? vector.scale == vector.scale else { return nil }
      scale = vector.scale
      switch vector {
      case .narrow(let values, _):
        if isWide { wide += values.map { Int128($0) } } else { narrow += values }
      case .wide(let values, _): wide += values
      }
    }
    return isWide ? .wide(wide, scale: scale ?? 0) : .narrow(narrow, scale: scale ?? 0)
  }
}

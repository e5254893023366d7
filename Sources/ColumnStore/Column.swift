public import PolicyModel

/// Which cells of a column are missing and why: one byte a cell, 0 present, otherwise a `MissingReason`.
///
/// Empty when no cell is missing, so that complete columns cost nothing.
public struct MissingMask: Sendable, Hashable {
  public var reasons: [UInt8]

  public init(_ reasons: [UInt8] = []) { self.reasons = reasons }

  @inlinable public var isEmpty: Bool { reasons.isEmpty }
  @inlinable public subscript(row: Int) -> Bool { !reasons.isEmpty && reasons[row] != 0 }

  public func reason(_ row: Int) -> MissingReason? {
    reasons.isEmpty ? nil : MissingReason(rawValue: reasons[row])
  }

  /// The number of missing cells.
  public var count: Int {
    var total = 0
    for reason in reasons where reason != 0 { total += 1 }
    return total
  }
}

/// Exact numbers of one column, all with the same number of decimals; whole columns of 64-bit values while they fit.
public enum NumberVector: Sendable {
  case narrow([Int64], scale: Int)
  case wide([Int128], scale: Int)

  public var count: Int {
    switch self {
    case .narrow(let values, _): values.count
    case .wide(let values, _): values.count
    }
  }

  public var scale: Int {
    switch self {
    case .narrow(_, let scale), .wide(_, let scale): scale
    }
  }

  @inlinable public func mantissa(_ row: Int) -> Int128 {
    switch self {
    case .narrow(let values, _): Int128(values[row])
    case .wide(let values, _): values[row]
    }
  }

  public subscript(row: Int) -> ExactDecimal { ExactDecimal(mantissa: mantissa(row), scale: scale) }
}

/// The cells of one column, packed by what they are.
public struct Column: Sendable {
  public enum Storage: Sendable {
    case numbers(NumberVector)
    case years([Int16])
    /// Text and levels: codes into a dictionary; the code of a missing cell is 0 or any other and means nothing.
    case codes([Int32], TextDictionary)
    case bools([Bool])
    /// Lists: cell `i` holds the element codes `elements[offsets[i]..<offsets[i + 1]]`.
    case lists(offsets: [Int32], elements: [Int32], TextDictionary)
  }

  public var storage: Storage
  public var missing: MissingMask

  public init(_ storage: Storage, missing: MissingMask = MissingMask()) {
    self.storage = storage
    self.missing = missing
  }

  public var count: Int {
    switch storage {
    case .numbers(let vector): vector.count
    case .years(let values): values.count
    case .codes(let codes, _): codes.count
    case .bools(let values): values.count
    case .lists(let offsets, _, _): max(0, offsets.count - 1)
    }
  }

  /// One cell, unpacked. Lists and levels need no type: a level's place is its code. Text columns give `.text`.
  public func value(_ row: Int, isLevel: Bool) -> Value {
    if let reason = missing.reason(row) { return .missing(reason) }
    switch storage {
    case .numbers(let vector): return .number(vector[row])
    case .years(let values): return .year(Int(values[row]))
    case .codes(let codes, let dictionary):
      return isLevel ? .level(Int(codes[row])) : .text(dictionary.text(at: Int(codes[row])))
    case .bools(let values): return .bool(values[row])
    case .lists(let offsets, let elements, let dictionary):
      return .list(
        elements[Int(offsets[row])..<Int(offsets[row + 1])].map {
          isLevel ? .level(Int($0)) : .text(dictionary.text(at: Int($0)))
        })
    }
  }

  /// One cell of a column with that type.
  public func value(_ row: Int, of type: ColumnType) -> Value { value(row, isLevel: type.scale != nil) }
}

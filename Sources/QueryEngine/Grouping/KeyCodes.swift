internal import ColumnStore
internal import Diagnostics

/// The cells of a key column as small whole numbers, equal where the cells are; missing is one value.
struct KeyCodes {
  var codes: [Int32]
  /// All codes are below this.
  var domain: Int

  init(_ column: Column) throws(Diagnostic) {
    let missing = column.missing
    switch column.storage {
    case .codes(let codes, let dictionary):
      if missing.isEmpty {
        self.init(codes, domain: dictionary.count)
      } else {
        let last = Int32(clamping: dictionary.count)
        self.init(eachRow(codes.count) { missing[$0] ? last : codes[$0] }, domain: dictionary.count + 1)
      }
    case .years(let years): self.init(years, missing)
    case .bools(let flags):
      self.init(eachRow(flags.count) { missing[$0] ? 2 : Int32(flags[$0].number) }, domain: 3)
    case .numbers(.narrow(let values, _)): self.init(values, missing)
    case .numbers(.wide(let values, _)): self.init(values, missing)
    case .lists: throw .fault("list as key")
    }
  }

  private init(_ codes: [Int32], domain: Int) {
    self.codes = codes
    self.domain = domain
  }

  /// Counted from the smallest where they lie close together, numbered as they come otherwise.
  private init<T: FixedWidthInteger & Sendable>(_ values: [T], _ missing: MissingMask) {
    if let range = PresentRange(values, missing), let span = range.span, span <= UInt64(4 * values.count + 1024),
      span < UInt64(Int32.max)
    {
      let (low, last) = (UInt64(truncatingIfNeeded: range.low), Int32(truncatingIfNeeded: span) + 1)
      let codes = eachRow(values.count) { row in
        missing[row] ? last : Int32(truncatingIfNeeded: UInt64(truncatingIfNeeded: values[row]) &- low)
      }
      self.init(codes, domain: Int(last) + 1)
      return
    }
    var interner = Interner<T>()
    var codes = [Int32](repeating: 0, count: values.count)
    for row in values.indices { codes[row] = missing[row] ? 0 : interner.number(of: values[row]) + 1 }
    self.init(codes, domain: interner.keys.count + 1)
  }
}

/// The smallest and the largest present cell.
struct PresentRange<T: FixedWidthInteger & Sendable> {
  var low: T
  var high: T

  /// Nil where every cell is missing.
  init?(_ values: [T], _ missing: MissingMask) {
    var (low, high) = (T.max, T.min)
    if missing.isEmpty {
      for value in values {
        low = min(low, value)
        high = max(high, value)
      }
    } else {
      for row in values.indices where !missing[row] {
        low = min(low, values[row])
        high = max(high, values[row])
      }
    }
    if low > high { return nil }
    self.low = low
    self.high = high
  }

  /// high − low, if 64 bits hold it.
  var span: UInt64? {
    let (distance, overflow) = high.subtractingReportingOverflow(low)
    if !overflow { return UInt64(exactly: distance) }
    // A distance beyond the signed type still fits the unsigned one of 64 bits.
    return T.bitWidth <= 64 ? UInt64(truncatingIfNeeded: high) &- UInt64(truncatingIfNeeded: low) : nil
  }
}

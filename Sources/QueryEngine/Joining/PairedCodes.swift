internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The cells of one key on both sides of a join as whole numbers, equal where the cells are; −1 where nothing can be
/// equal: a missing cell, a value that the right side does not have.
struct PairedCodes {
  var left: [Int32]
  var right: [Int32]
  /// All codes are below this.
  var domain: Int

  /// Texts and levels compare by their words, numbers by their values whatever their decimals.
  init(_ left: Column, _ right: Column) throws(Diagnostic) {
    switch (left.storage, right.storage) {
    case (.codes(let a, let texts), .codes(let b, let others)):
      let codes = others.codes(ofTexts: texts)
      self.init(
        left: codes.map { codes in eachRow(a.count) { left.missing[$0] ? -1 : codes[Int(a[$0])] } }
          ?? eachRow(a.count) { left.missing[$0] ? -1 : a[$0] },
        right: eachRow(b.count) { right.missing[$0] ? -1 : b[$0] }, domain: others.count)
    case (.years(let a), .years(let b)): self.init(a, left.missing, b, right.missing)
    case (.bools(let a), .bools(let b)):
      self.init(
        left: eachRow(a.count) { left.missing[$0] ? -1 : Int32(a[$0].number) },
        right: eachRow(b.count) { right.missing[$0] ? -1 : Int32(b[$0].number) }, domain: 2)
    case (.numbers(.narrow(let a, let scale)), .numbers(.narrow(let b, let other))) where scale == other:
      self.init(a, left.missing, b, right.missing)
    case (.numbers(let a), .numbers(let b)):
      let scale = max(a.scale, b.scale)
      let (x, y) = (a.scaled(to: scale, left.missing), b.scaled(to: scale, right.missing))
      self.init(x.values, x.missing, y.values, y.missing)
    default: throw .fault("join keys")
    }
  }

  private init(left: [Int32], right: [Int32], domain: Int) {
    self.left = left
    self.right = right
    self.domain = domain
  }

  /// Counted from the right's smallest where its values lie close together, numbered as they come otherwise.
  private init<T: FixedWidthInteger & Sendable>(
    _ a: [T], _ missingA: MissingMask, _ b: [T], _ missingB: MissingMask
  ) {
    guard let range = PresentRange(b, missingB) else {
      left = [Int32](repeating: -1, count: a.count)
      right = [Int32](repeating: -1, count: b.count)
      domain = 0
      return
    }
    if let span = range.span, span <= UInt64(4 * (a.count + b.count) + 1024), span < UInt64(Int32.max) {
      let (low, high) = (range.low, range.high)
      let base = UInt64(truncatingIfNeeded: low)
      left = eachRow(a.count) { row in
        let value = a[row]
        if missingA[row] || value < low || value > high { return -1 }
        return Int32(truncatingIfNeeded: UInt64(truncatingIfNeeded: value) &- base)
      }
      right = eachRow(b.count) { row in
        missingB[row] ? -1 : Int32(truncatingIfNeeded: UInt64(truncatingIfNeeded: b[row]) &- base)
      }
      domain = Int(span) + 1
      return
    }
    var interner = Interner<T>()
    var codes = [Int32](repeating: -1, count: b.count)
    for row in b.indices where !missingB[row] { codes[row] = interner.number(of: b[row]) }
    right = codes
    left = eachRow(a.count) { missingA[$0] ? -1 : interner.known(a[$0]) }
    domain = interner.keys.count
  }

  /// Two keys as one.
  func joined(_ next: PairedCodes) -> PairedCodes {
    let width = Int64(next.domain)
    // Both are below 2³¹, so the product fits.
    let product = Int64(domain) * width
    func packed(_ a: Int32, _ b: Int32) -> Int64 { a < 0 || b < 0 ? -1 : Int64(a) &* width &+ Int64(b) }
    var result = self
    if product <= Int64(4 * (left.count + right.count) + 1024), product < Int64(Int32.max) {
      let (a, b) = (left, next.left)
      result.left = eachRow(a.count) { Int32(truncatingIfNeeded: packed(a[$0], b[$0])) }
      let (c, d) = (right, next.right)
      result.right = eachRow(c.count) { Int32(truncatingIfNeeded: packed(c[$0], d[$0])) }
      result.domain = Int(product)
      return result
    }
    var interner = Interner<Int64>()
    for row in right.indices {
      let key = packed(right[row], next.right[row])
      result.right[row] = key < 0 ? -1 : interner.number(of: key)
    }
    for row in left.indices {
      let key = packed(left[row], next.left[row])
      result.left[row] = key < 0 ? -1 : interner.known(key)
    }
    result.domain = interner.keys.count
    return result
  }
}

extension TextDictionary {
  /// For each text of another dictionary its code here, −1 for none; nil where the codes are the same.
  func codes(ofTexts other: TextDictionary) -> [Int32]? {
    if self === other || texts == other.texts { return nil }
    var index: [String: Int32] = [:]
    index.reserveCapacity(count)
    for (code, text) in texts.enumerated() where index[text] == nil { index[text] = Int32(code) }
    return other.texts.map { index[$0] ?? -1 }
  }
}

extension NumberVector {
  /// The mantissas with more decimals; what then does not fit equals no other value and counts as missing.
  fileprivate func scaled(to scale: Int, _ missing: MissingMask) -> (values: [Int128], missing: MissingMask) {
    let factor = ExactDecimal.power(scale - self.scale)
    var reasons: [UInt8] = missing.reasons
    var values: [Int128] = []
    values.reserveCapacity(count)
    for row in 0..<count {
      let (value, overflow) = mantissa(row).multipliedReportingOverflow(by: factor)
      if overflow {
        if reasons.isEmpty { reasons = [UInt8](repeating: 0, count: count) }
        reasons[row] = MissingReason.incomputable.rawValue
      }
      values.append(overflow ? 0 : value)
    }
    return (values, MissingMask(reasons))
  }
}

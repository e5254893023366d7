internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Evaluator {
  /// Factors and divisors in order, each step rounded to six decimals half away from zero (四捨五入).
  ///
  /// `x / 0` is missing (計算不能) and counted for N4; `x / missing` is missing for the operand's reason.
  func product(_ first: PlanExpression, _ factors: [ProductFactor]) throws(Diagnostic) -> Vector {
    var total = try numbers(first)
    for factor in factors {
      let value = try numbers(factor.value)
      if factor.isDivision {
        total = try divided(total, by: value, name: nameOfDivisor(factor.value))
      } else {
        total = try joined(total, value) { (a, b, missing) throws(DecimalOverflow) in
          try Numbers.product(a, b, missing: missing, count: rowCount)
        }
      }
    }
    return total.vector()
  }

  private func divided(_ a: Numbers, by b: Numbers, name: Message?) throws(Diagnostic) -> Numbers {
    var zeros = 0
    let result = try joined(a, b) { (a, b, missing) throws(DecimalOverflow) in
      try Numbers.quotient(a, b, missing: missing.withZeros(of: b, count: rowCount, &zeros), count: rowCount)
    }
    execution.tally.count("N4", zeros) { .dividedByZero($0, divisor: name) }
    return result
  }

  /// What to call the divisor; nil for a column that nobody can name.
  private func nameOfDivisor(_ expression: PlanExpression) -> Message? {
    guard case .column(let place) = expression, fields.indices.contains(place) else { return Message(same: "y") }
    return fields[place].visibility == .carried ? nil : fields[place].name.typed
  }
}

extension MissingMask {
  /// With a missing cell wherever the divisor is zero; those added are counted.
  fileprivate func withZeros(of divisor: Numbers, count: Int, _ zeros: inout Int) -> MissingMask {
    switch divisor.kind {
    case .constant(let mantissa): mantissa == 0 ? marked(Same(mantissa), count, &zeros) : self
    case .narrow(let values): values.contains(0) ? marked(Cells(values), count, &zeros) : self
    case .wide(let values): values.contains(0) ? marked(Cells(values), count, &zeros) : self
    }
  }

  private func marked<L: Lane>(_ divisors: L, _ count: Int, _ zeros: inout Int) -> MissingMask
  where L.Element: FixedWidthInteger {
    var reasons = isEmpty ? [UInt8](repeating: 0, count: count) : self.reasons
    for row in 0..<count where reasons[row] == 0 && divisors[row] == 0 {
      reasons[row] = MissingReason.incomputable.rawValue
      zeros += 1
    }
    return MissingMask(reasons)
  }
}

extension Numbers {
  /// a × b: 64-bit loops while everything fits, exact decimals row by row otherwise.
  static func product(
    _ a: Numbers, _ b: Numbers, missing: MissingMask, count: Int
  ) throws(DecimalOverflow) -> Numbers {
    if let x = a.constant, let y = b.constant {
      let result = try x * y
      return Numbers(.constant(result.mantissa), scale: result.scale)
    }
    let scale = a.scale + b.scale
    if let x = a.narrow(at: a.scale), let y = b.narrow(at: b.scale), let result = narrowProduct(x, y, scale, count) {
      return Numbers(.narrow(result), scale: min(scale, ExactDecimal.maximumScale), missing: missing)
    }
    var packer = DecimalPacker(capacity: count)
    for row in 0..<count { packer.append(missing[row] ? .zero : try a[row] * b[row]) }
    return try packer.packed(missing: missing)
  }

  private static func narrowProduct(_ x: Narrow, _ y: Narrow, _ scale: Int, _ count: Int) -> [Int64]? {
    if scale <= ExactDecimal.maximumScale {
      return narrowRows(x, y, count: count) { $0.multipliedReportingOverflow(by: $1) }
    }
    let unit = ExactDecimal.power(scale - ExactDecimal.maximumScale)
    return narrowRows(x, y, count: count) { p, q in
      let rounded = ExactDecimal.divideRounding(Int128(p) * Int128(q), unit)
      return Int64(exactly: rounded).map { ($0, false) } ?? (0, true)
    }
  }

  /// a ÷ b, where every zero among the divisors is already marked as missing.
  static func quotient(
    _ a: Numbers, _ b: Numbers, missing: MissingMask, count: Int
  ) throws(DecimalOverflow) -> Numbers {
    if let x = a.constant, let y = b.constant, let result = try x.divided(by: y) {
      return Numbers(.constant(result.mantissa), scale: result.scale)
    }
    let shift = ExactDecimal.power(ExactDecimal.maximumScale + b.scale - a.scale)
    if let x = a.narrow(at: a.scale), let y = b.narrow(at: b.scale), let factor = Int64(exactly: shift),
      let result = narrowRows(x, y, count: count, { narrowQuotient($0, $1, factor: factor) })
    {
      return Numbers(.narrow(result), scale: ExactDecimal.maximumScale, missing: missing)
    }
    var packer = DecimalPacker(capacity: count)
    for row in 0..<count { packer.append(missing[row] ? .zero : try a[row].divided(by: b[row]) ?? .zero) }
    return try packer.packed(missing: missing)
  }

  /// a × factor ÷ b, rounded half away from zero; 0 for a zero divisor, whose cell is missing.
  @inline(__always)
  private static func narrowQuotient(
    _ a: Int64, _ b: Int64, factor: Int64
  ) -> (partialValue: Int64, overflow: Bool) {
    if b == 0 { return (0, false) }
    let (wide, overflow) = a.multipliedReportingOverflow(by: factor)
    if overflow || wide == .min {
      let exact = ExactDecimal.divideRounding(Int128(a) * Int128(factor), Int128(b))
      return Int64(exactly: exact).map { ($0, false) } ?? (0, true)
    }
    let (quotient, rest) = wide.quotientAndRemainder(dividingBy: b)
    let left = rest.magnitude
    if left == 0 || left < b.magnitude - left { return (quotient, false) }
    return (wide < 0) != (b < 0) ? (quotient - 1, false) : (quotient + 1, false)
  }
}

extension Notice {
  fileprivate static func dividedByZero(_ count: Int, divisor: Message?) -> Notice {
    Notice(
      "N4",
      Message(
        ja: "0 で割った \(count) 件は計算不能としました。",
        en: count == 1 ? "1 division by zero gave missing." : "\(count) divisions by zero gave missing."),
      fix: divisor.map { Message(ja: "絞込 \($0.ja) が 0 以外", en: "where \($0.en) != 0") })
  }
}

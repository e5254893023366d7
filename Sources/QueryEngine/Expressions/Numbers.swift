internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

/// The numbers of one operand, their kind decided once: 64-bit cells, wide cells, or one number for every row.
struct Numbers {
  enum Kind {
    case narrow([Int64])
    case wide([Int128])
    case constant(Int128)
  }

  var kind: Kind
  var scale: Int
  var missing: MissingMask

  init(_ kind: Kind, scale: Int, missing: MissingMask = MissingMask()) {
    self.kind = kind
    self.scale = scale
    self.missing = missing
  }

  /// Numbers, or years as numbers.
  init(_ vector: Vector) throws(Diagnostic) {
    switch vector {
    case .constant(.number(let number), _):
      let small = number.trimmed
      self.init(.constant(small.mantissa), scale: small.scale)
    case .constant(.year(let year), _): self.init(.constant(Int128(year)), scale: 0)
    case .column(let column):
      switch column.storage {
      case .numbers(.narrow(let values, let scale)): self.init(.narrow(values), scale: scale, missing: column.missing)
      case .numbers(.wide(let values, let scale)): self.init(.wide(values), scale: scale, missing: column.missing)
      case .years(let years): self.init(.narrow(years.map { Int64($0) }), scale: 0, missing: column.missing)
      case .codes, .bools, .lists: throw .fault("number")
      }
    case .constant: throw .fault("number")
    }
  }

  subscript(row: Int) -> ExactDecimal {
    switch kind {
    case .narrow(let values): ExactDecimal(mantissa: Int128(values[row]), scale: scale)
    case .wide(let values): ExactDecimal(mantissa: values[row], scale: scale)
    case .constant(let mantissa): ExactDecimal(mantissa: mantissa, scale: scale)
    }
  }

  var constant: ExactDecimal? {
    if case .constant(let mantissa) = kind { return ExactDecimal(mantissa: mantissa, scale: scale) }
    return nil
  }

  /// The 64-bit cells at a scale that is not smaller than its own; nil where they do not fit.
  enum Narrow {
    case cells([Int64])
    case same(Int64)
  }

  func narrow(at wanted: Int) -> Narrow? {
    let power = ExactDecimal.power(wanted - scale)
    switch kind {
    case .wide: return nil
    case .constant(let mantissa):
      let (wide, overflow) = mantissa.multipliedReportingOverflow(by: power)
      return overflow ? nil : Int64(exactly: wide).map { .same($0) }
    case .narrow(let values):
      if wanted == scale { return .cells(values) }
      guard let factor = Int64(exactly: power) else { return nil }
      return narrowRows(Cells(values), Same(factor), count: values.count) { $0.multipliedReportingOverflow(by: $1) }
        .map { .cells($0) }
    }
  }

  func vector(type: ColumnType = .number) -> Vector {
    switch kind {
    case .narrow(let values): .column(Column(.numbers(.narrow(values, scale: scale)), missing: missing))
    case .wide(let values): .column(Column(.numbers(.wide(values, scale: scale)), missing: missing))
    case .constant(let mantissa): .constant(.number(ExactDecimal(mantissa: mantissa, scale: scale)), type)
    }
  }
}

/// One 64-bit result for each row; nil as soon as one of them does not fit.
@inline(__always)
func narrowRows<A: Lane, B: Lane>(
  _ a: A, _ b: B, count: Int, _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
) -> [Int64]? where A.Element == Int64, B.Element == Int64 {
  var overflowed = false
  let result = eachRow(count) { row in
    let (value, overflow) = operation(a[row], b[row])
    overflowed = overflowed || overflow
    return value
  }
  return overflowed ? nil : result
}

/// The same for operands of any kind.
@inline(__always)
func narrowRows(
  _ a: Numbers.Narrow, _ b: Numbers.Narrow, count: Int,
  _ operation: (Int64, Int64) -> (partialValue: Int64, overflow: Bool)
) -> [Int64]? {
  switch (a, b) {
  case (.cells(let x), .cells(let y)): narrowRows(Cells(x), Cells(y), count: count, operation)
  case (.cells(let x), .same(let y)): narrowRows(Cells(x), Same(y), count: count, operation)
  case (.same(let x), .cells(let y)): narrowRows(Same(x), Cells(y), count: count, operation)
  case (.same(let x), .same(let y)): narrowRows(Same(x), Same(y), count: count, operation)
  }
}

/// Exact numbers of different scales on their way into one column: the slow and general path behind every fast one.
struct DecimalPacker {
  private var mantissas: [Int128] = []
  private var scales: [UInt8] = []

  init(capacity: Int) {
    mantissas.reserveCapacity(capacity)
    scales.reserveCapacity(capacity)
  }

  mutating func append(_ number: ExactDecimal) {
    mantissas.append(number.mantissa)
    scales.append(UInt8(clamping: number.scale))
  }

  /// All at one scale, the smallest that loses nothing if the one at hand is too large for 38 digits.
  func packed(missing: MissingMask) throws(DecimalOverflow) -> Numbers {
    if let numbers = aligned(missing) { return numbers }
    var trimmed = self
    for index in mantissas.indices {
      let small = ExactDecimal(mantissa: mantissas[index], scale: Int(scales[index])).trimmed
      trimmed.mantissas[index] = small.mantissa
      trimmed.scales[index] = UInt8(clamping: small.scale)
    }
    guard let numbers = trimmed.aligned(missing) else { throw DecimalOverflow() }
    return numbers
  }

  private func aligned(_ missing: MissingMask) -> Numbers? {
    let scale = Int(scales.max() ?? 0)
    var wide: [Int128] = []
    wide.reserveCapacity(mantissas.count)
    var isNarrow = true
    for (mantissa, own) in zip(mantissas, scales) {
      let (value, overflow) = mantissa.multipliedReportingOverflow(by: ExactDecimal.power(scale - Int(own)))
      if overflow || value.magnitude > UInt128(ExactDecimal.limit) { return nil }
      isNarrow = isNarrow && Int64(exactly: value) != nil
      wide.append(value)
    }
    if isNarrow { return Numbers(.narrow(wide.map { Int64(truncatingIfNeeded: $0) }), scale: scale, missing: missing) }
    return Numbers(.wide(wide), scale: scale, missing: missing)
  }
}

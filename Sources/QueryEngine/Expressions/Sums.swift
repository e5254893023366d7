internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Evaluator {
  /// Terms added and subtracted in order; with a missing one the sum is missing, for the reason of the first.
  func sum(_ first: PlanExpression, _ terms: [SumTerm], result: ColumnType) throws(Diagnostic) -> Vector {
    var total = try numbers(first)
    for term in terms {
      total = try joined(total, try numbers(term.value)) { (a, b, missing) throws(DecimalOverflow) in
        try Numbers.sum(a, b, isMinus: term.isMinus, missing: missing, count: rowCount)
      }
    }
    return result == .year ? years(total) : total.vector()
  }

  func negative(_ part: PlanExpression) throws(Diagnostic) -> Vector {
    let zero = Numbers(.constant(0), scale: 0)
    return try joined(zero, try numbers(part)) { (a, b, missing) throws(DecimalOverflow) in
      try Numbers.sum(a, b, isMinus: true, missing: missing, count: rowCount)
    }.vector()
  }

  /// An operand; a missing constant becomes a column, so that loops know only one way of being missing.
  func numbers(_ expression: PlanExpression) throws(Diagnostic) -> Numbers {
    let vector = try vector(expression)
    if let reason = vector.constantReason {
      return try Numbers(.column(Column.allMissing(rowCount, type: .number, reason: reason)))
    }
    return try Numbers(vector)
  }

  /// Two operands joined, given what is missing in either; an empty table overflows nowhere.
  func joined(
    _ a: Numbers, _ b: Numbers, _ operation: (Numbers, Numbers, MissingMask) throws(DecimalOverflow) -> Numbers
  ) throws(Diagnostic) -> Numbers {
    try execution.checkpoint()
    if rowCount == 0 { return Numbers(.narrow([]), scale: 0) }
    do throws(DecimalOverflow) {
      return try operation(a, b, a.missing.joined(b.missing).joined(inactive))
    } catch {
      throw .overflow
    }
  }

  /// Numbers as years; what is no whole number, or no number of a year, is missing (計算不能).
  private func years(_ numbers: Numbers) -> Vector {
    if let constant = numbers.constant {
      guard let year = constant.wholeNumber, FiscalYear(year) != nil else {
        return .constant(.missing(.incomputable), .year)
      }
      return .constant(.year(year), .year)
    }
    var reasons = numbers.missing.isEmpty ? [UInt8](repeating: 0, count: rowCount) : numbers.missing.reasons
    var isAnyMissing = !numbers.missing.isEmpty
    let years = eachRow(rowCount) { row -> Int16 in
      if reasons[row] != 0 { return 0 }
      if let year = numbers[row].wholeNumber, FiscalYear(year) != nil { return Int16(year) }
      reasons[row] = MissingReason.incomputable.rawValue
      isAnyMissing = true
      return 0
    }
    return .column(Column(.years(years), missing: MissingMask(isAnyMissing ? reasons : [])))
  }
}

extension Numbers {
  /// a + b or a − b: 64-bit loops while everything fits, exact decimals row by row otherwise.
  static func sum(
    _ a: Numbers, _ b: Numbers, isMinus: Bool, missing: MissingMask, count: Int
  ) throws(DecimalOverflow) -> Numbers {
    if let x = a.constant, let y = b.constant {
      let result = isMinus ? try x - y : try x + y
      return Numbers(.constant(result.mantissa), scale: result.scale)
    }
    let scale = max(a.scale, b.scale)
    if let x = a.narrow(at: scale), let y = b.narrow(at: scale) {
      let result =
        isMinus
        ? narrowRows(x, y, count: count) { $0.subtractingReportingOverflow($1) }
        : narrowRows(x, y, count: count) { $0.addingReportingOverflow($1) }
      if let result { return Numbers(.narrow(result), scale: scale, missing: missing) }
    }
    var packer = DecimalPacker(capacity: count)
    for row in 0..<count {
      packer.append(missing[row] ? .zero : isMinus ? try a[row] - b[row] : try a[row] + b[row])
    }
    return try packer.packed(missing: missing)
  }
}

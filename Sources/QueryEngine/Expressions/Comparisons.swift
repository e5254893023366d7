internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Evaluator {
  /// Two operands of one type compared: `=` and `!=` are identity, the others false and open where one is missing.
  func compare(_ comparison: Comparison, _ a: Vector, _ b: Vector, type: ColumnType) throws(Diagnostic) -> Truth {
    switch (a, b) {
    case (.constant(let x, _), .constant(let y, _)):
      let answer = comparison.holds(x, y)
      return Truth(repeating: answer ?? false, isUnknown: answer == nil, count: rowCount)
    case (.constant, .column): return try compare(comparison.mirrored, b, a, type: type)
    case (.column(let column), .constant(let value, _)): return try compare(comparison, column, value)
    case (.column(let x), .column(let y)):
      let raw = try between(comparison, x, y, type: type)
      return comparison.settled(raw, missing: x.missing, y.missing)
    }
  }

  private func compare(_ comparison: Comparison, _ column: Column, _ value: Value) throws(Diagnostic) -> Truth {
    if value.isMissing {
      switch comparison {
      case .equal: return Truth(column.missingFlags)
      case .notEqual: return Truth(column.missingFlags).negated
      case .less, .lessOrEqual, .greater, .greaterOrEqual:
        return Truth(repeating: false, isUnknown: true, count: rowCount)
      }
    }
    let raw: [Bool]
    switch (column.storage, value) {
    case (.numbers(let vector), .number(let number)): raw = against(comparison, vector, number)
    case (.numbers(let vector), .year(let year)): raw = against(comparison, vector, ExactDecimal(year))
    case (.years(let years), .number(let number)): raw = against(comparison, years, number)
    case (.years(let years), .year(let year)): raw = against(comparison, years, ExactDecimal(year))
    case (.codes(let codes, _), .level(let place)):
      raw = comparison.flags(Cells(codes), Same(Int32(clamping: place)), count: rowCount)
    case (.codes(let codes, let dictionary), .text(let text)):
      let probe = TextProbe(label: comparison.rawValue + " " + text, test: { comparison.holds($0, text) })
      let passes = try codesPassing(codes, column.missing, dictionary, probe)
      raw = looked(up: codes, column.missing, in: passes)
    case (.bools(let flags), .bool(let flag)):
      raw = comparison.flags(Cells(flags.map(\.number)), Same(flag.number), count: rowCount)
    case (.lists, .list):
      raw = eachRow(rowCount) { comparison.holds(column.value($0, isLevel: value.isListOfLevels), value) ?? false }
    default: throw .fault("compare")
    }
    return comparison.settled(raw, missing: column.missing, MissingMask())
  }

  /// Two columns, cell by cell, without regard to what is missing.
  private func between(
    _ comparison: Comparison, _ a: Column, _ b: Column, type: ColumnType
  ) throws(Diagnostic) -> [Bool] {
    switch (a.storage, b.storage) {
    case (.years(let x), .years(let y)): return comparison.flags(Cells(x), Cells(y), count: rowCount)
    case (.numbers, .numbers), (.numbers, .years), (.years, .numbers):
      let (x, y) = (try Numbers(.column(a)), try Numbers(.column(b)))
      let scale = max(x.scale, y.scale)
      if case .cells(let p)? = x.narrow(at: scale), case .cells(let q)? = y.narrow(at: scale) {
        return comparison.flags(Cells(p), Cells(q), count: rowCount)
      }
      return eachRow(rowCount) { comparison.accepts(ExactDecimal.compare(x[$0], y[$0])) }
    case (.codes(let x, let dictionary), .codes(let y, let other)):
      if type.scale != nil { return comparison.flags(Cells(x), Cells(y), count: rowCount) }
      let (ranks, otherRanks) = comparison.ranks(dictionary, other)
      let (p, q) = (ranked(x, a.missing, ranks), ranked(y, b.missing, otherRanks))
      return comparison.flags(Cells(p), Cells(q), count: rowCount)
    case (.bools(let x), .bools(let y)):
      return comparison.flags(Cells(x.map(\.number)), Cells(y.map(\.number)), count: rowCount)
    case (.lists, .lists):
      return eachRow(rowCount) { comparison.holds(a.value($0, of: type), b.value($0, of: type)) ?? false }
    default: throw .fault("compare")
    }
  }

  private func ranked(_ codes: [Int32], _ missing: MissingMask, _ ranks: [Int32]?) -> [Int32] {
    guard let ranks else { return codes }
    return eachRow(codes.count) { missing[$0] ? -1 : ranks[Int(codes[$0])] }
  }
}

extension Comparison {
  /// The comparison with its sides exchanged.
  var mirrored: Comparison {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }

  /// Whether it holds for an order of −1, 0 or 1.
  func accepts(_ order: Int) -> Bool {
    switch self {
    case .equal: order == 0
    case .notEqual: order != 0
    case .less: order < 0
    case .lessOrEqual: order <= 0
    case .greater: order > 0
    case .greaterOrEqual: order >= 0
    }
  }

  func holds(_ a: String, _ b: String) -> Bool {
    accepts(a == b ? 0 : (a.precedesByCodePoint(b) ? -1 : 1))
  }

  /// Whether it holds between two single values; nil when it hangs on a missing one.
  func holds(_ a: Value, _ b: Value) -> Bool? {
    switch (a, b) {
    case (.missing, .missing), (.missing, _), (_, .missing):
      switch self {
      case .equal: return a.isMissing && b.isMissing
      case .notEqual: return a.isMissing != b.isMissing
      case .less, .lessOrEqual, .greater, .greaterOrEqual: return nil
      }
    case (.number(let x), .number(let y)): return accepts(ExactDecimal.compare(x, y))
    case (.number(let x), .year(let y)): return accepts(ExactDecimal.compare(x, ExactDecimal(y)))
    case (.year(let x), .number(let y)): return accepts(ExactDecimal.compare(ExactDecimal(x), y))
    case (.year(let x), .year(let y)), (.level(let x), .level(let y)): return accepts(x < y ? -1 : (x > y ? 1 : 0))
    case (.text(let x), .text(let y)): return holds(x, y)
    case (.bool(let x), .bool(let y)): return accepts(Int(x.number) - Int(y.number))
    default: return self == .notEqual ? a != b : self == .equal && a == b
    }
  }

  /// The answers where both operands are present; the others put right.
  func settled(_ raw: [Bool], missing a: MissingMask, _ b: MissingMask) -> Truth {
    if a.isEmpty, b.isEmpty { return Truth(raw) }
    switch self {
    case .equal: return Truth(eachRow(raw.count) { a[$0] || b[$0] ? a[$0] && b[$0] : raw[$0] })
    case .notEqual: return Truth(eachRow(raw.count) { a[$0] || b[$0] ? a[$0] != b[$0] : raw[$0] })
    case .less, .lessOrEqual, .greater, .greaterOrEqual:
      let open = eachRow(raw.count) { a[$0] || b[$0] }
      return Truth(eachRow(raw.count) { raw[$0] && !open[$0] }, unknown: open)
    }
  }

  /// One loop for each comparison and kind of operand.
  func flags<A: Lane, B: Lane>(_ a: A, _ b: B, count: Int) -> [Bool]
  where A.Element == B.Element, A.Element: Comparable {
    switch self {
    case .equal: eachRow(count) { a[$0] == b[$0] }
    case .notEqual: eachRow(count) { a[$0] != b[$0] }
    case .less: eachRow(count) { a[$0] < b[$0] }
    case .lessOrEqual: eachRow(count) { a[$0] <= b[$0] }
    case .greater: eachRow(count) { a[$0] > b[$0] }
    case .greaterOrEqual: eachRow(count) { a[$0] >= b[$0] }
    }
  }

  /// For each text of two dictionaries a number that compares as the texts do; nil where the codes themselves do.
  fileprivate func ranks(_ a: TextDictionary, _ b: TextDictionary) -> ([Int32]?, [Int32]?) {
    if self == .equal || self == .notEqual {
      let union = DictionaryUnion(a, b)
      return (nil, union.codesOfSecond)
    }
    if a === b {
      let ranks = a.ranks()
      return (ranks, ranks)
    }
    let ranks = a.followed(by: b).ranks()
    return (Array(ranks[..<a.count]), Array(ranks[a.count...]))
  }
}

extension Bool {
  /// False before true.
  var number: UInt8 { self ? 1 : 0 }
}

extension Value {
  fileprivate var isListOfLevels: Bool {
    if case .list(let values) = self, case .level? = values.first { return true }
    return false
  }
}

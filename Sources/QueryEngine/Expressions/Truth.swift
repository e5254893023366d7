internal import ColumnStore

/// A condition over all rows: true or false, and whether a missing operand or another unit left it open.
///
/// `x < 70` where x is missing is false and open; `not (x < 70)` there is true and open. Open rows are what N1 counts.
/// A row whose answer does not hang on the missing operand (`x < 70 and false`) is not open.
struct Truth {
  var values: [Bool]
  /// Empty where no row is open.
  var unknown: [Bool]

  init(_ values: [Bool], unknown: [Bool] = []) {
    self.values = values
    self.unknown = unknown
  }

  init(repeating value: Bool, isUnknown: Bool = false, count: Int) {
    values = [Bool](repeating: value, count: count)
    unknown = isUnknown ? [Bool](repeating: true, count: count) : []
  }

  func isUnknown(_ row: Int) -> Bool { !unknown.isEmpty && unknown[row] }

  var unknownCount: Int { unknown.trueCount }

  var trueCount: Int { values.trueCount }

  /// The rows for which it holds.
  var trueRows: [Int32] { values.trueRows }

  var negated: Truth { Truth(values.map { !$0 }, unknown: unknown) }

  /// Both; open where one is open and none is known to be false.
  func and(_ other: Truth) -> Truth { joined(other, decidedBy: false, values.both(other.values)) }

  /// Either; open where one is open and none is known to be true.
  func or(_ other: Truth) -> Truth { joined(other, decidedBy: true, values.either(other.values)) }

  private func joined(_ other: Truth, decidedBy known: Bool, _ joint: [Bool]) -> Truth {
    let (a, b) = (values, other.values)
    if unknown.isEmpty, other.unknown.isEmpty { return Truth(joint) }
    let open = eachRow(a.count) { row in
      let (openA, openB) = (isUnknown(row), other.isUnknown(row))
      return (openA || openB) && (openA || a[row] != known) && (openB || b[row] != known)
    }
    return Truth(joint, unknown: open.contains(true) ? open : [])
  }

  /// The same for the rows marked; false and settled for the others.
  func among(_ chosen: [Bool]) -> Truth {
    Truth(values.both(chosen), unknown: unknown.isEmpty ? [] : unknown.both(chosen))
  }

  /// The rows at which this answer does not settle an `and` (`known` false) or an `or` (`known` true).
  func undecided(by known: Bool) -> [Bool] {
    if unknown.isEmpty { return known ? negated.values : values }
    return eachRow(values.count) { unknown[$0] || values[$0] != known }
  }
}

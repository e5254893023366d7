internal import ColumnStore
internal import PolicyModel
internal import QueryPlan

/// A comparison of whole mantissas with a fixed number: `x < 0.5` of whole numbers is `x <= 0`.
enum Threshold {
  /// The number lies beyond every mantissa, or between two of them: one answer for all.
  case always(Bool)
  case bound(Comparison, Int128)

  init(_ comparison: Comparison, _ number: ExactDecimal, scale: Int) {
    let number = number.trimmed
    if number.scale <= scale {
      let (wide, overflow) = number.mantissa.multipliedReportingOverflow(by: ExactDecimal.power(scale - number.scale))
      self = overflow ? .beyond(comparison, isNegative: number.isNegative) : .bound(comparison, wide)
      return
    }
    // It has more decimals than the column: no cell equals it, and the whole below it divides the cells.
    let unit = ExactDecimal.power(number.scale - scale)
    let quotient = number.mantissa / unit
    let below = number.isNegative ? quotient - 1 : quotient
    self =
      switch comparison {
      case .equal: .always(false)
      case .notEqual: .always(true)
      case .less, .lessOrEqual: .bound(.lessOrEqual, below)
      case .greater, .greaterOrEqual: .bound(.greater, below)
      }
  }

  /// The answer for a number above (or below) all that there are.
  static func beyond(_ comparison: Comparison, isNegative: Bool) -> Threshold {
    .always(comparison.accepts(isNegative ? 1 : -1))
  }

  func flags<T: FixedWidthInteger & Sendable>(_ values: [T]) -> [Bool] {
    switch self {
    case .always(let answer): return [Bool](repeating: answer, count: values.count)
    case .bound(let comparison, let bound):
      guard let same = T(exactly: bound) else {
        return Threshold.beyond(comparison, isNegative: bound < 0).flags(values)
      }
      return comparison.flags(Cells(values), Same(same), count: values.count)
    }
  }
}

extension Evaluator {
  func against(_ comparison: Comparison, _ vector: NumberVector, _ number: ExactDecimal) -> [Bool] {
    let threshold = Threshold(comparison, number, scale: vector.scale)
    return switch vector {
    case .narrow(let values, _): threshold.flags(values)
    case .wide(let values, _): threshold.flags(values)
    }
  }

  func against(_ comparison: Comparison, _ years: [Int16], _ number: ExactDecimal) -> [Bool] {
    Threshold(comparison, number, scale: 0).flags(years)
  }
}

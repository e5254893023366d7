/// How many rows a step of a plan gives: known, or guessed from what is known.
struct RowEstimate {
  var count: Double
  var isExact: Bool

  static func exactly(_ count: Int) -> RowEstimate { RowEstimate(count: Double(count), isExact: true) }
  static func about(_ count: Double) -> RowEstimate { RowEstimate(count: max(0, count), isExact: count <= 0) }

  /// `264`, `≈ 12`: guesses are rounded to two digits, because they are no better.
  var text: String {
    if isExact { return Self.grouped(Int(count.rounded())) }
    if count < 1 { return "≈ 1" }
    var unit = 1.0
    while count / unit >= 100 { unit *= 10 }
    return "≈ " + Self.grouped(Int(min(9e15, (count / unit).rounded() * unit)))
  }

  private static func grouped(_ count: Int) -> String {
    var digits = String(count)
    var place = digits.count - 3
    while place > 0 {
      digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
      place -= 3
    }
    return digits
  }
}

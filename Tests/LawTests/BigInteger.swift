/// A whole number of any length, digit by digit as on paper: slow, and easy to believe.
struct BigInteger: Equatable {
  /// Decimal digits, the last first; none for zero.
  private var digits: [Int]
  private var isNegative: Bool

  private init(_ digits: [Int], isNegative: Bool) {
    self.digits = digits
    while self.digits.last == 0 { self.digits.removeLast() }
    self.isNegative = isNegative && !self.digits.isEmpty
  }

  /// Digits with an optional minus sign.
  init(_ text: some StringProtocol) {
    self.init(text.reversed().compactMap(\.wholeNumberValue), isNegative: text.hasPrefix("-"))
  }

  static let zero = BigInteger([], isNegative: false)

  /// 1 with that many zeros.
  static func power(_ zeros: Int) -> BigInteger {
    BigInteger([Int](repeating: 0, count: zeros) + [1], isNegative: false)
  }

  var isZero: Bool { digits.isEmpty }
  var digitCount: Int { digits.count }
  var description: String { isZero ? "0" : (isNegative ? "-" : "") + digits.reversed().map(String.init).joined() }
  var magnitude: BigInteger { BigInteger(digits, isNegative: false) }
  var negated: BigInteger { BigInteger(digits, isNegative: !isNegative) }

  static func + (a: BigInteger, b: BigInteger) -> BigInteger {
    if a.isNegative == b.isNegative { return BigInteger(added(a.digits, b.digits), isNegative: a.isNegative) }
    if precedes(a.digits, b.digits) {
      return BigInteger(subtracted(b.digits, a.digits), isNegative: b.isNegative)
    }
    return BigInteger(subtracted(a.digits, b.digits), isNegative: a.isNegative)
  }

  static func - (a: BigInteger, b: BigInteger) -> BigInteger { a + b.negated }

  static func * (a: BigInteger, b: BigInteger) -> BigInteger {
    var product = [Int](repeating: 0, count: a.digits.count + b.digits.count + 1)
    for (i, x) in a.digits.enumerated() {
      for (j, y) in b.digits.enumerated() { product[i + j] += x * y }
    }
    for place in product.indices.dropLast() {
      product[place + 1] += product[place] / 10
      product[place] %= 10
    }
    return BigInteger(product, isNegative: a.isNegative != b.isNegative)
  }

  /// The quotient rounded half away from zero; nil for a divisor of zero.
  func divided(by divisor: BigInteger) -> BigInteger? {
    if divisor.isZero { return nil }
    var quotient: [Int] = []
    var rest: [Int] = []
    for digit in digits.reversed() {
      rest.insert(digit, at: 0)
      while rest.last == 0 { rest.removeLast() }
      var times = 0
      while !Self.precedes(rest, divisor.digits) {
        rest = Self.subtracted(rest, divisor.digits)
        while rest.last == 0 { rest.removeLast() }
        times += 1
      }
      quotient.insert(times, at: 0)
    }
    let twice = BigInteger(Self.added(rest, rest), isNegative: false)
    let isHalfOrMore = !Self.precedes(twice.digits, divisor.digits)
    let magnitude = BigInteger(quotient, isNegative: false) + (isHalfOrMore ? .power(0) : .zero)
    return isNegative == divisor.isNegative ? magnitude : magnitude.negated
  }

  // MARK: Digits

  private static func added(_ a: [Int], _ b: [Int]) -> [Int] {
    var sum: [Int] = []
    var carry = 0
    for place in 0...max(a.count, b.count) {
      let total = (place < a.count ? a[place] : 0) + (place < b.count ? b[place] : 0) + carry
      sum.append(total % 10)
      carry = total / 10
    }
    return sum
  }

  /// Of a number that is not the smaller.
  private static func subtracted(_ a: [Int], _ b: [Int]) -> [Int] {
    var difference = a
    var borrowed = 0
    for place in difference.indices {
      difference[place] -= (place < b.count ? b[place] : 0) + borrowed
      borrowed = difference[place] < 0 ? 1 : 0
      if borrowed == 1 { difference[place] += 10 }
    }
    return difference
  }

  private static func precedes(_ a: [Int], _ b: [Int]) -> Bool {
    if a.count != b.count { return a.count < b.count }
    for (x, y) in zip(a.reversed(), b.reversed()) where x != y { return x < y }
    return false
  }
}

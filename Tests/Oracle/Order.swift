import PolicyModel

/// How values are ordered and when they are the same.
enum Order {
  /// Missing is one value, whatever the reason.
  static func same(_ a: [Value], _ b: [Value]) -> Bool { zip(a, b).allSatisfy { same($0, $1) } }

  static func same(_ a: Value, _ b: Value) -> Bool {
    if a.isAbsent || b.isAbsent { return a.isAbsent && b.isAbsent }
    if case .list(let x) = a, case .list(let y) = b { return x.count == y.count && same(x, y) }
    return compared(a, b) == 0
  }

  /// −1, 0 or 1 for two values that are there; text by code point, levels by place, false before true.
  static func compared(_ a: Value, _ b: Value) -> Int {
    switch (a, b) {
    case (.text(let x), .text(let y)): sign(Array(x.unicodeScalars.map(\.value)), Array(y.unicodeScalars.map(\.value)))
    case (.level(let x), .level(let y)): sign([UInt32(x)], [UInt32(y)])
    case (.bool(let x), .bool(let y)): sign([x ? 1 : 0], [y ? 1 : 0])
    default: number(a).flatMap { x in number(b).map { x < $0 ? -1 : (x > $0 ? 1 : 0) } } ?? 0
    }
  }

  private static func sign(_ a: [UInt32], _ b: [UInt32]) -> Int {
    for (x, y) in zip(a, b) where x != y { return x < y ? -1 : 1 }
    return a.count < b.count ? -1 : (a.count > b.count ? 1 : 0)
  }

  /// A number, or a year as one.
  static func number(_ value: Value) -> ExactDecimal? {
    switch value {
    case .number(let number): number
    case .year(let year): ExactDecimal(year)
    case .missing, .text, .level, .bool, .list: nil
    }
  }

  /// Whether a row with the first keys stands before one with the second; missing last in both directions.
  static func precedes(_ a: [Value], _ b: [Value], _ isDescending: [Bool]) -> Bool {
    for place in a.indices {
      let (x, y) = (a[place], b[place])
      if x.isAbsent && y.isAbsent { continue }
      if x.isAbsent { return false }
      if y.isAbsent { return true }
      let order = compared(x, y)
      if order != 0 { return isDescending[place] ? order > 0 : order < 0 }
    }
    return false
  }
}

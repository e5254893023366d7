import QuerySyntax

extension SurfaceWriter {
  /// How tightly an expression binds, loosest first.
  enum Level: Int, CaseIterable {
    case or, and, not, comparison, coalesce, sum, product, unary, atom
  }

  mutating func expression() -> String { atLeast(.or) }

  /// An expression that can stand where that much binding is needed.
  mutating func atLeast(_ needed: Level) -> String {
    depth += 1
    defer { depth -= 1 }
    let levels = Level.allCases.filter { $0.rawValue >= needed.rawValue }
    // Atoms are the likelier the deeper the expression is.
    let level = random.chance(min(95, 25 + depth * 14)) ? .atom : random.pick(levels)
    let text = made(level)
    return random.chance(6) ? open + text + close : text
  }

  private mutating func made(_ level: Level) -> String {
    switch level {
    case .or: return chain(.and, " \(word(.or)) ")
    case .and: return chain(.not, " \(word(.and)) ")
    case .not: return word(.not) + " " + atLeast(.not)
    case .comparison: return comparison()
    case .coalesce: return chain(.sum, " ?? ")
    case .sum:
      var text = atLeast(.product)
      for _ in 0..<random.int(1...3) {
        text += " " + random.pick([sign("+", "＋"), sign("-", "−")]) + " " + atLeast(.product)
      }
      return text
    case .product:
      var text = atLeast(.unary)
      for _ in 0..<random.int(0...2) { text += random.pick([" * ", " / ", "÷", " × ", "/"]) + atLeast(.unary) }
      if random.chance(30) { text += " " + word(.asUnit) + " " + random.pick(["%", "％", "円", "千円", "件", "円", "ポイント"]) }
      return text
    case .unary: return sign("-", "−") + (random.chance(20) ? " " : "") + atLeast(.unary)
    case .atom: return atom()
    }
  }

  private mutating func chain(_ level: Level, _ between: String) -> String {
    var text = atLeast(level)
    for _ in 0..<random.int(1...3) { text += between + atLeast(level) }
    return text
  }

  private mutating func comparison() -> String {
    let left = atLeast(.coalesce)
    let isNegated = random.chance(30)
    switch random.int(0...9) {
    case 0, 1, 2:
      let signs = ["=", "!=", "<", "<=", ">", ">=", "==", "<>", "≠", "≧", "≦", "＞", "＝"]
      return left + " " + random.pick(signs) + " " + atLeast(.coalesce)
    case 3: return left + " is " + (isNegated ? "not " : "") + random.pick(["missing", "present", "欠測", "記入あり"])
    case 4:
      return left + (isNegated ? " not" : "") + " " + random.pick(["in", "contains", "starts", "matches", "has"]) + " "
        + right()
    case 5: return left + " が " + random.pick(["欠測", "記入あり"])
    case 6: return left + " に " + right() + " " + random.pick(["あり", "なし"])
    case 7:
      let text = right()
      // Behind が this is a comparison of its own.
      if ["欠測", "記入あり", "missing", "present", "―"].contains(where: { text.hasPrefix($0) }) {
        return left + " = " + text.prefix(0) + "1"
      }
      let words: [Keyword] = [
        .anyOf, .noneOf, .otherThan, .sameAs, .inRange, .containing, .notContaining, .matching, .startingWith,
        .notMatching, .notStartingWith,
      ]
      return left + " が " + text + " " + word(random.pick(words))
    default:
      let value = atom()
      if ["欠測", "記入あり", "missing", "present", "―"].contains(where: { value.hasPrefix($0) }) { return left + " が欠測" }
      return left + " " + random.pick(["が", "は"]) + " " + value
        + random.pick([" 以上", " 以下", " 超", " 未満", " と同じ", " 以外", ""])
    }
  }

  /// The right side of a word operator.
  private mutating func right() -> String {
    switch random.int(0...4) {
    case 0: return atLeast(.coalesce) + sign("..", "〜") + atLeast(.coalesce)
    case 1: return "[" + list(0...3) { $0.atLeast(.or) } + "]"
    case 2: return atLeast(.coalesce)
    default: return atom()
    }
  }

  private mutating func atom() -> String {
    switch random.int(0...24) {
    case 0...8: return random.pick(SurfaceScope.columnNames.filter { $0 != "記入あり" })
    case 9: return column()
    case 10: return random.pick(SurfaceScope.levelNames)
    case 11, 12, 13: return number()
    case 14: return year()
    case 15: return string()
    case 16: return word(random.pick([Keyword.missing, .true, .false]))
    case 17: return sign("$", "＄") + madeName()
    case 18 where !arguments.isEmpty: return random.pick(arguments)
    case 19: return "[" + list(0...2) { $0.atLeast(.or) } + "]"
    case 20 where depth < 5:
      return "\(word(.if)) \(atLeast(.or)) \(word(.then)) \(atLeast(.or)) \(word(.else)) \(atLeast(.or))"
    case 21 where depth < 6: return open + atLeast(.or) + close
    case 22: return random.pick(["―", "↑", "↓", "rate(k, 3)", "率（x）"])
    default: return call()
    }
  }

  private mutating func call() -> String {
    let names = ["sum", "合計", "count", "件数", "平均", "round", "四捨五入", "SUM", "列挙", "rate", "`f g`", "割合", "種類数"]
    return random.pick(names) + open + list(0...2) { $0.atLeast(.or) } + close
  }
}

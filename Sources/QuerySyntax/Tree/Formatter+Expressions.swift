internal import PolicyModel

extension Formatter {
  /// How tightly an expression binds; a part that binds less than its place needs stands in parentheses.
  enum Level: Int, Comparable {
    case or = 0
    case and, not, comparison, coalesce, sum, product, unary, atom
    static func < (a: Level, b: Level) -> Bool { a.rawValue < b.rawValue }
  }

  private func level(_ expression: Expression) -> Level {
    switch expression.written ?? expression.kind {
    case .or, .conditional: .or
    case .and: .and
    case .not: .not
    case .comparison, .match, .isMissing, .range: .comparison
    case .coalesce: .coalesce
    case .sum: .sum
    case .product, .converted: .product
    case .negative: .unary
    case .number, .year, .text, .missing, .bool, .name, .qualified, .parameter, .call, .list: .atom
    }
  }

  /// An expression as text.
  public func expression(_ expression: Expression) -> String { part(expression, .or) }

  /// An expression as one operand of `??`, in parentheses where it needs them.
  public func operand(_ expression: Expression) -> String { part(expression, .sum) }

  func part(_ expression: Expression, _ needed: Level) -> String {
    let text = bare(expression)
    return level(expression) < needed ? signs.open + text + signs.close : text
  }

  private func bare(_ expression: Expression) -> String {
    switch expression.written ?? expression.kind {
    case .number(let literal): return number(literal)
    case .year(_, let text): return text
    case .text(_, let raw): return quoted(raw)
    case .missing: return word(.missing)
    case .bool(let flag): return word(flag ? .true : .false)
    case .name(let name): return self.name(name)
    case .qualified(let table, let name):
      return translatedSide(table.text, name.text) ?? "\(self.name(table)).\(side(name))"
    case .parameter(let name): return signs.dollar + self.name(name)
    case .call(let name, let arguments): return function(name) + signs.open + list(arguments) + signs.close
    case .list(let elements): return signs.openList + list(elements) + signs.closeList
    case .range(let low, let high): return part(low, .coalesce) + signs.range + part(high, .coalesce)
    case .or(let parts): return parts.map { part($0, .and) }.joined(separator: " \(word(.or)) ")
    case .and(let parts): return parts.map { part($0, .not) }.joined(separator: " \(word(.and)) ")
    case .not(let inner): return "\(word(.not)) \(part(inner, .not))"
    case .comparison(let comparator, let a, let b): return comparison(comparator, a, b)
    case .match(let matcher, let negated, let a, let b): return match(matcher, negated, a, b)
    case .isMissing(let inner, let negated):
      let value = part(inner, .coalesce)
      if language == .en { return "\(value) is \(negated ? "present" : "missing")" }
      return "\(value) が \(word(negated ? .present : .missing))"
    case .coalesce(let parts): return parts.map { part($0, .sum) }.joined(separator: signs.coalesce)
    case .sum(let first, let terms):
      return terms.reduce(part(first, .product)) {
        $0 + ($1.isMinus ? signs.minus : signs.plus) + part($1.value, .product)
      }
    case .product(let first, let factors):
      return factors.reduce(part(first, .unary)) {
        $0 + ($1.isDivision ? signs.divided : signs.times) + part($1.value, .unary)
      }
    case .converted(let inner, let unit):
      return "\(part(inner, .product)) \(word(.asUnit)) \(unit.text == "%" ? signs.percent : unit.text)"
    case .negative(let inner):
      // Two minus signs in a row look like the beginning of a comment elsewhere.
      if case .negative = inner.kind { return signs.negative + signs.open + bare(inner) + signs.close }
      return signs.negative + part(inner, .unary)
    case .conditional(let test, let then, let otherwise):
      return "\(word(.if)) \(self.expression(test)) \(word(.then)) \(self.expression(then))"
        + " \(word(.else)) \(self.expression(otherwise))"
    }
  }

  func list(_ expressions: [Expression]) -> String {
    expressions.map { expression($0) }.joined(separator: signs.comma)
  }

  // MARK: Comparisons

  private func comparison(_ comparator: Comparator, _ a: Expression, _ b: Expression) -> String {
    let (left, right) = (part(a, .coalesce), part(b, .coalesce))
    var isList = false
    if case .list = b.kind { isList = true }
    // Behind a list と同じ would mean のどれか.
    if language == .ja, !isList, !startsLikeMissing(right) {
      return "\(left) が \(right) \(word(comparator.behind))"
    }
    return "\(left) \(signs.comparators[comparator] ?? comparator.rawValue) \(right)"
  }

  private func match(_ matcher: Matcher, _ negated: Bool, _ a: Expression, _ b: Expression) -> String {
    let left = part(a, .coalesce)
    var isRange = false
    if case .range = b.kind { isRange = true }
    let right = isRange ? bare(b) : part(b, .coalesce)
    if language == .ja {
      if matcher == .has { return "\(left) に \(right) \(word(negated ? .notExisting : .existing))" }
      if !startsLikeMissing(right) { return "\(left) が \(right) \(word(behind(matcher, negated, isRange: isRange)))" }
    }
    return "\(left) \(negated ? word(.not) + " " : "")\(matcher.rawValue) \(right)"
  }

  /// Behind が these words are a comparison of their own, not a value.
  private func startsLikeMissing(_ text: String) -> Bool {
    for keyword in [Keyword.missing, .present] {
      let (en, ja) = keyword.spellings
      for word in en + ja where text.hasPrefix(word) {
        guard let next = text.unicodeScalars.dropFirst(word.unicodeScalars.count).first else { return true }
        let kind = CharacterClass.of(next)
        if kind != .letter, kind != .digit { return true }
      }
    }
    return false
  }

  private func behind(_ matcher: Matcher, _ negated: Bool, isRange: Bool) -> Keyword {
    switch matcher {
    case .in: isRange ? (negated ? .otherThan : .inRange) : (negated ? .noneOf : .anyOf)
    case .contains: negated ? .notContaining : .containing
    case .starts: negated ? .notStartingWith : .startingWith
    case .matches: negated ? .notMatching : .matching
    case .has: negated ? .notExisting : .existing
    }
  }
}

extension Comparator {
  /// The Japanese word behind the value.
  var behind: Keyword {
    switch self {
    case .equal: .sameAs
    case .notEqual: .otherThan
    case .less: .lessThan
    case .lessOrEqual: .orLess
    case .greater: .moreThan
    case .greaterOrEqual: .orMore
    }
  }
}

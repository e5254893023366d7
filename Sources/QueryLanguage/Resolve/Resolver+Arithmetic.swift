internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension Resolver {
  // MARK: + and −

  mutating func sum(
    _ first: Expression, _ terms: [Expression.Term], _ span: Span, _ scope: RowScope
  ) throws(Diagnostic) -> Typed {
    let start = try value(first, scope)
    var result = start
    var planned: [SumTerm] = []
    try checkOperand(start)
    for term in terms {
      var next = try value(term.value, scope)
      try checkOperand(next)
      // Beside a year, 2018 is a year: 年度 − 2018 is a number of years.
      if result.type == .year, let number = next.bareNumber, let year = yearConstant(number, next.span) { next = year }
      planned.append(SumTerm(isMinus: term.isMinus, value: next.value))
      result = try added(result, next, isMinus: term.isMinus)
    }
    let type = result.type
    result.value = PlanExpression.sum(start.value, planned, result: type).folded
    result.span = span
    return result
  }

  /// The type, unit and direction of `a + b` or `a − b`; its value is put in by the caller.
  private func added(_ a: Typed, _ b: Typed, isMinus: Bool) throws(Diagnostic) -> Typed {
    var result = a
    result.isMissingLiteral = false
    if a.isMissingLiteral { return b }
    if b.isMissingLiteral { return result }
    result.field = nil
    result.literalText = nil
    result.isCount = a.isCount && b.isCount
    result.isPlainInteger = false
    result.guards = Array(Set(a.guards + b.guards)).sorted()
    result.bareNumber = nil
    switch (a.type, b.type) {
    case (.year, .year):
      guard isMinus else { throw .yearsAdded(a.span.joined(b.span)) }
      return Typed(a.value, .number, span: a.span)
    case (.year, .number):
      guard b.unit == nil && b.unitFrom == nil || b.unit?.dimension == .duration("年") else {
        throw .differentUnits(a, b, .add, self)
      }
      return Typed(a.value, .year, span: a.span)
    case (.number, .year):
      guard !isMinus, a.isPlainNumber else { throw .differentUnits(a, b, .add, self) }
      return Typed(a.value, .year, span: a.span)
    case (.number, .number):
      if a.unit?.dimension == .ratio, b.unit?.dimension == .ratio, isMinus {
        result.unit = .points
        return result
      }
      if a.bareNumber != nil, b.bareNumber != nil { return result }
      if a.bareNumber != nil, b.bareNumber == nil, b.unit != nil || b.unitFrom != nil {
        _ = try sameUnit(a, as: b, subject: b, verb: .add)
        result.unit = b.unit
        result.unitFrom = b.unitFrom
        return result
      }
      _ = try sameUnit(b, as: a, subject: a, verb: .add)
      if isMinus, a.unitFrom != nil, a.unitFrom == b.unitFrom {
        result.isRowUnitDifference = true
        result.unitTest = a.unitTest.map { test in Self.differenceTest(test) }
      }
      return result
    default: throw .notNumbers(a, b)
    }
  }

  /// Whether a difference is in a unit: in points where the row's figures are percentages, which it is never itself.
  private static func differenceTest(_ test: @escaping (Unit) -> PlanExpression) -> (Unit) -> PlanExpression {
    { unit in
      switch unit.dimension {
      case .points: .or([test(unit), test(Unit.base(of: .ratio))])
      case .ratio: .constant(.bool(false), .bool)
      default: test(unit)
      }
    }
  }

  private func checkOperand(_ typed: Typed) throws(Diagnostic) {
    switch typed.type {
    case .number, .year: return
    case .level(let scale) where scale.isRanked: throw .gradeArithmetic(typed, "+")
    default:
      if typed.isMissingLiteral { return }
      throw .notNumbers(typed, typed)
    }
  }

  // MARK: × and ÷

  mutating func product(
    _ first: Expression, _ factors: [Expression.Factor], _ span: Span, _ scope: RowScope
  ) throws(Diagnostic) -> Typed {
    let start = try value(first, scope)
    try checkFactor(start)
    var result = start
    var planned: [ProductFactor] = []
    for factor in factors {
      let next = try value(factor.value, scope)
      try checkFactor(next)
      planned.append(ProductFactor(isDivision: factor.isDivision, value: next.value))
      result = try factor.isDivision ? divided(result, next) : multiplied(result, next)
    }
    result.value = .product(start.value, planned)
    result.type = .number
    result.span = span
    return result
  }

  private func checkFactor(_ typed: Typed) throws(Diagnostic) {
    switch typed.type {
    case .number: return
    case .level(let scale) where scale.isRanked: throw .gradeArithmetic(typed, "*")
    case .bool: throw .notNumbers(typed, typed)
    default:
      if typed.isMissingLiteral { return }
      throw .notNumbers(typed, typed)
    }
  }

  private func blended(_ a: Typed, _ b: Typed) -> Typed {
    var result = Typed(a.value, .number, span: a.span.joined(b.span))
    result.guards = Array(Set(a.guards + b.guards)).sorted()
    return result
  }

  private func multiplied(_ a: Typed, _ b: Typed) throws(Diagnostic) -> Typed {
    var result = blended(a, b)
    if a.unitFrom != nil || b.unitFrom != nil {
      guard a.unitFrom == nil || b.unitFrom == nil, a.unit?.isPlainFactor ?? true, b.unit?.isPlainFactor ?? true else {
        throw .twoUnits(a, b, self)
      }
      result.unitFrom = a.unitFrom ?? b.unitFrom
      return result
    }
    switch (a.unit, b.unit) {
    case (nil, nil): break
    case (let unit?, nil), (nil, let unit?): result.unit = unit
    case (let x?, let y?):
      if x.isPlainFactor {
        result.unit = y
      } else if y.isPlainFactor {
        result.unit = x
      } else if case .compound(let top, let bottom) = x.dimension, bottom == y.dimension {
        result.unit = Unit.base(of: top)
      } else if case .compound(let top, let bottom) = y.dimension, bottom == x.dimension {
        result.unit = Unit.base(of: top)
      } else {
        throw .twoUnits(a, b, self)
      }
    }
    return result
  }

  private func divided(_ a: Typed, _ b: Typed) throws(Diagnostic) -> Typed {
    var result = blended(a, b)
    if a.unitFrom != nil || b.unitFrom != nil {
      if a.unitFrom == b.unitFrom { return result }
      if b.unitFrom == nil, b.unit?.isPlainFactor ?? true {
        result.unitFrom = a.unitFrom
        return result
      }
      // Money for each of whatever the row counts: shown in 円 with two decimals.
      if a.unitFrom == nil, let unit = a.unit, !unit.isPlainFactor {
        let word = b.unitWord ?? Message(same: "―")
        let base = unit.base.symbol
        result.unit = Unit(
          symbol: "\(base)/\(word.ja)", english: "\(base)/\(word.en)",
          dimension: .compound(unit.dimension, .count(word.ja)))
        return result
      }
      // Whatever the row counts, for each person: 件/人.
      if a.unitFrom != nil, b.unitFrom == nil, let unit = b.unit {
        let word = a.unitWord ?? Message(same: "―")
        let base = unit.base.symbol
        result.unit = Unit(
          symbol: "\(word.ja)/\(base)", english: "\(word.en)/\(base)",
          dimension: .compound(.count(word.ja), unit.dimension))
      }
      return result
    }
    switch (a.unit, b.unit) {
    case (nil, nil): break
    case (let unit?, nil): result.unit = unit
    case (nil, let unit?):
      if !unit.isPlainFactor {
        result.unit = Unit(symbol: "/\(unit.base.symbol)", dimension: .compound(.count(""), unit.dimension))
      }
    case (let x?, let y?):
      if x.dimension == y.dimension { break }
      if y.isPlainFactor {
        result.unit = x
      } else if case .compound(let top, let bottom) = x.dimension, top == y.dimension {
        result.unit = Unit(symbol: "/\(Unit.base(of: bottom).symbol)", dimension: .compound(.count(""), bottom))
      } else {
        result.unit = Unit.quotient(x.isPlainFactor ? Unit(symbol: "", dimension: .count("")) : x, y)
      }
    }
    return result
  }

  mutating func negative(_ inner: Expression, _ span: Span, _ scope: RowScope) throws(Diagnostic) -> Typed {
    var typed = try value(inner, scope)
    guard typed.isNumber else {
      if case .level(let scale) = typed.type, scale.isRanked { throw .gradeArithmetic(typed, "-") }
      throw .notNumbers(typed, typed)
    }
    if case .number(let number)? = typed.constant {
      typed.value = .constant(.number(number.negated), .number)
      typed.bareNumber = typed.bareNumber?.negated
    } else {
      typed.value = .negative(typed.value)
    }
    typed.field = nil
    typed.span = span
    return typed
  }

  // MARK: as

  /// `a as ％`: shown in that unit from now on; the value itself does not change.
  mutating func converted(_ inner: Expression, _ unit: Name, _ span: Span, _ scope: RowScope) throws(Diagnostic)
    -> Typed
  {
    var typed = try value(inner, scope)
    guard let wanted = Unit.named(unit.text, catalog: environment.units) else {
      throw .unknownUnit(unit.text, unit.span, like: typed.unit?.dimension)
    }
    guard typed.isNumber else { throw .notNumbers(typed, typed) }
    let old = typed.unit
    typed.span = span
    typed.field = nil
    typed.bareNumber = nil
    typed.isCount = false
    if typed.unitFrom != nil { throw .cannotConvert(typed, wanted, unit.span) }
    if let old, old.dimension != wanted.dimension,
      !([old.dimension, wanted.dimension].allSatisfy { $0 == .ratio || $0 == .points })
    {
      throw .cannotConvert(typed, wanted, unit.span)
    }
    typed.unit = wanted
    typed.hasChosenUnit = true
    return typed
  }
}

extension Unit {
  /// ％: multiplying by it changes no dimension.
  var isPlainFactor: Bool { dimension == .ratio || dimension == .points }

  /// The base unit of a dimension.
  static func base(of dimension: Dimension) -> Unit {
    switch dimension {
    case .money: .yen
    case .people: .people
    case .ratio: .percent
    case .points: .points
    case .duration(let word), .count(let word): Unit(symbol: word, dimension: dimension)
    case .compound(let a, let b): .quotient(base(of: a), base(of: b))
    }
  }
}

extension Diagnostic {
  fileprivate static func yearsAdded(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E21", Message(ja: "年度と年度は足せません", en: "Cannot add two fiscal years"), at: span,
      notes: [
        Message(
          ja: "年度の差（年度 − 年度）と、年数を足すこと（年度 + 1）はできます。", en: "Their difference, and a year plus a number, are possible.")
      ])
  }

  static func notNumbers(_ a: Typed, _ b: Typed) -> Diagnostic {
    let odd = a.isNumber ? b : a
    let ja = odd.label(.ja).isEmpty ? "これ" : odd.label(.ja)
    let en = odd.label(.en).isEmpty ? "This" : odd.label(.en)
    return Diagnostic(
      "E21",
      Message(ja: "\(ja)は\(odd.type.word.ja)なので計算できません", en: "\(en) is a \(odd.type.word.en), not a number"),
      at: odd.span)
  }

  /// E11.
  static func gradeArithmetic(_ typed: Typed, _ sign: String) -> Diagnostic {
    var fixes: [FixIt] = []
    if let field = typed.field {
      fixes.append(
        FixIt(
          replace: typed.span, with: Message(ja: "段(\(field.name.typed.ja))", en: "step(\(field.name.typed.en))")))
    }
    return Diagnostic(
      "E11", Message(ja: "評価は数ではないので計算できません", en: "Grades are not numbers"), at: typed.span, fixes: fixes)
  }

  fileprivate static func twoUnits(_ a: Typed, _ b: Typed, _ resolver: Resolver) -> Diagnostic {
    Diagnostic(
      "E21",
      Message(
        ja: "単位のある値どうし（\(a.unit?.symbol ?? "行ごと") × \(b.unit?.symbol ?? "行ごと")）は掛けられません",
        en:
          "Two values with units (\(a.unit?.symbol ?? "per row") × \(b.unit?.symbol ?? "per row")) cannot be multiplied"
      ),
      at: a.span.joined(b.span))
  }

  fileprivate static func cannotConvert(_ typed: Typed, _ unit: Unit, _ span: Span) -> Diagnostic {
    let old = typed.unit?.symbol ?? "行ごとの単位"
    let oldEnglish = typed.unit?.symbol ?? "a unit per row"
    return Diagnostic(
      "E29",
      Message(ja: "\(old)を\(unit.symbol)に直すことはできません", en: "\(oldEnglish) cannot be shown in \(unit.symbol)"), at: span,
      notes: typed.unit.map {
        let usable = Unit.usable(for: $0.dimension).joined(separator: " ")
        return [Message(ja: "使える単位: \(usable)", en: "Usable: \(usable)")]
      } ?? [])
  }
}

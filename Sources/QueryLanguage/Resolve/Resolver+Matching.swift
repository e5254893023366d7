internal import Diagnostics
internal import PolicyModel
internal import PolshSystem
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension Resolver {
  /// `in`, `contains`, `starts`, `matches`, `has`.
  mutating func match(
    _ matcher: Matcher, negated: Bool, _ left: Expression, _ right: Expression, _ span: Span, _ scope: RowScope
  ) throws(Diagnostic) -> PlanExpression {
    let a = try value(left, scope)
    switch matcher {
    case .in: return try membership(a, right, span, scope)
    case .has:
      guard a.type.isList else { throw .hasNeedsList(a, right, negated: negated, span) }
      return try has(a, right, span, scope)
    case .contains, .starts, .matches: return try textMatch(matcher, a, right, scope)
    }
  }

  // MARK: in

  private mutating func membership(_ a: Typed, _ right: Expression, _ span: Span, _ scope: RowScope) throws(Diagnostic)
    -> PlanExpression
  {
    switch right.kind {
    case .list(let elements):
      var values: [Value] = []
      for element in elements { values.append(try constant(element, for: a, scope)) }
      return .oneOf(a.value, values)
    case .range(let low, let high): return try range(a, low, high, span, scope)
    default:
      // One value alone is a list of one.
      return .oneOf(a.value, [try constant(right, for: a, scope)])
    }
  }

  /// A literal as a value of the column it is compared with; lists ask for an element.
  private mutating func constant(_ expression: Expression, for a: Typed, _ scope: RowScope) throws(Diagnostic) -> Value
  {
    if case .missing = expression.kind { return .missing(.blank) }
    var element = a
    if case .list(let inner) = a.type { element.type = inner }
    if case .level(let scale) = element.type {
      if let place = try level(expression, scale, element, scope) { return .level(place) }
      throw .constantNeeded(expression.span)
    }
    if element.type == .text, case .name(let name) = expression.kind, column(name, scope.relation) == nil {
      throw .needsQuotes(name, element)
    }
    let b = try value(expression, scope)
    guard let constant = b.constant else { throw .constantNeeded(expression.span) }
    switch (element.type, b.type) {
    case (.number, .number):
      if element.unitFrom != nil, let unit = b.unit, case .number(let base) = constant,
        let figure = try? unit.fromBase(base)
      {
        return .number(figure)
      }
      _ = try sameUnit(b, as: element, subject: element)
      return constant
    case (.year, .number):
      if let number = b.bareNumber, let year = yearConstant(number, b.span)?.constant { return year }
      throw .notAYear(b.bareNumber ?? .zero, b.span)
    case (.text, .text):
      if element.isOriginal, let original = b.literalOriginal { return .text(original) }
      return constant
    case (.year, .year), (.bool, .bool): return constant
    default: throw .twoKinds(element, b, expression.span)
    }
  }

  private mutating func range(
    _ a: Typed, _ low: Expression, _ high: Expression, _ span: Span, _ scope: RowScope
  ) throws(Diagnostic) -> PlanExpression {
    if case .level(let scale) = a.type {
      if !scale.isRanked { throw .unranked(a, scale, nil, span) }
      guard let x = try level(low, scale, a, scope), let y = try level(high, scale, a, scope) else {
        throw .constantNeeded(low.span.joined(high.span))
      }
      // A..C and C..A mean the same.
      return .within(
        a.value, low: .constant(.level(min(x, y)), a.type), high: .constant(.level(max(x, y)), a.type))
    }
    if a.type.isList { throw .listComparison(a, .greaterOrEqual, nil, span) }
    let lower = try side(low, a, scope)
    let upper = try side(high, a, scope)
    return Self.isBackwards(lower, upper)
      ? .within(a.value, low: upper, high: lower) : .within(a.value, low: lower, high: upper)
  }

  /// Whether two fixed ends stand the wrong way round: R5..R3 means R3..R5.
  private static func isBackwards(_ low: PlanExpression, _ high: PlanExpression) -> Bool {
    switch (low, high) {
    case (.constant(.number(let x), _), .constant(.number(let y), _)): x > y
    case (.constant(.year(let x), _), .constant(.year(let y), _)): x > y
    default: false
    }
  }

  private mutating func side(_ expression: Expression, _ a: Typed, _ scope: RowScope) throws(Diagnostic)
    -> PlanExpression
  {
    let b = try value(expression, scope)
    switch (a.type, b.type) {
    case (.number, .number): return try sameUnit(b, as: a, subject: a).value
    case (.year, .number):
      if let number = b.bareNumber, let year = yearConstant(number, b.span) { return year.value }
      if case .number(let number)? = b.constant, let year = yearConstant(number, b.span) { return year.value }
      throw .notAYear(b.bareNumber ?? .zero, b.span)
    case (.text, .text): return b.beside(a)
    case (.year, .year): return b.value
    default: throw .twoKinds(a, b, expression.span)
    }
  }

  // MARK: has

  private mutating func has(_ a: Typed, _ right: Expression, _ span: Span, _ scope: RowScope) throws(Diagnostic)
    -> PlanExpression
  {
    guard case .list(let element) = a.type else { throw .constantNeeded(right.span) }
    if case .list(let elements) = right.kind {
      var tests: [PlanExpression] = []
      for one in elements { tests.append(try has(a, one, span, scope)) }
      return .or(tests)
    }
    switch element {
    case .level(let scale):
      var inner = a
      inner.type = element
      guard let place = try level(right, scale, inner, scope) else { throw .constantNeeded(right.span) }
      return .textTest(
        TextTest(kind: .equals, pattern: scale.levels[place]) { [word = scale.levels[place]] in $0 == word }, a.value)
    default:
      let pattern = try self.pattern(right, a, scope)
      let wanted = TextFolding.cell(pattern)
      return .textTest(TextTest(kind: .equals, pattern: wanted) { $0 == wanted }, a.value)
    }
  }

  // MARK: contains, starts, matches

  private mutating func textMatch(_ matcher: Matcher, _ a: Typed, _ right: Expression, _ scope: RowScope)
    throws(Diagnostic) -> PlanExpression
  {
    switch a.type {
    case .text, .level, .list: break
    default: throw .textNeeded(a)
    }
    if case .list(let elements) = right.kind {
      var tests: [PlanExpression] = []
      for one in elements { tests.append(try textMatch(matcher, a, one, scope)) }
      return .or(tests)
    }
    let pattern = try self.pattern(right, a, scope)
    let test: TextTest
    switch matcher {
    case .starts:
      let bytes = Array(pattern.utf8)
      test = TextTest(
        kind: .starts, pattern: pattern, utf8Test: StartTest(bytes: bytes),
        test: { $0.utf8.starts(with: bytes) })
    case .matches:
      let regex: RegularExpression
      do {
        regex = try RegularExpression(pattern)
      } catch {
        throw .badPattern(pattern, error, right.span)
      }
      test = TextTest(
        kind: .matches, pattern: pattern, utf8Test: PatternTest(pattern: regex), test: { regex.matches($0) })
    default:
      let search = ByteSearch(pattern)
      test = TextTest(
        kind: .contains, pattern: pattern, utf8Test: search, test: { search.isIn($0) })
    }
    return .textTest(test, a.value)
  }

  /// The fixed text on the right of a text operator.
  private mutating func pattern(_ expression: Expression, _ a: Typed, _ scope: RowScope) throws(Diagnostic) -> String {
    switch expression.kind {
    case .text(let text, let raw): return a.isOriginal ? raw : text
    case .name(let name):
      if let scale = a.type.scale, scale.index(of: name.text) != nil { return name.text }
      if column(name, scope.relation) != nil { throw .constantNeeded(expression.span) }
      throw .needsQuotes(name, a)
    case .number(let literal): return literal.digits + (literal.unit ?? "")
    case .year(_, let text): return text
    case .parameter:
      let typed = try value(expression, scope)
      if let text = a.isOriginal ? typed.literalOriginal : typed.literalText { return text }
      throw .constantNeeded(expression.span)
    default: throw .constantNeeded(expression.span)
    }
  }
}

extension Diagnostic {
  static func constantNeeded(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32",
      Message(
        ja: "ここには決まった値（数、年度、段階、「文字」）だけが書けます", en: "Only a fixed value can stand here (a number, year, level or 'text')"),
      at: span)
  }

  fileprivate static func hasNeedsList(_ a: Typed, _ right: Expression, negated: Bool, _ span: Span) -> Diagnostic {
    var fixes: [FixIt] = []
    if let column = a.field?.name.typed {
      let value = Formatter.both(right)
      if case .list = right.kind {
        let (ja, en) = negated ? ("のどれでもない", "not in") : ("のどれか", "in")
        fixes = [
          FixIt(
            replace: span,
            with: Message(ja: "\(column.ja) が \(value.ja) \(ja)", en: "\(column.en) \(en) \(value.en)"))
        ]
      } else {
        let sign = negated ? "!=" : "="
        let contains =
          negated
          ? Message(ja: "\(column.ja) が \(value.ja) を含まない", en: "\(column.en) not contains \(value.en)")
          : Message(ja: "\(column.ja) が \(value.ja) を含む", en: "\(column.en) contains \(value.en)")
        let equals = Message(ja: "\(column.ja) \(sign) \(value.ja)", en: "\(column.en) \(sign) \(value.en)")
        // A part of a text is looked for, not the whole of it.
        fixes = [FixIt(replace: span, with: a.type == .text ? contains : equals)]
      }
    }
    return Diagnostic(
      "E18",
      Message(
        ja: "\(a.label(.ja))は1つの値の列なので「あり」「なし」は使えません",
        en: "\(a.label(.en)) holds one value; has is for columns with several"),
      at: span, fixes: fixes)
  }

  fileprivate static func textNeeded(_ a: Typed) -> Diagnostic {
    Diagnostic(
      "E34",
      Message(
        ja: "\(a.label(.ja))は\(a.type.word.ja)の列なので、文字として探せません", en: "\(a.label(.en)) is a \(a.type.word.en), not text"),
      at: a.span)
  }
}

internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension Resolver {
  /// `=`, `!=`, `<` …, each side helping to read the other.
  mutating func comparison(
    _ comparator: Comparator, _ left: Expression, _ right: Expression, _ span: Span, _ scope: RowScope
  ) throws(Diagnostic) -> Typed {
    if case .missing = right.kind { return try missingTest(left, comparator, span, scope) }
    if case .missing = left.kind { return try missingTest(right, comparator, span, scope) }
    // A word alone is read by what stands on the other side.
    if !isColumn(right, scope) { try checkQuotes(left, scope) }
    let leftIsWord = isLooseWord(left, scope)
    let rightIsWord = isLooseWord(right, scope)
    if leftIsWord, !rightIsWord {
      return try comparison(comparator.mirrored, right, left, span, scope)
    }
    let a = try value(left, scope)
    if let test = try levelComparison(comparator, a, right, span, scope) { return test }
    if a.type.isList { throw .listComparison(a, comparator, right, span) }
    if a.type == .text, case .name(let name) = right.kind, rightIsWord { throw .needsQuotes(name, a) }
    let b = try value(right, scope)
    if a.literalText != nil, case .level = b.type {
      if let test = try levelComparison(comparator.mirrored, b, left, span, scope) { return test }
    }
    return Typed(try comparison(comparator, a, b, span), .bool, span: span)
  }

  /// Refuses a text that is the name of a column, where a column is meant.
  func checkQuotes(_ expression: Expression, _ scope: RowScope) throws(Diagnostic) {
    guard case .text(let text, _) = expression.kind, let place = scope.relation.places(named: text).first else {
      return
    }
    throw .quotedColumn(scope.relation.fields[place].name, text, expression.span)
  }

  private func isColumn(_ expression: Expression, _ scope: RowScope) -> Bool {
    switch expression.kind {
    case .name(let name): column(name, scope.relation) != nil
    case .qualified: true
    default: false
    }
  }

  /// Whether an expression is a bare word that is no column here.
  private func isLooseWord(_ expression: Expression, _ scope: RowScope) -> Bool {
    guard case .name(let name) = expression.kind, !name.isQuoted else { return false }
    return column(name, scope.relation) == nil
  }

  private mutating func missingTest(
    _ expression: Expression, _ comparator: Comparator, _ span: Span, _ scope: RowScope
  ) throws(Diagnostic) -> Typed {
    let typed = try value(expression, scope)
    switch comparator {
    case .equal: return Typed(.isMissing(typed.value), .bool, span: span)
    case .notEqual: return Typed(.not(.isMissing(typed.value)), .bool, span: span)
    default: throw .missingHasNoOrder(span)
    }
  }

  // MARK: Levels

  /// A comparison with a level column on the left; nil when it is none.
  private mutating func levelComparison(
    _ comparator: Comparator, _ a: Typed, _ right: Expression, _ span: Span, _ scope: RowScope
  ) throws(Diagnostic) -> Typed? {
    guard case .level(let scale) = a.type else { return nil }
    let isOrder = comparator != .equal && comparator != .notEqual
    if isOrder, !scale.isRanked { throw .unranked(a, scale, right, span, comparator) }
    let b: PlanExpression
    if let place = try level(right, scale, a, scope) {
      b = .constant(.level(place), a.type)
      if isOrder { hint(comparator, scale, place) }
    } else {
      let other = try value(right, scope)
      if other.type == .text {
        // A text column beside levels: compared by its words.
        guard !isOrder else { throw .twoKinds(a, other, span) }
        let words = PlanExpression.call(.levelWord(scale), [a.value])
        return Typed(.compare(plan(comparator), words, other.value), .bool, span: span)
      }
      guard case .level(let otherScale) = other.type else { throw .twoKinds(a, other, right.span) }
      if otherScale != scale { throw .twoScales(scale, otherScale, span, a, other, comparator) }
      b = other.value
    }
    // At least as good means at or before it in the legend.
    let comparison = plan(isOrder ? comparator.mirrored : comparator)
    return Typed(.compare(comparison, a.value, b), .bool, span: span)
  }

  private mutating func hint(_ comparator: Comparator, _ scale: Scale, _ place: Int) {
    let chosen = scale.levels(comparator, place)
    let level = scale.levels[place]
    let word: (String, String)
    switch comparator {
    case .greaterOrEqual: word = ("\(level)以上", ">= \(level)")
    case .greater: word = ("\(level)超", "> \(level)")
    case .lessOrEqual: word = ("\(level)以下", "<= \(level)")
    default: word = ("\(level)未満", "< \(level)")
    }
    let list = chosen.isEmpty ? "―" : chosen.joined(separator: ", ")
    gradeHints.append(GradeHint(scale: scale, text: Message(ja: "\(word.0) = \(list)", en: "\(word.1) means \(list)")))
  }

  func plan(_ comparator: Comparator) -> Comparison {
    switch comparator {
    case .equal: .equal
    case .notEqual: .notEqual
    case .less: .less
    case .lessOrEqual: .lessOrEqual
    case .greater: .greater
    case .greaterOrEqual: .greaterOrEqual
    }
  }

  // MARK: Numbers, years, text

  /// Two resolved sides of one type.
  mutating func comparison(_ comparator: Comparator, _ a: Typed, _ b: Typed, _ span: Span) throws(Diagnostic)
    -> PlanExpression
  {
    switch (a.type, b.type) {
    case (.number, .number): return try numberComparison(comparator, a, b)
    case (.text, .text): return .compare(plan(comparator), a.beside(b), b.beside(a))
    case (.year, .year), (.bool, .bool): return .compare(plan(comparator), a.value, b.value)
    case (.year, .number): return .compare(plan(comparator), a.value, try yearSide(b).value)
    case (.number, .year): return .compare(plan(comparator), try yearSide(a).value, b.value)
    case (.list, _): throw .listComparison(a, comparator, nil, span)
    case (_, .list): throw .listComparison(b, comparator, nil, span)
    case (.text, .number), (.text, .year): throw .needsQuotes(a, b)
    case (.number, .text): throw .numberExpected(a, b)
    case (.year, .text): throw .yearExpected(b)
    default: throw .twoKinds(a, b, b.span)
    }
  }

  /// A number beside a year column: a literal that is a year, or `2023年`.
  private func yearSide(_ typed: Typed) throws(Diagnostic) -> Typed {
    if case .number(let number)? = typed.constant {
      if typed.unit == nil || typed.unit?.dimension == .duration("年") {
        if let year = yearConstant(number, typed.span) { return year }
      }
      throw .notAYear(number, typed.span)
    }
    throw .twoKinds(typed, Typed(typed.value, .year, span: typed.span), typed.span)
  }

  private func numberComparison(_ comparator: Comparator, _ a: Typed, _ b: Typed) throws(Diagnostic) -> PlanExpression {
    // A column with a unit per row beside `50件`: only rows of that unit can be compared.
    if let test = perRowComparison(comparator, a, b) { return test }
    if let test = perRowComparison(comparator.mirrored, b, a) { return test }
    let other = try sameUnit(b, as: a, subject: a)
    return .compare(plan(comparator), a.value, other.value)
  }

  private func perRowComparison(_ comparator: Comparator, _ a: Typed, _ b: Typed) -> PlanExpression? {
    guard a.unitFrom != nil, let unit = b.unit, case .number(let base)? = b.constant, let test = a.unitTest,
      let figure = try? unit.fromBase(base)
    else { return nil }
    let inner = PlanExpression.compare(plan(comparator), a.value, .constant(.number(figure), .number))
    // `=` and `!=` are plain identity: another unit is simply not equal.
    if comparator == .equal { return .and([test(unit), inner]) }
    if comparator == .notEqual {
      return .not(.and([test(unit), .compare(.equal, a.value, .constant(.number(figure), .number))]))
    }
    return .comparable(when: test(unit), inner)
  }
}

extension Typed {
  /// The value as it is compared with another: a literal beside a file's own text as it was typed.
  func beside(_ other: Typed) -> PlanExpression {
    guard other.isOriginal, let literalOriginal else { return value }
    return .constant(.text(literalOriginal), .text)
  }
}

extension Scale {
  /// The levels that a comparison with one of them lets through: `>= B` is A and B.
  fileprivate func levels(_ comparator: Comparator, _ place: Int) -> [String] {
    switch comparator {
    case .greaterOrEqual: Array(levels[...place])
    case .greater: Array(levels[..<place])
    case .lessOrEqual: Array(levels[place...])
    case .less: Array(levels[(place + 1)...])
    case .equal: [levels[place]]
    case .notEqual: levels.indices.filter { $0 != place }.map { levels[$0] }
    }
  }
}

extension Comparator {
  /// The comparison with its sides exchanged.
  var mirrored: Comparator {
    switch self {
    case .equal, .notEqual: self
    case .less: .greater
    case .lessOrEqual: .greaterOrEqual
    case .greater: .less
    case .greaterOrEqual: .lessOrEqual
    }
  }
}

extension Diagnostic {
  fileprivate static func missingHasNoOrder(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "欠測は大きさを比べられません", en: "missing has no order"), at: span,
      notes: [Message(ja: "欠測かどうかは「が欠測」で調べます。", en: "Whether a value is missing is asked with is missing.")])
  }

  /// E14.
  static func unranked(
    _ a: Typed, _ scale: Scale, _ right: Expression?, _ span: Span, _ comparator: Comparator? = nil
  ) -> Diagnostic {
    let first = scale.levels.first ?? ""
    let last = scale.levels.last ?? ""
    var fixes: [FixIt] = []
    if let right, let column = a.field?.name.typed {
      var value = Formatter.both(right)
      // The levels on that side of it in the legend.
      if let comparator, let place = scale.index(of: Formatter(.en).expression(right)) {
        let levels = scale.levels(comparator, place)
        if !levels.isEmpty {
          value = Message(ja: levels.joined(separator: "、"), en: levels.joined(separator: ", "))
        }
      }
      fixes.append(
        FixIt(
          replace: span, with: Message(ja: "\(column.ja) が [\(value.ja)] のどれか", en: "\(column.en) in [\(value.en)]")))
    }
    return Diagnostic(
      "E14",
      Message(
        ja: "\(a.label(.ja))（\(first)〜\(last)）は順位のない区分です", en: "\(a.label(.en)) (\(first) to \(last)) has no ranking"),
      at: span,
      notes: [
        Message(
          ja: "どの段階が上とも言えないので、大小では比べられません。", en: "No level stands above another, so they cannot be compared by order.")
      ],
      fixes: fixes)
  }

  /// E28.
  static func twoScales(
    _ a: Scale, _ b: Scale, _ span: Span, _ left: Typed, _ right: Typed, _ comparator: Comparator? = nil
  ) -> Diagnostic {
    var fixes: [FixIt] = []
    if a.levels.count == b.levels.count, a.isRanked, b.isRanked, let sign = comparator?.rawValue, let x = left.field,
      let y = right.field
    {
      let (x, y) = (x.name.typed, y.name.typed)
      fixes.append(
        FixIt(
          replace: span,
          with: Message(ja: "段(\(x.ja)) \(sign) 段(\(y.ja))", en: "step(\(x.en)) \(sign) step(\(y.en))")))
    }
    func legend(_ scale: Scale) -> String { scale.levels.prefix(12).joined(separator: " ") }
    return Diagnostic(
      "E28",
      Message(
        ja: "別の尺度は比べられません: \(legend(a)) ／ \(legend(b))", en: "Two different scales: \(legend(a)) / \(legend(b))"),
      at: span, fixes: fixes)
  }

  /// E31.
  static func needsQuotes(_ name: Name, _ a: Typed) -> Diagnostic {
    Diagnostic(
      "E31",
      Message(
        ja: "\(a.label(.ja).isEmpty ? "左" : a.label(.ja))は文字の列です。文字は「」で囲みます",
        en: "\(a.label(.en).isEmpty ? "The left side" : a.label(.en)) is text: put the value in quotes"), at: name.span,
      fixes: [
        MissingWords.all.contains(name.text.lowercased())
          ? FixIt(replace: name.span, with: Message(ja: "欠測", en: "missing"))
          : FixIt(replace: name.span, with: Formatter.quoted(name.text))
      ])
  }

  fileprivate static func needsQuotes(_ a: Typed, _ b: Typed) -> Diagnostic {
    var text = ""
    // As it was typed: 003 is not 3.
    if case .number(let number)? = b.constant { text = b.typedText ?? number.plain }
    if case .year(let year)? = b.constant { text = b.typedText ?? String(year) }
    return Diagnostic(
      "E31",
      Message(
        ja: "\(a.label(.ja))は文字の列です。文字は「」で囲みます", en: "\(a.label(.en)) is text: put the value in quotes"), at: b.span,
      fixes: text.isEmpty
        ? [] : [FixIt(replace: b.span, with: Formatter.quoted(text))])
  }

  fileprivate static func numberExpected(_ a: Typed, _ b: Typed) -> Diagnostic {
    var fixes: [FixIt] = []
    if let text = b.literalText, let number = ExactDecimal(text) {
      fixes.append(FixIt(replace: b.span, with: number.plain + (a.unit?.symbol ?? "")))
    } else if b.literalText?.isEmpty == true, let column = a.field?.name.typed {
      fixes.append(FixIt(Message(ja: "\(column.ja) が 欠測", en: "\(column.en) is missing")))
    }
    return Diagnostic(
      "E34",
      Message(
        ja: "\(a.label(.ja))は数の列なので、文字とは比べられません", en: "\(a.label(.en)) is a number and cannot be compared with text"),
      at: b.span, fixes: fixes)
  }

  fileprivate static func yearExpected(_ b: Typed) -> Diagnostic {
    let reading = b.literalText.flatMap { text in
      FiscalYear.read(text)?.year ?? Int(text).flatMap { FiscalYear($0) }
    }
    return Diagnostic(
      "E06",
      Message(ja: "「\(b.literalText ?? "")」は年度として読めません", en: "\(b.literalText ?? "a text") is not a fiscal year"),
      at: b.span,
      notes: [
        Message(
          ja: "年度は R5、令和5年度、2023 のように、かぎかっこなしで書きます。", en: "Fiscal years are written R5, 令和5年度 or 2023, without quotes.")
      ],
      fixes: reading.map { [FixIt(replace: b.span, with: $0.short)] } ?? [])
  }

  /// E18.
  static func listComparison(_ a: Typed, _ comparator: Comparator, _ right: Expression?, _ span: Span) -> Diagnostic {
    if comparator != .equal, comparator != .notEqual, case .list(.level(let scale)) = a.type, !scale.isRanked {
      return .unranked(a, scale, right, span, comparator)
    }
    var fixes: [FixIt] = []
    var isBareText = false
    if a.type.scale == nil, case .name? = right?.kind { isBareText = true }
    if let right, let column = a.field?.name.typed {
      var value = Formatter.both(right)
      if a.type.scale == nil, case .name(let name) = right.kind { value = Formatter.quoted(name.text) }
      let wanted: Message?
      if comparator == .equal || comparator == .notEqual {
        let isNegated = comparator == .notEqual
        wanted = Message(
          ja: "\(column.ja) に \(value.ja) \(isNegated ? "なし" : "あり")",
          en: "\(column.en) \(isNegated ? "not " : "")has \(value.en)")
      } else if let scale = a.type.scale, let place = scale.index(of: value.en) {
        let levels = scale.levels(comparator, place)
        wanted = Message(
          ja: "\(column.ja) が [\(levels.joined(separator: "、"))] のどれか",
          en: "\(column.en) in [\(levels.joined(separator: ", "))]")
      } else {
        wanted = nil
      }
      if let wanted { fixes.append(FixIt(replace: span, with: wanted)) }
    }
    return Diagnostic(
      "E18",
      Message(
        ja: "\(a.label(.ja))は複数の値が入る列です\(isBareText ? "（または文字には「」が必要です）" : "")",
        en: "\(a.label(.en)) holds several values\(isBareText ? " (and text needs quotes)" : "")"),
      at: right?.span ?? span,
      notes: [Message(ja: "その中にあるかどうかは「に … あり」で調べます。", en: "Whether one of them is there is asked with has.")],
      fixes: fixes)
  }
}

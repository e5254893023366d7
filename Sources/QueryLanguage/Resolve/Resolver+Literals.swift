internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension Resolver {
  /// A number as written: with its unit in base units, without one still open to what its neighbour says.
  mutating func number(_ literal: NumberLiteral, _ span: Span) throws(Diagnostic) -> Typed {
    guard let word = literal.unit else {
      var typed = Typed(.constant(.number(literal.value), .number), .number, span: span)
      typed.bareNumber = literal.value
      return typed
    }
    guard let unit = Unit.named(word, catalog: environment.units) else { throw .unknownUnit(word, span, like: nil) }
    guard let base = try? unit.toBase(literal.value) else { throw .tooManyDigits(span) }
    var typed = Typed(.constant(.number(base), .number), .number, span: span)
    typed.unit = unit
    return typed
  }

  /// A fiscal year; one beyond its era (平成32年度) is read on into the next, with notice N6.
  mutating func year(_ reading: FiscalYear.Reading, _ text: String, _ span: Span) -> Typed {
    if reading.isBeyondEra { note(.beyondEra(text, reading.year)) }
    return Typed(.constant(.year(reading.year.number), .year), .year, span: span)
  }

  /// A whole number as a fiscal year, when it can be one.
  func yearConstant(_ number: ExactDecimal, _ span: Span) -> Typed? {
    guard let whole = number.wholeNumber, let year = FiscalYear(whole) else { return nil }
    return Typed(.constant(.year(year.number), .year), .year, span: span)
  }

  /// The level of a scale that an expression writes, bare or quoted; nil when it is something else (a column, a function).
  ///
  /// - Throws: E03 when the word is a column as well, E25 when it is no level.
  mutating func level(
    _ expression: Expression, _ scale: Scale, _ owner: Typed, _ scope: RowScope
  ) throws(Diagnostic) -> Int? {
    switch expression.kind {
    case .name(let name):
      let place = name.isQuoted ? nil : scale.index(of: name.text)
      let isColumn = column(name, scope.relation) != nil
      if let place {
        if isColumn { throw .columnOrLevel(name) }
        return place
      }
      if isColumn { return nil }
      if scope.relation.dropped[name.text] != nil { throw unknown(name, scope.relation) }
      throw Diagnostic.unknownLevel(name.unknownText ?? name.text, name.unknownPart ?? name.span, scale, owner)
        .hinting(at: name, environment.definitions)
    case .text(let text, _):
      if let place = scale.index(of: text) ?? scale.index(of: TextFolding.cell(text)) { return place }
      throw .unknownLevel(text, expression.span, scale, owner)
    case .number(let literal) where literal.unit == nil:
      if let place = scale.index(of: literal.digits) { return place }
      throw .unknownLevel(literal.digits, expression.span, scale, owner)
    case .year(_, let text):
      if let place = scale.index(of: text) { return place }
      throw .unknownLevel(text, expression.span, scale, owner)
    case .parameter(let name):
      guard let bound = environment.values[name.text] else { return nil }
      var literal = bound.literal
      literal.span = expression.span
      if case .parameter = literal.kind { return nil }
      return try level(literal, scale, owner, scope)
    default: return nil
    }
  }

  // MARK: Units

  /// A number beside another that has a unit: a bare literal is refused (E07), another dimension too (E21).
  func sameUnit(_ typed: Typed, as model: Typed, subject: Typed, verb: UnitConflict = .compare) throws(Diagnostic)
    -> Typed
  {
    if typed.unitFrom != nil || model.unitFrom != nil {
      // A column with a unit per row goes with bare numbers, and with another of the same units.
      if typed.unitFrom == model.unitFrom || typed.bareNumber != nil || model.bareNumber != nil { return typed }
      throw .differentUnits(model, typed, verb, self)
    }
    switch (model.unit, typed.unit) {
    case (nil, nil): return typed
    case (let unit?, nil):
      if let number = typed.bareNumber {
        if number.isZero, verb == .compare { return typed }
        throw .needsUnit(number, typed.span, unit, model, typed: typed.typedText)
      }
      throw .differentUnits(model, typed, verb, self)
    case (nil, let unit?):
      if let number = model.bareNumber {
        if number.isZero, verb == .compare { return typed }
        throw .needsUnit(number, model.span, unit, typed, typed: model.typedText)
      }
      if model.isCount, unit.dimension.isCount { return typed }
      throw .differentUnits(model, typed, verb, self)
    case (let a?, let b?):
      if a.dimension == b.dimension || isRatioPair(a, b) { return typed }
      throw .differentUnits(model, typed, verb, self)
    }
  }

  private func isRatioPair(_ a: Unit, _ b: Unit) -> Bool {
    [a.dimension, b.dimension].allSatisfy { $0 == .ratio || $0 == .points }
  }

  /// What was being done when two units met.
  enum UnitConflict { case compare, add }
}

extension Notice {
  fileprivate static func beyondEra(_ text: String, _ year: FiscalYear) -> Notice {
    Notice(
      "N6",
      Message(
        ja: "\(text)を\(year.japanese)（\(year.number)）と読みました。", en: "\(text) was read as \(year.short) (\(year.number))."
      ),
      fix: Message(same: year.short))
  }
}

extension Diagnostic {
  static func tooManyDigits(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E19", Message(ja: "値が大きすぎます（38桁を超えました）", en: "Result exceeds 38 digits"), at: span,
      notes: [Message(ja: "単位を確かめてください。", en: "Check the units.")])
  }

  /// E29.
  static func unknownUnit(_ word: String, _ span: Span, like dimension: Dimension?) -> Diagnostic {
    let usable = Unit.usable(for: dimension ?? .money).joined(separator: " ")
    return Diagnostic(
      "E29",
      Message(ja: "「\(word)」という単位はありません。\(usable) が使えます", en: "No unit \(word). Usable: \(usable)"), at: span)
  }

  /// E03.
  fileprivate static func columnOrLevel(_ name: Name) -> Diagnostic {
    Diagnostic(
      "E03",
      Message(
        ja: "\(name.text) は列の名前でも評価の段階でもあります。どちらですか", en: "\(name.text) is both a column and a level. Which one?"),
      at: name.span,
      fixes: [
        FixIt(replace: name.span, with: Formatter.quoted(name.text)),
        FixIt(
          replace: name.span,
          with: Message(ja: Formatter.quotedName(name.text, .ja), en: Formatter.quotedName(name.text, .en))),
      ])
  }

  /// E25.
  static func unknownLevel(_ word: String, _ span: Span, _ scale: Scale, _ owner: Typed) -> Diagnostic {
    let near = NearNames.nearest(to: word, among: scale.words, care: .strict)
    let shown = scale.levels.prefix(30).joined(separator: " ") + (scale.levels.count > 30 ? " …" : "")
    let ja = owner.label(.ja).isEmpty ? scale.name : owner.label(.ja)
    let en = owner.label(.en).isEmpty ? scale.name : owner.label(.en)
    return Diagnostic(
      "E25",
      Message(ja: "\(ja)に「\(word)」という段階はありません。段階: \(shown)", en: "\(en) has no level \(word). Levels: \(shown)"),
      at: span,
      fixes: MissingWords.all.contains(word.lowercased())
        ? [FixIt(replace: span, with: Message(ja: "欠測", en: "missing"))] : near.map { FixIt(replace: span, with: $0) })
  }

  /// A column in quotes, which are for texts.
  static func quotedColumn(_ name: BilingualName, _ text: String, _ span: Span) -> Diagnostic {
    Diagnostic(
      nil,
      Message(
        ja: "引用符の中は文字です。列「\(text)」は引用符なしで書きます", en: "Quotes make a text; the column \(text) is written without them"),
      at: span, fixes: [FixIt(replace: span, with: name.typed)])
  }

  /// E07.
  static func needsUnit(
    _ number: ExactDecimal, _ span: Span, _ unit: Unit, _ owner: Typed, typed: String? = nil
  ) -> Diagnostic {
    let usable = Unit.usable(for: unit.dimension)
    let base = unit.base.symbol.isEmpty ? (usable.first ?? unit.symbol) : unit.base.symbol
    let ja = owner.label(.ja).isEmpty ? "相手" : owner.label(.ja)
    let en = owner.label(.en).isEmpty ? "The other side" : owner.label(.en)
    let figure = typed ?? number.plain
    var fixes = [
      FixIt(
        replace: span, with: figure + unit.symbol,
        label: unit.symbol == base
          ? nil
          : Message(ja: "\(figure)\(unit.symbol)（この表の単位）", en: "\(figure)\(unit.symbol) (as shown in this table)"))
    ]
    let one = ExactDecimal(1)
    if unit.dimension == .ratio, !number.isNegative, number <= one, let whole = try? number * ExactDecimal(100) {
      // 0.8 of a rate is 80％.
      fixes.insert(FixIt(replace: span, with: whole.plain + unit.symbol), at: 0)
    } else if unit.symbol != base {
      // 1000万 says its thousands itself.
      let isWritten = figure.contains { "千万億".contains($0) }
      fixes.insert(FixIt(replace: span, with: figure + base), at: isWritten ? 0 : 1)
      if isWritten { fixes.removeLast() }
    }
    let kind = unit.dimensionWord
    return Diagnostic(
      "E07",
      Message(
        ja: "\(ja)は\(kind.ja)です。\(figure) の単位が分かりません", en: "\(en) is \(kind.en); \(figure) has no unit"),
      at: span, fixes: fixes)
  }

  /// E21.
  static func differentUnits(_ a: Typed, _ b: Typed, _ conflict: Resolver.UnitConflict, _ resolver: Resolver)
    -> Diagnostic
  {
    func described(_ typed: Typed, _ language: Language) -> String {
      let unit: String
      if typed.unitFrom != nil {
        unit = language == .ja ? "行ごとの単位" : "a unit per row"
      } else {
        unit = typed.unit?.symbol ?? (language == .ja ? "単位なし" : "no unit")
      }
      let label = typed.label(language)
      if label.isEmpty { return unit }
      return language == .ja ? "\(label)（\(unit)）" : "\(label) (\(unit))"
    }
    let verb = conflict == .add ? (ja: "足せません", en: "Cannot add") : (ja: "比べられません", en: "Cannot compare")
    return Diagnostic(
      "E21",
      Message(
        ja: "\(described(a, .ja))と\(described(b, .ja))は\(verb.ja)",
        en: "\(verb.en) \(described(a, .en)) and \(described(b, .en))"),
      at: a.span.joined(b.span),
      notes: [
        Message(ja: "両方を同じ単位にしてください。割り算（÷）ならできます。", en: "Both sides need the same unit. Dividing them is possible.")
      ])
  }

  /// E06.
  static func notAYear(_ number: ExactDecimal, _ span: Span) -> Diagnostic {
    var fixes: [FixIt] = []
    for year in likelyYears(number) {
      fixes.append(FixIt(replace: span, with: year.text, label: Message(same: "\(year.text) (\(year.number))")))
    }
    return Diagnostic(
      "E06",
      Message(ja: "\(number.plain) は年度として読めません（1868〜2200 または R5 など）", en: "\(number.plain) is not a fiscal year"),
      at: span,
      notes: [Message(ja: "年度は R5、令和5年度、2023 のように書きます。", en: "Fiscal years are written R5, 令和5年度 or 2023.")],
      fixes: fixes)
  }
}

/// The years that a small number was probably meant to be: 23 → 2023 or 平成23年度, 5 → 令和5年度 or 平成5年度.
private func likelyYears(_ number: ExactDecimal) -> [(text: String, number: Int)] {
  guard let n = number.wholeNumber, (1...64).contains(n) else { return [] }
  var years: [(text: String, number: Int)] = []
  // Two digits of the calendar year, once they cannot be a year of the present era.
  if n <= 12 {
    years.append(("R\(n)", 2018 + n))
  } else if n < 50, let year = FiscalYear(2000 + n) {
    years.append((year.short, 2000 + n))
  }
  if n <= 31 { years.append(("H\(n)", 1988 + n)) } else { years.append(("S\(n)", 1925 + n)) }
  return years
}

extension Unit {
  /// What people call figures of this unit: 円の列.
  var dimensionWord: Message {
    switch dimension {
    case .money: Message(ja: "円の列", en: "money")
    case .people: Message(ja: "人数の列", en: "a number of people")
    case .ratio: Message(ja: "％の列", en: "a percentage")
    case .points: Message(ja: "ポイントの列", en: "in points")
    case .duration(let word): Message(ja: "\(word)の列", en: "in \(word)")
    case .count(let word): Message(ja: "\(word)の列", en: "in \(word)")
    case .compound: Message(ja: "\(symbol)の列", en: "in \(symbol)")
    }
  }
}

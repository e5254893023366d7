internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension Resolver {
  /// Resolves an expression whose value is wanted.
  mutating func value(_ expression: Expression, _ scope: RowScope) throws(Diagnostic) -> Typed {
    guard expression.written != nil, callInProgress == nil else { return try plainValue(expression, scope) }
    callInProgress = expression
    defer { callInProgress = nil }
    return try plainValue(expression, scope)
  }

  private mutating func plainValue(_ expression: Expression, _ scope: RowScope) throws(Diagnostic) -> Typed {
    let span = expression.span
    switch expression.kind {
    case .number(let literal):
      var typed = try number(literal, span)
      if literal.unit == nil { typed.typedText = literal.digits }
      return typed
    case .year(let reading, let text):
      var typed = year(reading, text, span)
      typed.typedText = text
      return typed
    case .text(let text, let raw):
      var typed = Typed(.constant(.text(text), .text), .text, span: span)
      typed.literalText = text
      typed.typedText = raw
      return typed
    case .missing:
      var typed = Typed(.constant(.missing(.blank), .text), .text, span: span)
      typed.isMissingLiteral = true
      return typed
    case .bool(let flag): return Typed(.constant(.bool(flag), .bool), .bool, span: span)
    case .name(let name): return try named(name, scope)
    case .qualified(let table, let name):
      return try columnValue(
        try column(ColumnName(table: table, name: name), scope.relation), span, scope)
    case .parameter(let name): return try parameter(name, scope)
    case .call(let name, let arguments): return try call(name, arguments, span, scope)
    case .list, .range: throw .misplacedList(span)
    case .or(let parts): return Typed(.or(try conditions(parts, scope, word: "or")), .bool, span: span)
    case .and(let parts): return Typed(.and(try conditions(parts, scope, word: "and")), .bool, span: span)
    case .not(let inner): return Typed(.not(try condition(inner, scope)), .bool, span: span)
    case .comparison(let comparator, let left, let right):
      return try comparison(comparator, left, right, span, scope)
    case .match(let matcher, let negated, let left, let right):
      let test = try match(matcher, negated: negated, left, right, span, scope)
      return Typed(negated ? .not(test) : test, .bool, span: span)
    case .isMissing(let inner, let negated):
      let typed = try value(inner, scope)
      let test = PlanExpression.isMissing(typed.value)
      return Typed(negated ? .not(test) : test, .bool, span: span)
    case .coalesce(let parts): return try coalesce(parts, span, scope)
    case .sum(let first, let terms): return try sum(first, terms, span, scope)
    case .product(let first, let factors): return try product(first, factors, span, scope)
    case .converted(let inner, let unit): return try converted(inner, unit, span, scope)
    case .negative(let inner): return try negative(inner, span, scope)
    case .conditional(let condition, let then, let otherwise):
      return try conditional(condition, then, otherwise, span, scope)
    }
  }

  /// Resolves an expression that must be a condition.
  mutating func condition(
    _ expression: Expression, _ scope: RowScope, partOf word: String? = nil
  ) throws(Diagnostic) -> PlanExpression {
    let typed: Typed
    if word != nil, case .name(let name) = expression.kind, column(name, scope.relation) == nil {
      throw .notACondition(expression.span, word: word, fixes: [])
    }
    if case .name(let name) = expression.kind, column(name, scope.relation) == nil {
      throw unknown(name, scope.relation, isCondition: true)
    }
    typed = try value(expression, scope)
    guard typed.isBool else { throw .notACondition(expression.span, word: word, fixes: []) }
    return typed.value
  }

  /// The parts of `and` and `or`; `進捗 = A or B` is met with the list that is meant (E13).
  private mutating func conditions(
    _ parts: [Expression], _ scope: RowScope, word: String
  ) throws(Diagnostic) -> [PlanExpression] {
    var result: [PlanExpression] = []
    for (place, part) in parts.enumerated() {
      if place > 0, let error = try habit(parts, place, word, scope) { throw error }
      result.append(try condition(part, scope, partOf: place == 0 ? nil : word))
    }
    return result
  }

  /// `x = A or B`, where `B` is no condition: offers `x in [A, B]`.
  private mutating func habit(
    _ parts: [Expression], _ place: Int, _ word: String, _ scope: RowScope
  ) throws(Diagnostic) -> Diagnostic? {
    var others: [Expression] = []
    for part in parts[place...] {
      guard part.isBareValue else { break }
      others.append(part)
    }
    guard let first = others.first else { return nil }
    if case .name(let name) = first.kind, let at = column(name, scope.relation), scope.relation.fields[at].type == .bool
    {
      return nil
    }
    guard word == "or", case .comparison(.equal, let left, let right) = parts[place - 1].kind, right.isBareValue
    else { return .notACondition(first.span, word: word, fixes: []) }
    let whole = parts[place - 1].span.joined(others[others.count - 1].span)
    return .notACondition(
      first.span, word: word, fixes: [FixIt(replace: whole, with: .oneOf(left, [right] + others, scope))])
  }

  // MARK: Names

  /// A bare name where a value is wanted: a column, or a reason why not.
  private mutating func named(_ name: Name, _ scope: RowScope) throws(Diagnostic) -> Typed {
    guard let place = column(name, scope.relation) else { throw unknown(name, scope.relation) }
    try checkTwins(of: place, name, scope.relation)
    return try columnValue(place, name.span, scope)
  }

  mutating func columnValue(_ place: Int, _ span: Span, _ scope: RowScope) throws(Diagnostic) -> Typed {
    let field = scope.relation.fields[place]
    var read = place
    if let aggregation = scope.aggregation {
      guard let key = aggregation.keys.firstIndex(of: place) else {
        // As a key it would not have its original text.
        throw .notAggregated(field, span, keysEnd: field.originalOf == nil ? scope.keysEnd : nil)
      }
      read = key
    }
    var typed = Typed(.column(read), field.type, span: span)
    typed.unit = field.unit
    typed.unitFrom = field.unitFrom
    typed.better = field.better
    typed.betterFrom = field.betterFrom
    typed.guards = field.guards
    typed.isCount = field.isCount
    typed.hasChosenUnit = field.hasChosenUnit
    typed.isPlainInteger = field.isPlainInteger
    typed.field = field
    typed.unitWord = field.unitFrom.flatMap { id in scope.relation.place(of: id) }.map {
      scope.relation.fields[$0].name.typed
    }
    typed.unitTest = unitTest(field, scope)
    return typed
  }

  /// Whether a row's unit, as its unit column names it, is a given one.
  private func unitTest(_ field: Field, _ scope: RowScope) -> ((Unit) -> PlanExpression)? {
    guard let id = field.unitFrom, let place = scope.relation.place(of: id) else { return nil }
    let read = scope.aggregation.map { aggregation in aggregation.keys.firstIndex(of: place) } ?? place
    guard let read else { return nil }
    let scale = scope.relation.fields[place].type.scale
    return { Self.unit($0, isIn: read, scale) }
  }

  /// Whether a column names a unit.
  private static func unit(_ unit: Unit, isIn place: Int, _ scale: Scale?) -> PlanExpression {
    let words = Set([unit.symbol, TextFolding.cell(unit.symbol)])
    if let scale {
      let places = words.compactMap { scale.index(of: $0) }
      return .oneOf(.column(place), places.map { .level($0) })
    }
    return .oneOf(.column(place), words.sorted().map { .text($0) })
  }

  /// Whether an aggregate of figures with a unit per row is in a given unit: the unit of the rows that had a figure.
  ///
  /// - Parameter filter: the rows that the aggregate takes.
  func aggregatedUnitTest(
    _ id: Field.ID, _ relation: Relation, _ aggregation: Aggregation, _ argument: PlanExpression?,
    where filter: [PlanExpression]
  ) -> ((Unit) -> PlanExpression)? {
    guard let place = relation.place(of: id) else { return nil }
    let field = relation.fields[place]
    return { unit in
      let measured = filter + (argument.map { [.not(.isMissing($0))] } ?? [])
      let read =
        aggregation.keys.firstIndex(of: place)
        ?? aggregation.add(.firstPresent, .column(place), field, filter: .and(measured), isSupporting: true)
      return Self.unit(unit, isIn: read, field.type.scale)
    }
  }

  /// `$name`: the literal it stands for, as if it were written here.
  private mutating func parameter(_ name: Name, _ scope: RowScope) throws(Diagnostic) -> Typed {
    guard let bound = environment.values[name.text] else { throw .unknownParameter(name, environment) }
    var literal = bound.literal
    literal.span = name.span
    var typed = try value(literal, RowScope(scope.relation, verb: scope.verb))
    typed.span = name.span
    if bound.type == .year, let number = typed.bareNumber, let year = yearConstant(number, name.span) { return year }
    return typed
  }

  // MARK: Choices

  private mutating func coalesce(_ parts: [Expression], _ span: Span, _ scope: RowScope) throws(Diagnostic) -> Typed {
    var typed: [Typed] = []
    for part in parts { typed.append(try sameKind(part, as: typed.first, scope)) }
    guard var result = typed.first else { throw .misplacedList(span) }
    result.value = .coalesce(typed.map(\.value))
    result.span = span
    result.field = nil
    result.bareNumber = nil
    result.literalText = nil
    return result
  }

  private mutating func conditional(
    _ test: Expression, _ then: Expression, _ otherwise: Expression, _ span: Span, _ scope: RowScope
  ) throws(Diagnostic) -> Typed {
    let condition = try condition(test, scope)
    var first = try value(then, scope)
    var second = try value(otherwise, scope)
    if first.isMissingLiteral {
      first = missing(like: second, first.span)
    } else {
      second = try sameKind(otherwise, as: first, scope)
    }
    if first.bareNumber != nil, second.bareNumber == nil, second.unit != nil {
      first = try sameKind(then, as: second, scope)
    }
    var result = first.bareNumber != nil || first.isMissingLiteral ? second : first
    result.guards = Array(Set(first.guards + second.guards)).sorted()
    result.value = .conditional(condition, then: first.value, else: second.value)
    result.span = span
    result.field = nil
    result.bareNumber = nil
    result.literalText = nil
    result.isMissingLiteral = false
    return result
  }

  /// A value that must be of the same kind as one resolved before: a level of its scale, a number of its unit.
  private mutating func sameKind(_ expression: Expression, as model: Typed?, _ scope: RowScope) throws(Diagnostic)
    -> Typed
  {
    guard let model else { return try value(expression, scope) }
    if case .missing = expression.kind { return missing(like: model, expression.span) }
    if case .level(let scale) = model.type, let place = try level(expression, scale, model, scope) {
      return Typed(.constant(.level(place), model.type), model.type, span: expression.span)
    }
    let typed = try value(expression, scope)
    if model.isMissingLiteral { return typed }
    switch (model.type, typed.type) {
    case (.number, .number): return try sameUnit(typed, as: model, subject: model)
    case (.level(let a), .level(let b)) where a != b: throw .twoScales(a, b, expression.span, model, typed)
    default:
      if typed.isMissingLiteral { return missing(like: model, expression.span) }
      if model.type == .year, let number = typed.bareNumber {
        guard let year = yearConstant(number, expression.span) else { throw .notAYear(number, expression.span) }
        return year
      }
      guard typed.type == model.type else { throw .twoKinds(model, typed, expression.span) }
      return typed
    }
  }

  func missing(like model: Typed, _ span: Span) -> Typed {
    var typed = model
    typed.value = .constant(.missing(.blank), model.type)
    typed.span = span
    typed.field = nil
    typed.bareNumber = nil
    typed.literalText = nil
    typed.isMissingLiteral = true
    return typed
  }
}

extension Expression {
  /// A name or literal standing alone: no condition.
  var isBareValue: Bool {
    switch kind {
    case .name, .number, .year, .text: true
    default: false
    }
  }
}

extension Message {
  /// `progress in [A, B]`, 進捗区分 が [A, B] のどれか.
  fileprivate static func oneOf(_ left: Expression, _ values: [Expression], _ scope: RowScope) -> Message {
    let name = ResultName.operand(left, scope)
    let texts = values.map { Formatter.both($0) }
    return Message(
      ja: "\(name.ja) が [\(texts.map(\.ja).joined(separator: "、"))] のどれか",
      en: "\(name.en) in [\(texts.map(\.en).joined(separator: ", "))]")
  }
}

extension Diagnostic {
  fileprivate static func misplacedList(_ span: Span) -> Diagnostic {
    Diagnostic(
      "E32", Message(ja: "リストや範囲は in の右でだけ使えます", en: "A list or a range can stand only behind in"), at: span)
  }

  /// E13.
  static func notACondition(_ span: Span, word: String?, fixes: [FixIt]) -> Diagnostic {
    if let word {
      return Diagnostic(
        "E13",
        Message(
          ja: "「\(word == "or" ? "または" : "かつ")」の右は条件ではありません", en: "The right of \"\(word)\" is not a condition"),
        at: span,
        fixes: fixes)
    }
    return Diagnostic(
      "E13", Message(ja: "ここには条件が要ります", en: "A condition is needed here"), at: span,
      notes: [
        Message(
          ja: "条件は「列 比べ方 値」の形です（例: 年度 = R5）。", en: "A condition compares a column with a value (such as year = R5).")
      ], fixes: fixes)
  }

  /// E24.
  static func notAggregated(_ field: Field, _ span: Span, keysEnd: Int?) -> Diagnostic {
    let column = field.name.typed
    var fixes: [FixIt] = []
    if let keysEnd, !field.type.isList {
      fixes.append(
        FixIt(
          Message(ja: "\(field.name.ja) もキーに加える", en: "add \(field.name.en) to the keys"),
          edits: [FixIt.Edit(Span(keysEnd, keysEnd), Message(ja: "、\(column.ja)", en: ", \(column.en)"))]))
    }
    fixes.append(FixIt(replace: span, with: Message(ja: "列挙(\(column.ja))", en: "list(\(column.en))")))
    return Diagnostic(
      "E24",
      Message(ja: "\(field.name.ja)が集計されていません", en: "\(field.name.en) is neither a key nor inside an aggregate"),
      at: span, fixes: fixes)
  }

  fileprivate static func unknownParameter(_ name: Name, _ environment: QueryEnvironment) -> Diagnostic {
    let near = NearNames.nearest(to: name.text, among: environment.values.keys.sorted())
    var error = Diagnostic(
      "E26", Message(ja: "「$\(name.text)」という値はありません", en: "No value $\(name.text)"), at: name.span,
      fixes: near.map { FixIt(replace: name.span, with: $0, label: Message(same: "$" + $0)) })
    if near.isEmpty {
      error.notes.append(
        Message(
          ja: "$ の付く名前は「引数」か「変数」で決めた値です。列の名前には $ を付けません。",
          en: "Names with $ are values set by param or let. Columns are written without it."))
    }
    return error
  }

  static func twoKinds(_ a: Typed, _ b: Typed, _ span: Span) -> Diagnostic {
    Diagnostic(
      "E34",
      Message(
        ja: "種類の違う値は並べられません（\(a.type.word.ja)と\(b.type.word.ja)）",
        en: "Values of different kinds (\(a.type.word.en) and \(b.type.word.en))"), at: span)
  }
}

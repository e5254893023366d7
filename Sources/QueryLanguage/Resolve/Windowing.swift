internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

/// The functions of one `derive` item that look at other rows, collected while the item is resolved.
///
/// A class, because nested expressions add to one list.
final class Windowing {
  private let rows: Relation
  /// Places of the `by` columns.
  let keys: [Int]
  private var calls: [WindowCall] = []
  /// What is added up or set beside one another, for guards.
  private(set) var measures: [Aggregation.Measure] = []

  init(_ rows: Relation, keys: [Int]) {
    self.rows = rows
    self.keys = keys
  }

  var isEmpty: Bool { calls.isEmpty }

  /// Adds a call; its value is a column behind those of the rows.
  func add(
    _ function: WindowFunction, _ arguments: [PlanExpression], _ result: Typed, text: Message? = nil,
    _ resolver: inout Resolver
  ) -> PlanExpression {
    var field = Field.holding(result, id: resolver.newID(), name: BilingualName(function.name))
    field.visibility = .carried
    var call = WindowCall(.function(function), arguments, field: field)
    call.argumentText = text
    calls.append(call)
    return .column(rows.fields.count + calls.count - 1)
  }

  func check(_ measure: Aggregation.Measure) { measures.append(measure) }

  /// The rows with a column for each call; calls whose arguments hold others stand on the nodes of those.
  func relation(naming name: BilingualName) -> Relation {
    var plan = rows.plan
    var open: [WindowCall] = []
    var ready = rows.fields.count
    for var call in calls {
      call.field.name = name
      if call.arguments.contains(where: { $0.columns.contains { $0 >= ready } }) {
        plan = .window(Plan.Window(input: plan, keys: keys, calls: open))
        ready += open.count
        open = []
      }
      open.append(call)
    }
    if !open.isEmpty { plan = .window(Plan.Window(input: plan, keys: keys, calls: open)) }
    return rows.with(plan)
  }
}

/// A call of a function that looks at other rows.
struct WindowRequest {
  var name: Name
  var arguments: [Expression]
  var scope: RowScope
  var span: Span
  var entry: FunctionEntry
  var windowing: Windowing

  /// Its only argument.
  func argument(_ resolver: inout Resolver) throws(Diagnostic) -> Typed {
    guard arguments.count == 1 else { throw .wrongCount(entry, name, arguments.count, span) }
    return try resolver.value(arguments[0], scope)
  }

  /// Its only argument as something to add up: a number, or a condition, which counts 1 where it holds.
  func measure(_ resolver: inout Resolver) throws(Diagnostic) -> Typed {
    var typed = try argument(&resolver)
    if typed.isMissingLiteral { throw .wrongArgument(entry, typed) }
    if typed.isBool {
      func count(_ number: Int) -> PlanExpression { .constant(.number(ExactDecimal(number)), .number) }
      typed.value = .conditional(typed.value, then: count(1), else: count(0))
      typed.type = .number
      typed.isCount = true
    }
    try typed.checkAddable(entry, name, span)
    typed.isPlainInteger = false
    windowing.check(
      Aggregation.Measure(
        guards: typed.guards, unitFrom: typed.unitFrom, columns: typed.value.columns, argument: typed.value,
        span: typed.span))
    return typed
  }

  /// Its only argument as something that stands beside the value of another row.
  func neighbour(_ resolver: inout Resolver) throws(Diagnostic) -> Typed {
    let typed = try argument(&resolver)
    if typed.unitFrom != nil {
      windowing.check(
        Aggregation.Measure(
          guards: [], unitFrom: typed.unitFrom, columns: [], argument: typed.value, span: typed.span, isAdded: false))
    }
    return typed
  }

  /// A call over that argument, with a value of the same kind and unit.
  func result(_ function: WindowFunction, like typed: Typed, _ resolver: inout Resolver) -> Typed {
    var result = typed
    result.span = span
    result.field = nil
    result.bareNumber = nil
    result.literalText = nil
    result.isMissingLiteral = false
    result.value = windowing.add(
      function, [typed.value], result, text: arguments.first.map { ResultName.operand($0, scope) }, &resolver)
    return result
  }
}

extension Diagnostic {
  /// E23 for a function that looks at other rows, where there are none to look at.
  static func windowOutside(
    _ entry: FunctionEntry, _ name: Name, _ arguments: [Expression], _ span: Span, _ scope: RowScope, before verb: Int?
  ) -> Diagnostic {
    let ja = entry.spelling.ja.first ?? entry.spelling.en
    let call = Expression(.call(Name(entry.spelling.en, name.span), arguments), span)
    let text = ResultName.operand(call, scope)
    var fixes: [FixIt] = []
    if scope.aggregation != nil {
      fixes.append(
        FixIt(
          Message(
            ja: "集計 列: s = 合計(…) | 追加 \(ja)(\(entry.parameters.ja == "()" ? "" : "s"))",
            en: "group KEY: s = sum(…) | derive \(entry.spelling.en)(\(entry.parameters.en == "()" ? "" : "s"))")))
    } else if let verb {
      let column = scope.relation.freeName(entry.spelling.en)
      fixes.append(
        FixIt(
          Message(ja: "追加 \(column) = \(text.ja) | …", en: "derive \(column) = \(text.en) | …"),
          edits: [
            FixIt.Edit(
              Span(verb, verb),
              Message(ja: "追加 \(column) = \(text.ja) | ", en: "derive \(column) = \(text.en) | ")),
            FixIt.Edit(span, column),
          ]))
    }
    return Diagnostic(
      "E23", Message(ja: "\(ja)は追加の中でしか使えません", en: "\(entry.spelling.en) works inside derive only"), at: name.span,
      notes: [
        Message(
          ja: "前後の行を見る関数なので、先に「追加」で列にします。", en: "It looks at other rows: derive a column with it first, then use that.")
      ], fixes: fixes)
  }
}

extension Relation {
  /// A name for a new column that no column has yet: v, v2, v3 …
  func freeName(_ stem: String) -> String {
    var name = stem
    var number = 1
    while !places(named: name).isEmpty {
      number += 1
      name = "\(stem)\(number)"
    }
    return name
  }
}

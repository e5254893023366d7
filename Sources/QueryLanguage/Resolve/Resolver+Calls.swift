internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryPlan
internal import QuerySyntax

extension Resolver {
  /// A function call: over the rows, or collected as an aggregate.
  mutating func call(_ name: Name, _ arguments: [Expression], _ span: Span, _ scope: RowScope) throws(Diagnostic)
    -> Typed
  {
    guard let entry = FunctionRegistry.called(name.text) else {
      throw .unknownFunction(name, arguments, span, scope, environment.definitions)
    }
    switch entry.kind {
    case .planned: throw .notThereYet(name)
    case .scalar(let build):
      // Making its column a key would not help: the rows of a group may write it in different ways.
      if scope.aggregation != nil, entry.spelling == FunctionEntry.raw.spelling {
        throw .originalOfKey(name, arguments, span, scope)
      }
      var resolved: [Typed] = []
      for argument in arguments { resolved.append(try value(argument, scope)) }
      let call = ScalarCall(
        name: name, arguments: resolved, expressions: arguments, scope: scope, span: span, entry: entry)
      return try build(call, &self)
    case .window(let build):
      guard let windowing = scope.windowing, scope.aggregation == nil else {
        throw .windowOutside(entry, name, arguments, span, scope, before: verbStart)
      }
      let request = WindowRequest(
        name: name, arguments: arguments, scope: scope, span: span, entry: entry, windowing: windowing)
      return try build(request, &self)
    case .aggregate(let build):
      guard let aggregation = scope.aggregation else {
        let call = callInProgress ?? Expression(.call(name, arguments), span)
        throw .aggregateOutside(entry, call, arguments, name.span, scope)
      }
      let request = AggregateRequest(name: name, arguments: arguments, scope: scope, span: span, entry: entry)
      let answer = try build(request, &self)
      return collect(answer, request, aggregation)
    }
  }

  /// Adds a call to the verb's aggregates; its value is the result's place in the aggregated row.
  private mutating func collect(
    _ answer: AggregateAnswer, _ request: AggregateRequest, _ aggregation: Aggregation
  ) -> Typed {
    let name = ResultName.call(request.entry, request.arguments, request.scope)
    let filter = [aggregation.filter, answer.filter].compactMap { $0 }
    let field = Field.holding(answer.result, id: newID(), name: name)
    aggregation.calls.append(
      AggregateCall(
        answer.function, answer.argument, filter: filter.isEmpty ? nil : (filter.count == 1 ? filter[0] : .and(filter)),
        field: field))
    let place = aggregation.calls.count - 1
    if let argument = request.arguments.first {
      aggregation.calls[place].argumentText = ResultName.operand(argument, request.scope)
    }
    if let measure = answer.measure, let argument = answer.argument {
      var columns = argument.columns
      if let own = answer.filter { columns.formUnion(own.columns) }
      aggregation.measures.append(
        Aggregation.Measure(
          guards: measure.guards, unitFrom: measure.unitFrom, columns: columns, argument: argument, span: measure.span))
    }
    var typed = answer.result
    typed.value = .column(aggregation.place(of: place))
    typed.span = request.span
    typed.field = nil
    typed.bareNumber = nil
    typed.literalText = nil
    typed.unitTest = typed.unitFrom.flatMap {
      aggregatedUnitTest($0, request.scope.relation, aggregation, answer.argument, where: filter)
    }
    return typed
  }

}

extension Diagnostic {
  /// E23.
  fileprivate static func aggregateOutside(
    _ entry: FunctionEntry, _ call: Expression, _ arguments: [Expression], _ span: Span, _ scope: RowScope
  ) -> Diagnostic {
    let ja = entry.spelling.ja.first ?? entry.spelling.en
    let whole = scope.typed(call)
    let notes = [Message(ja: "先に集計し、その結果を絞り込みます。", en: "Group first, then filter the result.")]
    var fixes = [
      FixIt(
        Message(
          ja: "集計 列: x = \(whole.ja) | 絞込 x …", en: "group KEY: x = \(whole.en) | where x …"))
    ]
    if scope.windowing != nil, entry.spelling == FunctionEntry.sum.spelling, arguments.count == 1 {
      let inner = scope.typed(arguments[0])
      fixes.insert(
        FixIt(
          replace: span, with: Message(ja: "全体", en: "total"),
          label: Message(ja: "全体(\(inner.ja))", en: "total(\(inner.en))")), at: 0)
    }
    return Diagnostic(
      "E23", Message(ja: "\(ja)は集計の中でしか使えません", en: "\(entry.spelling.en) works inside group only"), at: span,
      notes: notes, fixes: fixes)
  }
}

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
      throw .unknownFunction(name, arguments, environment.definitions)
    }
    switch entry.kind {
    case .planned: throw .notThereYet(name)
    case .scalar(let build):
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
    return typed
  }

}

/// What people who know spreadsheets type, and what it is called here.
enum FunctionHabits {
  static func meant(_ word: String, _ arguments: [Expression]) -> (label: Message, note: Message)? {
    let texts = arguments.map { Formatter.text($0) ?? "…" }
    let column = texts.first ?? "x"
    switch word.uppercased() {
    case "COUNTIF", "COUNTIFS":
      let condition = arguments.first?.isBareValue == false ? column : "\(column) = \(texts.dropFirst().first ?? "…")"
      return (
        Message(ja: "件数(\(condition))", en: "count(\(condition))"),
        Message(ja: "条件に合う行の数は、件数(条件) で数えます。", en: "Rows that fulfil a condition are counted with count(condition).")
      )
    case "SUMIF", "SUMIFS":
      let sum = texts.last ?? "x"
      return (
        Message(ja: "絞込 条件 | 集計 : 合計(\(sum))", en: "where condition | group : sum(\(sum))"),
        Message(ja: "先に絞り込んでから合計します。", en: "Filter first, then add up.")
      )
    case "AVERAGE", "MEAN":
      return (
        Message(ja: "平均(\(column))", en: "avg(\(column))"), Message(ja: "平均は 平均(…) です。", en: "The mean is avg(…).")
      )
    case "COUNTA":
      return (
        Message(ja: "件数(\(column))", en: "count(\(column))"),
        Message(ja: "記入のある値の数は、件数(列) で数えます。", en: "Present values are counted with count(column).")
      )
    case "VLOOKUP", "XLOOKUP", "HLOOKUP":
      return (
        Message(ja: "結合 表 キー 列", en: "join TABLE on COLUMN"),
        Message(ja: "別の表の値は「結合」で持ってきます。", en: "Values of another table are brought in with join.")
      )
    case "IFERROR", "IFNA", "COALESCE":
      return (
        Message(same: "\(column) ?? \(texts.dropFirst().first ?? "0")"),
        Message(ja: "欠測のときの値は a ?? b と書きます。", en: "A value instead of a missing one is written a ?? b.")
      )
    case "IF", "IFF", "IIF":
      let (a, b) = (texts.dropFirst().first ?? "a", texts.dropFirst(2).first ?? "b")
      return (
        Message(ja: "もし \(column) ならば \(a) でなければ \(b)", en: "if \(column) then \(a) else \(b)"),
        Message(ja: "場合分けは「もし … ならば … でなければ …」です。", en: "A choice is written if … then … else ….")
      )
    default: return nil
    }
  }
}

extension Diagnostic {
  /// E34.
  static func unknownFunction(_ name: Name, _ arguments: [Expression], _ macros: [String: Macro]) -> Diagnostic {
    if let meant = FunctionHabits.meant(name.text, arguments) {
      return Diagnostic(
        "E34", Message(ja: "「\(name.text)」という関数はありません", en: "No function \(name.text)"), at: name.span,
        notes: [meant.note], fixes: [FixIt(meant.label)])
    }
    let own = macros.filter { !$0.value.definition.isVerbs }.keys.sorted()
    let near = NearNames.nearest(to: name.text, among: own + FunctionRegistry.all.flatMap(\.spelling.all))
    return Diagnostic(
      "E34",
      Message(
        ja: "「\(name.text)」という関数はありません" + (near.isEmpty ? "" : "。近い名前: " + near.joined(separator: "、")),
        en: "No function \(name.text)" + (near.isEmpty ? "" : ". Close: " + near.joined(separator: ", "))),
      at: name.span,
      fixes: near.map { FixIt(replace: name.span, with: $0) })
  }

  /// E23.
  fileprivate static func aggregateOutside(
    _ entry: FunctionEntry, _ call: Expression, _ arguments: [Expression], _ span: Span, _ scope: RowScope
  ) -> Diagnostic {
    let ja = entry.spelling.ja.first ?? entry.spelling.en
    let notes = [Message(ja: "先に集計し、その結果を絞り込みます。", en: "Group first, then filter the result.")]
    var fixes = [
      FixIt(
        Message(
          ja: "集計 列: x = \(call.text(.ja)) | 絞込 x …", en: "group KEY: x = \(call.text(.en)) | where x …"))
    ]
    if scope.windowing != nil, entry.spelling == FunctionEntry.sum.spelling, arguments.count == 1 {
      let inner = Message(ja: arguments[0].text(.ja), en: arguments[0].text(.en))
      fixes.insert(
        FixIt(
          replace: span, with: "total", label: Message(ja: "全体(\(inner.ja))", en: "total(\(inner.en))")), at: 0)
    }
    return Diagnostic(
      "E23", Message(ja: "\(ja)は集計の中でしか使えません", en: "\(entry.spelling.en) works inside group only"), at: span,
      notes: notes, fixes: fixes)
  }
}

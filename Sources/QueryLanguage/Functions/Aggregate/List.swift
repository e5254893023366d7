internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan
internal import QuerySyntax

extension FunctionEntry {
  static let list = FunctionEntry.aggregate(
    Spelling("list", "列挙"), Message(same: "(x)"),
    Message(ja: "値を並べたもの（順と重複はそのまま）", en: "the values side by side, order and repetitions kept"),
    examples: [
      Example(
        "t | group g: k = list(k)", "t | 集計 g: k = 列挙(k)", Message(ja: "段階ごとの名前", en: "the names for each level"),
        result: "g,k\nA,a;b\nB,c\nC,d\n,e")
    ]
  ) { request, resolver throws(Diagnostic) in
    let typed = try resolver.value(try request.single(), request.rows)
    var result = typed
    switch typed.type {
    case .list: break
    case .text, .level: result.type = .list(typed.type)
    case .year, .number: result.type = .list(.text)
    case .bool: throw .wrongArgument(request.entry, typed)
    }
    result.unit = nil
    result.unitFrom = nil
    let model = Field.holding(typed, id: -1, name: BilingualName(""))
    return AggregateAnswer(function: .list(of: model), argument: typed.value, result: result)
  }
}

extension AggregateFunction {
  /// Joins the present values of each group; lists are joined into one.
  static func list(of field: Field) -> AggregateFunction {
    let element: ColumnType
    if case .list(let inner) = field.type { element = inner } else { element = field.type }
    let isWords = element == .text || element.scale != nil
    return AggregateFunction(name: "list", skipsMissing: true) { input throws(KernelFailure) in
      var members = [[Value]](repeating: [], count: input.groupCount)
      if let column = input.column {
        for row in input.groupOf.indices {
          let group = Int(input.groupOf[row])
          if group < 0 || column.missing[row] { continue }
          let value = column.value(row, isLevel: element.scale != nil)
          switch value {
          case .list(let values): members[group] += values
          default: members[group].append(isWords ? value : .text(value.text(as: field, .en)))
          }
        }
      }
      var builder = ColumnBuilder(.list(isWords ? element : .text))
      for values in members {
        if values.isEmpty { builder.append(missing: .blank) } else { builder.append(.list(values)) }
      }
      return try Kernels.finish(builder)
    }
  }
}

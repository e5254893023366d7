internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Execution {
  /// One row for each column described. All rows are behind each, but only for a `trace`: a description states no figure
  /// of a document, so that readings are not counted.
  func summarize(_ node: Plan.Summarize) throws(Diagnostic) -> Frame {
    let frame = try execute(node.input, needed: Set(node.subjects.map(\.column)))
    var builders = node.fields.map { ColumnBuilder($0.type) }
    for subject in node.subjects {
      try checkpoint()
      let type = frame.fields[subject.column].type
      let cells = try summary(of: subject, try frame.column(subject.column), type)
      guard cells.count == builders.count else { throw .fault("describe") }
      for (place, cell) in cells.enumerated() { builders[place].append(cell) }
    }
    var columns: [Column?] = []
    for builder in builders {
      do throws(DecimalOverflow) {
        columns.append(try builder.finished())
      } catch {
        throw .overflow
      }
    }
    var result = Frame(fields: node.fields, columns: columns, rowCount: node.subjects.count)
    if traces > 0 {
      let whole = frame.lineage?.grouped([Int32](repeating: 0, count: frame.rowCount), groupCount: 1)
      result.lineage = whole?.gathered([Int32](repeating: 0, count: node.subjects.count))
    }
    return result
  }

  private func summary(
    of subject: Plan.Summarize.Subject, _ column: Column, _ type: ColumnType
  ) throws(Diagnostic) -> [Value] {
    let missing = column.missingFlags
    let present = missing.indices.filter { !missing[$0] }
    let (low, high) = try extremes(column, type, present)
    let example = present.first.map { column.value($0, of: type) }
    let text = { (value: Value?) in value.map { Value.text(subject.text($0)) } ?? .missing(.notApplicable) }
    let given = { (word: String?) in word.map { Value.text($0) } ?? .missing(.notApplicable) }
    return [
      .text(subject.name), .text(subject.type), given(subject.unit), given(subject.scale),
      .number(ExactDecimal(present.count)), .number(ExactDecimal(missing.count - present.count)),
      .number(ExactDecimal(try distinctCount(column, present))), text(low), text(high), text(example),
    ]
  }

  /// How many different values there are; of lists, how many different elements.
  private func distinctCount(_ column: Column, _ present: [Int]) throws(Diagnostic) -> Int {
    if case .lists = column.storage { return column.elementCodes(present).count }
    let codes = try KeyCodes(column)
    var seen = [Bool](repeating: false, count: codes.domain)
    for row in present { seen[Int(codes.codes[row])] = true }
    return seen.trueCount
  }

  /// The first and the last value in sorting order; of grades the worst and the best; none of categories and flags.
  private func extremes(
    _ column: Column, _ type: ColumnType, _ present: [Int]
  ) throws(Diagnostic) -> (low: Value?, high: Value?) {
    if present.isEmpty { return (nil, nil) }
    switch column.storage {
    case .bools: return (nil, nil)
    case .codes(_, let dictionary), .lists(_, _, let dictionary):
      let codes = column.elementCodes(present)
      let wrapped = { (value: Value) -> Value in type.isList ? .list([value]) : value }
      if let scale = type.scale {
        if !scale.isRanked { return (nil, nil) }
        return (codes.max().map { wrapped(.level(Int($0))) }, codes.min().map { wrapped(.level(Int($0))) })
      }
      let ranks = dictionary.ranks(among: codes)
      let low = codes.min { ranks[Int($0)] < ranks[Int($1)] }
      let high = codes.max { ranks[Int($0)] < ranks[Int($1)] }
      return (
        low.map { wrapped(.text(dictionary.text(at: Int($0)))) },
        high.map { wrapped(.text(dictionary.text(at: Int($0)))) }
      )
    case .numbers, .years:
      let places = try Ordinals(column, isLevel: false, isDescending: false).values
      let (low, high) = (present.min { places[$0] < places[$1] }, present.max { places[$0] < places[$1] })
      return (low.map { column.value($0, of: type) }, high.map { column.value($0, of: type) })
    }
  }
}

extension Column {
  /// The codes that the cells at these rows use, each once.
  fileprivate func elementCodes(_ present: [Int]) -> [Int32] {
    switch storage {
    case .codes(let codes, let dictionary):
      var used = [Bool](repeating: false, count: dictionary.count)
      for row in present { used[Int(codes[row])] = true }
      return used.trueRows
    case .lists(let offsets, let elements, let dictionary):
      var used = [Bool](repeating: false, count: dictionary.count)
      for row in present {
        for index in Int(offsets[row])..<Int(offsets[row + 1]) { used[Int(elements[index])] = true }
      }
      return used.trueRows
    case .numbers, .years, .bools: return []
    }
  }
}

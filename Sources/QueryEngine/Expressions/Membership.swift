internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import QueryPlan

extension Evaluator {
  /// Whether each cell is one of the values, which may include missing; of a list, whether any element is. Never open.
  func oneOf(_ value: PlanExpression, _ choices: [Value]) throws(Diagnostic) -> Truth {
    let acceptsMissing = choices.contains { $0.isMissing }
    switch try vector(value) {
    case .constant(.list(let elements), _):
      let found = elements.isEmpty ? acceptsMissing : elements.contains { choices.containsValue($0) }
      return Truth(repeating: found, count: rowCount)
    case .constant(let constant, _): return Truth(repeating: choices.containsValue(constant), count: rowCount)
    case .column(let column):
      let raw = try members(column, choices, isLevel: type(value).scale != nil)
      let isList = if case .lists = column.storage { true } else { false }
      if column.missing.isEmpty, !isList { return Truth(raw) }
      let missing = column.missingFlags
      return Truth(eachRow(rowCount) { missing[$0] ? acceptsMissing : raw[$0] })
    }
  }

  private func members(_ column: Column, _ choices: [Value], isLevel: Bool) throws(Diagnostic) -> [Bool] {
    switch column.storage {
    case .numbers(.narrow(let values, let scale)): return among(values, choices.mantissas(scale))
    case .numbers(.wide(let values, let scale)): return among(values, choices.mantissas(scale))
    case .years(let years): return among(years, choices.mantissas(0))
    case .bools(let flags):
      let (no, yes) = (choices.contains(.bool(false)), choices.contains(.bool(true)))
      return flags.map { $0 ? yes : no }
    case .codes(let codes, let dictionary):
      return looked(up: codes, column.missing, in: try codesOf(choices, codes, column.missing, dictionary, isLevel))
    case .lists(let offsets, let elements, let dictionary):
      let passes = try codesOf(choices, elements, MissingMask(), dictionary, isLevel)
      return anyElement(offsets, elements, in: passes)
    }
  }

  /// One pass for each of a few values; many are looked for in order.
  private func among<T: FixedWidthInteger & Sendable>(_ values: [T], _ wanted: [T]) -> [Bool] {
    switch wanted.count {
    case 0: return [Bool](repeating: false, count: values.count)
    case 1: return Comparison.equal.flags(Cells(values), Same(wanted[0]), count: values.count)
    case 2:
      let (a, b) = (wanted[0], wanted[1])
      return eachRow(values.count) { values[$0] == a || values[$0] == b }
    default:
      let sorted = wanted.sorted()
      return eachRow(values.count) { row in
        var (low, high) = (0, sorted.count)
        while low < high {
          let middle = (low + high) / 2
          if sorted[middle] < values[row] { low = middle + 1 } else { high = middle }
        }
        return low < sorted.count && sorted[low] == values[row]
      }
    }
  }

  /// So many texts are looked for one by one.
  private static let fewTexts = 4

  private func codesOf(
    _ choices: [Value], _ codes: [Int32], _ missing: MissingMask, _ dictionary: TextDictionary, _ isLevel: Bool
  ) throws(Diagnostic) -> [Bool] {
    if isLevel {
      var passes = [Bool](repeating: false, count: dictionary.count)
      for case .level(let place) in choices where passes.indices.contains(place) { passes[place] = true }
      return passes
    }
    var texts: Set<String> = []
    for case .text(let text) in choices { texts.insert(text) }
    if texts.count <= Self.fewTexts {
      return try execution.texts.passes(of: dictionary, "one of " + texts.sorted().joined(separator: "\0")) {
        var passes = [Bool](repeating: false, count: dictionary.count)
        for text in texts { if let code = dictionary.code(of: text) { passes[Int(code)] = true } }
        return passes
      }
    }
    let label = "in " + texts.sorted().joined(separator: "\0")
    return try codesPassing(
      codes, missing, dictionary, TextProbe(label: label, test: { [texts] in texts.contains($0) }))
  }

  /// A test of text, or of the words of levels; false and open where the cell is missing.
  func textTest(_ test: TextTest, _ value: PlanExpression) throws(Diagnostic) -> Truth {
    switch try vector(value) {
    case .constant(let constant, let type):
      let words = constant.words(type)
      return Truth(repeating: words.contains { test.test($0) }, isUnknown: words.isEmpty, count: rowCount)
    case .column(let column):
      switch column.storage {
      case .codes(let codes, let dictionary):
        let passes = try codesPassing(codes, column.missing, dictionary, TextProbe(test))
        let raw = looked(up: codes, column.missing, in: passes)
        return Truth(raw, unknown: column.missing.isEmpty ? [] : column.missingFlags)
      case .lists(let offsets, let elements, let dictionary):
        let passes = try codesPassing(elements, MissingMask(), dictionary, TextProbe(test))
        let missing = column.missingFlags
        let raw = anyElement(offsets, elements, in: passes)
        return Truth(eachRow(rowCount) { raw[$0] && !missing[$0] }, unknown: missing.contains(true) ? missing : [])
      case .numbers, .years, .bools: throw .fault("text test")
      }
    }
  }

  func looked(up codes: [Int32], _ missing: MissingMask, in passes: [Bool]) -> [Bool] {
    if missing.isEmpty { return eachRow(codes.count) { passes[Int(codes[$0])] } }
    return eachRow(codes.count) { !missing[$0] && passes[Int(codes[$0])] }
  }

  private func anyElement(_ offsets: [Int32], _ elements: [Int32], in passes: [Bool]) -> [Bool] {
    eachRow(rowCount) { row in
      for index in Int(offsets[row])..<Int(offsets[row + 1]) where passes[Int(elements[index])] { return true }
      return false
    }
  }
}

extension [Value] {
  fileprivate func containsValue(_ value: Value) -> Bool {
    contains { Comparison.equal.holds($0, value) ?? false }
  }

  /// The numbers among them as mantissas of a scale, without those that no cell of the type can have.
  fileprivate func mantissas<T: FixedWidthInteger>(_ scale: Int) -> [T] {
    compactMap { value in
      let number: ExactDecimal
      switch value {
      case .number(let given): number = given
      case .year(let year): number = ExactDecimal(year)
      case .missing, .text, .level, .bool, .list: return nil
      }
      if case .bound(_, let mantissa) = Threshold(.equal, number, scale: scale) { return T(exactly: mantissa) }
      return nil
    }
  }
}

extension Value {
  /// The texts that a test of text looks at.
  fileprivate func words(_ type: ColumnType) -> [String] {
    switch self {
    case .text(let text): [text]
    case .level(let place):
      if let levels = type.scale?.levels, levels.indices.contains(place) { [levels[place]] } else { [] }
    case .list(let values): values.flatMap { $0.words(type) }
    case .missing, .number, .year, .bool: []
    }
  }
}

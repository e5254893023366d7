internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension DataCheck {
  /// Columns that have the same value in every row.
  static let constantColumns = DataCheck(
    Message(ja: "値が1つの列", en: "constant columns"), subject: Message(ja: "値が1つだけの列", en: "constant columns")
  ) { (table) throws(Diagnostic) in
    // Two rows agree by chance.
    if table.rowCount < 3 { return [] }
    let constant = table.facts.filter { table.cells($0)?.isConstant ?? false }
    if constant.isEmpty { return [] }
    let names = constant.map { table.entry.columns[$0].name }
    let answer = try table.ask { words in words.source + " | select " + words.columns(constant) }
    guard let answer else { return [] }
    let values = constant.indices.map { place in
      (name: names[place], value: table.shown(answer.rows, 0, place))
    }
    return [
      Finding(columns: names, message: .constant(values), rowCount: table.rowCount, query: answer.query)
    ]
  }
}

extension Column {
  /// Whether all rows have one value, none missing.
  var isConstant: Bool {
    if count == 0 || !missing.isEmpty && missing.count > 0 { return false }
    switch storage {
    case .numbers(.narrow(let values, _)): return values.allSatisfy { $0 == values[0] }
    case .numbers(.wide(let values, _)): return values.allSatisfy { $0 == values[0] }
    case .years(let years): return years.allSatisfy { $0 == years[0] }
    case .codes(let codes, _): return codes.allSatisfy { $0 == codes[0] }
    case .bools(let flags): return flags.allSatisfy { $0 == flags[0] }
    case .lists(let offsets, let elements, _):
      let first = elements[Int(offsets[0])..<Int(offsets[1])]
      return (1..<count).allSatisfy { elements[Int(offsets[$0])..<Int(offsets[$0 + 1])].elementsEqual(first) }
    }
  }
}

extension Message {
  fileprivate static func constant(_ values: [(name: BilingualName, value: String)]) -> Message {
    Message(
      ja: values.map { "「\($0.name.ja)」は\($0.value)" }.joined(separator: "、") + "（どの行も同じです）。",
      en: values.map { "\($0.name.en) is \($0.value)" }.joined(separator: ", ") + " in every row.")
  }
}

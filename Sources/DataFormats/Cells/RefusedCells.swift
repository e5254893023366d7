internal import ColumnStore
internal import Diagnostics
internal import PolicyModel

extension CSVContent {
  /// The cells that a rule does not allow, each spelling once with the number of rows that have it, in file order.
  mutating func refused(_ rule: CellRule) throws(Diagnostic) -> [RefusedCell] {
    let cells = try originals(at: rule.place)
    guard case .codes(let codes, let texts) = cells.storage else { return [] }
    var check = CellCheck(rule, shape.encoding, seed: seed)
    var found: [(kind: CellFault.Kind, text: String, firstRow: Int, rowCount: Int)] = []
    /// For each spelling its place in `found`; below zero where the rule allows it, nil where it was not met yet.
    var places = [Int?](repeating: nil, count: texts.count)
    for (row, code) in codes.enumerated() where !cells.missing[row] {
      let spelling = Int(code)
      if places[spelling] == nil {
        let text = texts.text(at: spelling)
        let kind = check.refusal(of: text)
        places[spelling] = kind == nil ? -1 : found.count
        if let kind { found.append((kind, text, row, 0)) }
      }
      if let place = places[spelling], place >= 0 { found[place].rowCount += 1 }
    }
    if found.isEmpty { return [] }
    let lines = try lines()
    return found.map { kind, text, row, count in
      var level: String?
      if case .unknownLevel(_, let word) = kind { level = word }
      let fault = CellFault(kind: kind, cell: text, offset: 0, heading: rule.heading, place: rule.place)
      let line = lines.indices.contains(row) ? lines[row] : 1
      return RefusedCell(
        text: text, level: level, reason: fault.diagnostic(path: source.path, line: line), rowCount: count)
    }
  }
}

/// Says of spellings one by one whether a rule allows them.
private struct CellCheck {
  private var meaning: CellMeaning
  private let figures: FigureReader?

  init(_ rule: CellRule, _ encoding: TextEncoding, seed: UInt64) {
    meaning = CellMeaning(rule, seed: seed)
    figures = FigureReader(rule, encoding, seed: seed)
  }

  mutating func refusal(of raw: String) -> CellFault.Kind? {
    do throws(CellFault.Kind) {
      if let figures { try figures.require(raw) } else { _ = try meaning.code(of: raw) }
      return nil
    } catch {
      return error
    }
  }
}

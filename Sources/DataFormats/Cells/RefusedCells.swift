internal import ColumnStore
internal import Diagnostics

extension CSVContent {
  /// The cells that a rule does not allow, each spelling once with the number of rows that have it, in file order.
  func refused(_ rule: CellRule) throws(Diagnostic) -> [RefusedCell] {
    var assembler = ColumnAssembler(rule)
    var memo = CellMemo()
    var found: [RefusedCell] = []
    /// For each spelling its place in `found`; below zero where the rule allows it.
    var places: [Int] = []
    var malformed: [Int] = []
    try forEachBlock(malformed: &malformed) { (block) throws(CellFault) in
      for row in 0..<block.rowCount {
        let cell = block.cells[row * width + rule.place - 1]
        let code: Int32
        if let known = memo.code(of: cell, in: bytes.span) {
          code = known
        } else {
          code = Int32(truncatingIfNeeded: places.count)
          memo.insert(cell, code: code)
          if let fault = assembler.refusal(of: cell, bytes) {
            places.append(found.count)
            found.append(
              RefusedCell(
                text: cell.text(in: bytes), level: fault.level,
                reason: fault.diagnostic(bytes: bytes, path: path), rowCount: 0))
          } else {
            places.append(-1)
          }
        }
        let place = places[Int(code)]
        if place >= 0 { found[place].rowCount += 1 }
      }
    }
    return found
  }
}

extension CellFault {
  /// The level that the scale does not have, where that is the fault.
  fileprivate var level: String? {
    if case .unknownLevel = kind { return cell }
    return nil
  }
}

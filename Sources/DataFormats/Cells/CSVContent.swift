internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshSystem

/// The text of a CSV file with its heading read: from here any of its columns can be made, as often as needed.
struct CSVContent: Sendable {
  var path: String
  /// UTF-8.
  var bytes: [UInt8]
  /// Where the first row begins.
  var start: Int
  /// Cells in each row.
  var width: Int
  var separator: UInt8
  /// Whether rows of another width are filled up or cut instead of being an error.
  var keepsMalformedRows = false

  /// Walks over all rows, block after block.
  ///
  /// - Parameter malformed: gets the offset of each row that had to be filled up or cut.
  /// - Throws: the first row of a wrong width, an unclosed quote, or what `body` refuses.
  func forEachBlock(
    malformed: inout [Int], _ body: (CSVBlock) throws(CellFault) -> Void
  ) throws(Diagnostic) {
    var scanner = CSVScanner(separator: separator, from: start)
    var block = CSVBlock(width: width)
    while true {
      do {
        try scanner.scan(bytes.span, into: &block) { (offset, count) throws(CSVFault) in
          if !keepsMalformedRows {
            throw CSVFault(kind: .wrongCount(found: count, expected: width), offset: offset)
          }
          malformed.append(offset)
        }
      } catch {
        throw error.diagnostic(bytes: bytes, path: path)
      }
      if block.rowCount == 0 { return }
      if Interrupt.isRequested { throw .interrupted() }
      do { try body(block) } catch { throw error.diagnostic(bytes: bytes, path: path) }
    }
  }

  private func forEachBlock(_ body: (CSVBlock) throws(CellFault) -> Void) throws(Diagnostic) {
    var malformed: [Int] = []
    try forEachBlock(malformed: &malformed, body)
  }

  /// Makes the columns that the rules describe.
  ///
  /// - Throws: the first cell, in file order by blocks, that its rule does not allow.
  func columns(_ rules: [CellRule]) throws(Diagnostic) -> (columns: [Column], rowCount: Int) {
    var assemblers = rules.map(ColumnAssembler.init)
    var rowCount = 0
    try forEachBlock { (block) throws(CellFault) in
      rowCount += block.rowCount
      for index in assemblers.indices { try assemblers[index].append(block, of: bytes) }
    }
    return (assemblers.map { $0.finished() }, rowCount)
  }

  /// For each row the line of the file that it begins on, from 1; the lines between are counted once.
  func lines() throws(Diagnostic) -> [Int] {
    var lines: [Int] = []
    var line = 1
    var counted = 0
    try forEachBlock { (block) throws(CellFault) in
      for row in 0..<block.rowCount {
        let start = block.cells[row * width].start
        line += TextPlace.lineEnds(in: bytes[counted..<start])
        counted = start
        lines.append(line)
      }
    }
    return lines
  }

  /// The cells at one place (1-based) exactly as the file has them: what `raw(x)` shows; an empty one is missing.
  func originals(at place: Int) throws(Diagnostic) -> Column {
    var texts: [String] = []
    var codes: [Int32] = []
    var reasons: [UInt8] = []
    var isAnyMissing = false
    var memo = CellMemo()
    try forEachBlock { (block) throws(CellFault) in
      for row in 0..<block.rowCount {
        let cell = block.cells[row * width + place - 1]
        if cell.start == cell.end {
          isAnyMissing = true
          codes.append(0)
          reasons.append(MissingReason.blank.rawValue)
          continue
        }
        reasons.append(0)
        if let known = memo.code(of: cell, in: bytes.span) {
          codes.append(known)
        } else {
          let code = Int32(truncatingIfNeeded: texts.count)
          memo.insert(cell, code: code)
          texts.append(cell.text(in: bytes))
          codes.append(code)
        }
      }
    }
    return Column(.codes(codes, TextDictionary(texts)), missing: MissingMask(isAnyMissing ? reasons : []))
  }
}

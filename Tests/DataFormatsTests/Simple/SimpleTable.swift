import ColumnStore
import Diagnostics
import PolicyModel
import PolshSystem
import PolshText

@testable import DataFormats

/// Some rows of a CSV file, scanned but not yet understood: the cells one row after the other.
struct SimpleBlock {
  var cells: [CSVCell] = []
  /// Cells in each row.
  var width: Int
  var rowCount = 0
}

/// A CSV file read the simple way: all of it in memory, as UTF-8, on one thread, row by row. What `CSVTable` must agree with.
struct SimpleTable {
  struct Malformed: Equatable {
    var line: Int
    var text: String
    var cells: Int?
  }

  var encoding: TextEncoding
  var separator: UInt8
  var entries: [ColumnEntry] = []
  var rules: [CellRule] = []
  var columns: [Column] = []
  var originals: [Column] = []
  var roundedCounts: [Int] = []
  var rowCount = 0
  var malformed: [Malformed] = []
  var lines: [Int] = []

  /// Nil where the file cannot be loaded.
  init?(_ bytes: [UInt8], _ told: UInt8? = nil) {
    guard let text = SimpleText(bytes) else { return nil }
    encoding = text.encoding
    let source = DataBytes(text.bytes, path: "x.csv")
    guard let head = try? FileHead(source, size: source.size, encoding: .utf8) else { return nil }
    separator = told ?? SeparatorFinder.separator(of: text.bytes, from: text.start, isWhole: true)
    guard let heading = try? HeadingLines(head, separator: separator, encoding: .utf8, lines: nil) else { return nil }
    var block = SimpleBlock(width: heading.headings.count)
    scan(text.bytes, from: heading.end, into: &block)
    rowCount = block.rowCount
    let hasAny = block.cells.contains {
      MissingMarks.office.reason(TextFolding.cell($0.text(in: text.bytes))) == nil
    }
    if !hasAny, !malformed.isEmpty { return nil }
    for (place, name) in heading.names.enumerated() {
      var inference = SimpleInference(heading.headings[place], place: place + 1)
      inference.look(at: block, of: text.bytes)
      let (entry, rule) = inference.result(name: name)
      roundedCounts.append(entry.type == .number ? inference.roundedCount : 0)
      entries.append(entry)
      rules.append(rule)
      guard let column = Self.column(rule, block, text.bytes) else { return nil }
      columns.append(column)
      originals.append(Self.originals(place, block, text.bytes))
    }
  }

  static func column(_ rule: CellRule, _ block: SimpleBlock, _ bytes: [UInt8]) -> Column? {
    var assembler = SimpleAssembler(rule)
    do { try assembler.append(block, of: bytes) } catch { return nil }
    return assembler.finished()
  }

  private static func originals(_ place: Int, _ block: SimpleBlock, _ bytes: [UInt8]) -> Column {
    var texts: [String] = []
    var codes: [Int32] = []
    var reasons: [UInt8] = []
    for row in 0..<block.rowCount {
      let text = block.cells[row * block.width + place].text(in: bytes)
      reasons.append(text.isEmpty ? MissingReason.blank.rawValue : 0)
      if text.isEmpty {
        codes.append(0)
      } else if let known = texts.firstIndex(where: { $0.isSame(as: text) }) {
        codes.append(Int32(known))
      } else {
        codes.append(Int32(texts.count))
        texts.append(text)
      }
    }
    let isAnyMissing = reasons.contains { $0 != 0 }
    return Column(.codes(codes, TextDictionary(texts)), missing: MissingMask(isAnyMissing ? reasons : []))
  }

  private mutating func scan(_ bytes: [UInt8], from start: Int, into block: inout SimpleBlock) {
    var at = start
    while at < bytes.count {
      var scanner = CSVScanner(separator: separator, from: at)
      var cells: [CSVCell] = []
      var found: Int?
      do {
        _ = try scanner.scanRow(bytes, into: &cells)
        found = cells.count
      } catch {}
      // A row with broken quotes is its first line only.
      let next = found == nil ? Self.endOfLine(bytes, at) : scanner.position
      let isEmptyLine =
        found == 1 && cells[0].start == cells[0].end && bytes[at] != UInt8(ascii: "\"") && block.width != 1
      if found == block.width {
        block.cells += cells
        block.rowCount += 1
        lines.append(TextPlace(of: at, in: bytes).line)
      } else if !isEmptyLine {
        var end = next
        if end > at, bytes[end - 1] == 0x0A { end -= 1 }
        if end > at, bytes[end - 1] == 0x0D { end -= 1 }
        malformed.append(
          Malformed(
            line: TextPlace(of: at, in: bytes).line, text: String(decoding: bytes[at..<end], as: UTF8.self),
            cells: found))
      }
      at = next
    }
  }

  /// Behind the next line end, or the last byte.
  private static func endOfLine(_ bytes: [UInt8], _ start: Int) -> Int {
    guard let end = bytes[start...].firstIndex(where: { $0 == 0x0A || $0 == 0x0D }) else { return bytes.count }
    return bytes[end] == 0x0D && end + 1 < bytes.count && bytes[end + 1] == 0x0A ? end + 2 : end + 1
  }
}

internal import Diagnostics

/// Where one cell of a CSV file stands: its bytes without the quotes around it.
struct CSVCell {
  var start: Int
  var end: Int
  /// Whether `""` inside stands for one quote.
  var hasDoubledQuotes = false

  /// The cell's text as it stands in the file.
  func text(in bytes: [UInt8], _ encoding: TextEncoding = .utf8) -> String {
    CellText.decoded(bytes.span.extracting(start..<end), hasDoubledQuotes: hasDoubledQuotes, encoding)
  }
}

/// Cuts the first lines of a CSV file into cells, whatever their number: for headings, and to find the separator.
///
/// RFC 4180, and lines that end with LF, CR LF or CR. Line breaks and separators between quotes belong to the cell, `""` is
/// a quote; a quote in the midst of a bare cell is an ordinary character.
struct CSVScanner {
  let separator: UInt8
  private(set) var position: Int

  init(separator: UInt8, from start: Int = 0) {
    self.separator = separator
    position = start
  }

  /// Scans one row; false at the end of the file.
  mutating func scanRow(_ bytes: [UInt8], into cells: inout [CSVCell]) throws(CSVFault) -> Bool {
    if position >= bytes.count { return false }
    while true {
      cells.append(try scanCell(bytes))
      guard position < bytes.count else { return true }
      let byte = bytes[position]
      position += 1
      if byte == separator { continue }
      if byte == 0x0D, position < bytes.count, bytes[position] == 0x0A { position += 1 }
      return true
    }
  }

  /// Goes to the separator or line end behind a cell, or to the end.
  private mutating func scanCell(_ bytes: [UInt8]) throws(CSVFault) -> CSVCell {
    let opening = position
    guard opening < bytes.count, bytes[opening] == UInt8(ascii: "\"") else {
      while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
      return CSVCell(start: opening, end: position)
    }
    var cell = CSVCell(start: opening + 1, end: opening + 1)
    position += 1
    while true {
      guard position < bytes.count else { throw CSVFault(kind: .unclosedQuote, offset: opening) }
      position += 1
      if bytes[position - 1] != UInt8(ascii: "\"") { continue }
      if position < bytes.count, bytes[position] == UInt8(ascii: "\"") {
        cell.hasDoubledQuotes = true
        position += 1
        continue
      }
      cell.end = position - 1
      if position < bytes.count, !isEnd(bytes[position]) { throw CSVFault(kind: .textBehindQuote, offset: position) }
      return cell
    }
  }

  private func isEnd(_ byte: UInt8) -> Bool { byte == separator || byte == 0x0A || byte == 0x0D }
}

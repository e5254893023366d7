internal import ColumnStore
internal import Diagnostics

/// What csv and tsv have in common: a heading, a row a line, quotes where needed, no text that a spreadsheet would run.
struct DelimitedText {
  let separator: UInt8

  func write(_ table: Table, _ options: WriteOptions, to sink: TableWriter.Sink) throws(Diagnostic) {
    let table = table.shown
    let lineEnd = UInt8(ascii: "\n")
    var head: [UInt8] = options.byteOrderMark ? [0xEF, 0xBB, 0xBF] : []
    for (index, field) in table.fields.enumerated() {
      if index > 0 { head.append(separator) }
      head += cell(field.exportHeading(options.language))
    }
    head.append(lineEnd)
    // Alone in its row an empty cell would be an empty line, which is no row.
    let missing: [UInt8] = table.fields.count == 1 ? [UInt8(ascii: "\""), UInt8(ascii: "\"")] : []
    let form = ExportColumn.Form(
      text: { cell($0) }, list: { cell($0.joined(separator: ";")) }, missing: missing)
    let rows = RowWriter(table, form, options.language)
    try rows.write(
      head: head, before: { $0 == 0 ? [] : [separator] }, after: { _ in [lineEnd] }, to: sink)
  }

  /// One cell of text: in quotes if it holds a separator, a quote or a line end.
  ///
  /// `=SUM(A1)` → `'=SUM(A1)`, `a,b` → `"a,b"`
  func cell(_ text: String) -> [UInt8] {
    var bytes = Array(text.utf8)
    if let first = text.unicodeScalars.first, Self.startsFormula(first) { bytes.insert(UInt8(ascii: "'"), at: 0) }
    let needsQuotes = bytes.contains {
      $0 == separator || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r")
    }
    if !needsQuotes { return bytes }
    var quoted: [UInt8] = [UInt8(ascii: "\"")]
    for byte in bytes {
      if byte == UInt8(ascii: "\"") { quoted.append(byte) }
      quoted.append(byte)
    }
    quoted.append(UInt8(ascii: "\""))
    return quoted
  }

  /// Spreadsheet programs take a text for a formula by its first character, in some languages also by the wide one.
  private static func startsFormula(_ first: Unicode.Scalar) -> Bool {
    switch first {
    case "=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠": true
    default: false
    }
  }
}

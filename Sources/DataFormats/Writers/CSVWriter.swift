internal import ColumnStore
internal import Diagnostics

/// `export '支出.csv'`, `--format csv`:
///
///     年度,金額 (千円)
///     2023,3183
let csvWriter = TableWriter(
  name: "csv", extensions: ["csv"],
  summary: Message(ja: "CSV（表計算ソフト用、UTF-8）", en: "CSV for spreadsheet programs, UTF-8"), marksFiles: true,
  write: { (table, options, sink) throws(Diagnostic) in
    try DelimitedText(separator: UInt8(ascii: ",")).write(table, options, to: sink)
  })

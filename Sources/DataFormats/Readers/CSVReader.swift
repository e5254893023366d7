internal import ColumnStore
internal import Diagnostics

/// `load 'x.csv'`: comma, tab or semicolon between the cells, whichever the file uses.
let csvReader = TableReader(
  name: "csv", extensions: ["csv", "txt"],
  summary: Message(ja: "CSVファイル（UTF-8 または Shift_JIS）", en: "CSV file (UTF-8 or Shift_JIS)"),
  load: { (path, name, options) throws(Diagnostic) -> LoadedTable in
    let table = try CSVTable.load(path: path, name: name, options: options)
    return LoadedTable(source: table, rejected: table.rejected, report: table.report)
  })

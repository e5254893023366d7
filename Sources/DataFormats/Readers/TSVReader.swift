internal import ColumnStore
internal import Diagnostics

/// `load 'x.tsv'`: a tab between the cells.
let tsvReader = TableReader(
  name: "tsv", extensions: ["tsv", "tab"],
  summary: Message(ja: "タブ区切りのファイル", en: "Tab-separated file"),
  load: { (path, name, options) throws(Diagnostic) -> LoadedTable in
    var options = options
    if options.separator == nil { options.separator = UInt8(ascii: "\t") }
    let table = try CSVTable.load(path: path, name: name, options: options)
    return LoadedTable(source: table, rejected: table.rejected, report: table.report)
  })

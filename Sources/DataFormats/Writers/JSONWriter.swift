internal import ColumnStore
internal import Diagnostics

/// `export '支出.json'`, `--format json`: one list of objects for a result.
///
///     [
///     {"年度":2023,"金額":3183}
///     ]
let jsonWriter = TableWriter(
  name: "json", extensions: ["json"],
  summary: Message(ja: "JSON（結果ごとに1つの配列）", en: "JSON, one array a result"),
  write: { (table, options, sink) throws(Diagnostic) in
    let table = table.shown
    let leads = JSONForm.leads(table, options.language)
    let rows = RowWriter(table, JSONForm.cells, options.language)
    let isEmpty = table.rowCount == 0
    let close = leads.isEmpty ? "{}" : "}"
    try rows.write(
      head: Array((isEmpty ? "[]\n" : "[\n").utf8), before: { leads[$0] },
      after: { isLast in Array((isLast ? close + "\n" : close + ",\n").utf8) },
      tail: Array((isEmpty ? "" : "]\n").utf8), to: sink)
  })

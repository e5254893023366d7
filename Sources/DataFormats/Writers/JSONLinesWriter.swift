internal import ColumnStore
internal import Diagnostics

/// `export '支出.jsonl'`, `--format jsonl`: one object a line.
///
///     {"年度":2023,"金額":3183}
let jsonLinesWriter = TableWriter(
  name: "jsonl", extensions: ["jsonl", "ndjson"],
  summary: Message(ja: "JSON Lines（1行に1つ）", en: "JSON Lines, one object a line"),
  write: { (table, options, sink) throws(Diagnostic) in
    let table = table.shown
    let leads = JSONForm.leads(table, options.language)
    let rows = RowWriter(table, JSONForm.cells, options.language)
    let close = Array((leads.isEmpty ? "{}\n" : "}\n").utf8)
    try rows.write(head: [], before: { leads[$0] }, after: { _ in close }, to: sink)
  })

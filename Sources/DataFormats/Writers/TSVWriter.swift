internal import ColumnStore
internal import Diagnostics

/// `export '支出.tsv'`, `--format tsv`: as csv, with a tab between the cells.
let tsvWriter = TableWriter(
  name: "tsv", extensions: ["tsv", "tab"],
  summary: Message(ja: "タブ区切り（UTF-8）", en: "Tab-separated text, UTF-8"),
  write: { (table, options, sink) throws(Diagnostic) in
    try DelimitedText(separator: UInt8(ascii: "\t")).write(table, options, to: sink)
  })

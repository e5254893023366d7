internal import ColumnStore
internal import DataFormats
internal import Diagnostics
internal import PolicyModel
internal import PolshText
internal import QueryLanguage
internal import QuerySyntax

extension Command {
  static let load = Command(
    Spelling("load", "読込"),
    [
      .string("file", isFile: true), .optional([.keyword(.asName), .name("name")]),
      .optional([.keyword(.encoding), .name("encoding")]),
    ],
    summary: Message(
      ja: "CSV や TSV を表として読み込む: 読込 'ファイル.csv' 名前 t", en: "load a CSV or TSV file as a table: load 'FILE.csv' as t")
  ) { call, session throws(Diagnostic) in
    guard let file = call.string("file") else { return }
    var options = LoadOptions()
    options.encoding = call.name("encoding")?.text
    do throws(Diagnostic) {
      try session.load(file.raw, as: call.name("name")?.text, options)
    } catch {
      var located = error
      if located.span == nil, located.file == nil { located.span = file.span }
      throw located
    }
  }
}

extension Session {
  /// Loads a file as a table and says how it was read.
  func load(_ path: String, as name: String?, _ options: LoadOptions) throws(Diagnostic) {
    let loaded = try ReaderRegistry.load(path: path, name: name, options: options)
    let entry = loaded.source.entry
    environment.add(NamedTable(name: entry.name, content: .source(loaded.source)))
    let report = loaded.report
    let columns = report.columns.map { column in
      "\(SafeText.oneLine(column.name)) (\(column.unit?.symbol ?? column.type.word[language]))"
    }
    let shown = columns.prefix(12).joined(separator: language == .ja ? "、" : ", ") + (columns.count > 12 ? " …" : "")
    say(
      Message(
        ja: "\(entry.name.ja): \(report.rowCount) 行、\(columns.count) 列（\(report.encoding.rawValue)）。\(shown)",
        en:
          "\(entry.name.en): \(report.rowCount) rows, \(columns.count) columns (\(report.encoding.rawValue)). \(shown)")
    )
    for remark in report.remarks { say(remark) }
  }
}

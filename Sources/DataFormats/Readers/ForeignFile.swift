internal import Diagnostics
internal import PolshSystem

/// Files that people will try and that cannot be read as tables yet.
enum ForeignFile {
  /// Says what to do instead; nil for a file that is missing (which is said better elsewhere) or may well be a table.
  static func refusal(_ path: String) -> Diagnostic? {
    let ending = PathName.ending(of: path)
    guard FilePlaces.exists(path), let advice = advice(ending) else { return nil }
    return Diagnostic(
      nil,
      Message(
        ja: "「\(path)」: .\(ending) はまだ読み込めません。\(advice.ja)",
        en: "\(path): .\(ending) cannot be loaded yet; \(advice.en)"))
  }

  private static func advice(_ ending: String) -> Message? {
    switch ending {
    case "xlsx", "xls", "xlsm", "ods":
      Message(ja: "表計算ソフトで CSV として保存すると読み込めます", en: "a sheet saved as CSV in the spreadsheet can be loaded")
    case "pdf", "docx", "doc", "html", "htm":
      Message(ja: "表の部分を CSV にすると読み込めます", en: "its table can be loaded once it is a CSV file")
    case "json", "jsonl", "ndjson":
      Message(ja: "CSV か TSV にすると読み込めます", en: "as a CSV or TSV file it can be loaded")
    default: nil
    }
  }
}

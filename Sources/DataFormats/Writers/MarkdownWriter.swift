internal import ColumnStore
internal import Diagnostics
internal import PolicyModel
internal import PolshText

/// `export '支出.md'`, `--format md`: a table for documents and chats, numbers to the right.
///
///     | 年度 | 金額 (千円) |
///     | --- | ---: |
///     | 2023 | 3183 |
let markdownWriter = TableWriter(
  name: "md", extensions: ["md", "markdown"],
  summary: Message(ja: "Markdown の表", en: "Markdown table"),
  write: { (table, options, sink) throws(Diagnostic) in
    let table = table.shown
    let names = table.fields.map { MarkdownCell.escaped($0.exportHeading(options.language)) }
    let rules = table.fields.map { $0.type == .number ? "---:" : "---" }
    let head =
      table.fields.isEmpty
      ? "" : "| " + names.joined(separator: " | ") + " |\n| " + rules.joined(separator: " | ") + " |\n"
    let form = ExportColumn.Form(
      text: { Array(MarkdownCell.escaped($0).utf8) },
      list: { Array(MarkdownCell.escaped($0.joined(separator: ";")).utf8) }, missing: [])
    let rows = RowWriter(table, form, options.language)
    let lead = Array("| ".utf8)
    let between = Array(" | ".utf8)
    let end = Array(" |\n".utf8)
    try rows.write(head: Array(head.utf8), before: { $0 == 0 ? lead : between }, after: { _ in end }, to: sink)
  })

/// A text as the cell of a Markdown table.
enum MarkdownCell {
  /// `a|b` → `a\|b`, a line break → a blank; nothing in a text becomes markup, no control character goes through.
  static func escaped(_ text: String) -> String {
    if text.utf8.allSatisfy(isPlain) { return text }
    let safe = SafeText.oneLine(text.split(whereSeparator: \.isNewline).joined(separator: " "))
    var result = ""
    for character in safe {
      if "\\|`*_[]<>&~$#".contains(character), !isHarmless(character, after: result.last) { result += "\\" }
      result.append(character)
    }
    return result
  }

  /// Letters, digits and most signs; of the others none that begins a control character or one that turns the writing.
  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x20..<0x23, 0x25, 0x27..<0x2A, 0x2B..<0x3C, 0x3D, 0x3F..<0x5B, 0x5D, 0x5E, 0x61..<0x7C, 0x7D, 0x80..<0xC2,
      0xC3..<0xE2, 0xE3..<0xEF:
      true
    default: false
    }
  }

  /// `_` within a name and `#` not at the beginning mean nothing in Markdown.
  private static func isHarmless(_ character: Character, after last: Character?) -> Bool {
    switch character {
    case "_": last.map { $0.isLetter || $0.isNumber } ?? false
    case "#": last != nil
    default: false
    }
  }
}

internal import Diagnostics
internal import QuerySyntax

/// What is done with typed lines before they are understood.
enum TypedStatement {
  /// Several lines as one, for ↑ and the history file: without comments, which would swallow what follows them.
  ///
  /// `"measure | # all cities\n count"` → `"measure | count"`
  static func oneLine(_ text: String) -> String {
    let lines = text.split(whereSeparator: \.isNewline)
    if lines.count <= 1 { return String(lines.first ?? "") }
    return lines.map { line in
      let line = String(line)
      let end = Lexer.tokens(of: line, inScript: false).last { $0.kind != .end }?.span.end ?? 0
      return trimmed(String(decoding: Array(line.utf8)[..<min(end, line.utf8.count)], as: UTF8.self))
    }.filter { !$0.isEmpty }.joined(separator: " ")
  }

  /// Nothing but blanks, those of an input method included.
  static func isBlank(_ line: String) -> Bool { line.allSatisfy(\.isWhitespace) }

  /// `| take 3`, whatever width the sign has.
  static func beginsWithPipe(_ line: String) -> Bool {
    guard let first = line.first(where: { !$0.isWhitespace }) else { return false }
    return "|｜￨│".contains(first)
  }

  private static func trimmed(_ text: String) -> String {
    let rest = text.drop(while: \.isWhitespace)
    guard let last = rest.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return String(rest[...last])
  }
}

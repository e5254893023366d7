public import Diagnostics
internal import PolshText

/// A diagnostic as lines of text, the place marked under the line that was typed.
///
///     E07  「1000」の単位が分かりません
///       経費 | 絞込 金額 > 1000
///                          ^^^^
///       金額は円の列です。
///       直し方: 1000千円 / 1000円  [Enter で採用]
public enum DiagnosticView {
  /// - Parameters:
  ///   - source: the text being run; the diagnostic's own source goes before it.
  ///   - offersAcceptance: whether Enter takes the first fix.
  public static func lines(
    _ diagnostic: Diagnostic, source: SourceText? = nil, on screen: Screen, offersAcceptance: Bool = false
  ) -> [String] {
    var lines = [headline(diagnostic, screen)]
    if let span = diagnostic.span, let source = diagnostic.source ?? source, !source.text.isEmpty {
      lines += excerpt(source, span, screen)
    }
    for note in diagnostic.notes { lines.append(indent + shortened(note[screen.language])) }
    if let first = diagnostic.fixes.first {
      let labels = diagnostic.fixes.map { shortened($0.label[screen.language]) }
      var line = screen.painted(NoticeView.fixLabel(screen.language), .green) + labels.joined(separator: " / ")
      if offersAcceptance, !first.edits.isEmpty {
        line += "  " + screen.painted(screen.language == .ja ? "[Enter で採用]" : "[Enter to accept]", .grey)
      }
      lines.append(indent + line)
    }
    return lines
  }

  /// A Japanese sentence with its full stop; what ends in a list or a figure takes none.
  private static func closed(_ text: String) -> String {
    let body = text.hasSuffix("）") ? text.dropLast() : text[...]
    guard let last = body.unicodeScalars.last, (0x3041...0x3096).contains(last.value) else { return text }
    return text + "。"
  }

  /// A text without the middle when it is long beyond reading: a word of a megabyte, quoted in a message.
  private static func shortened(_ text: String) -> String {
    if text.utf8.count <= 1200 { return SafeText.oneLine(text) }
    return SafeText.oneLine(String(text.prefix(200))) + " … " + SafeText.oneLine(String(text.suffix(160)))
  }

  private static let indent = "  "
  /// Where a line is cut when the output is no terminal.
  private static let usualWidth = 120

  private static func headline(_ diagnostic: Diagnostic, _ screen: Screen) -> String {
    let text = shortened(diagnostic.message[screen.language])
    let message = screen.language == .ja ? closed(text) : text
    if diagnostic.isInterruption { return message }
    let place = diagnostic.file.map { screen.painted(location($0), .bold) + " " } ?? ""
    if let code = diagnostic.code { return screen.painted(code, .boldRed) + "  " + place + message }
    if !place.isEmpty { return place + message }
    return screen.painted(screen.language == .ja ? "エラー" : "error", .boldRed) + "  " + message
  }

  /// `measure.csv:12:3:`, as editors and `grep` write a place.
  private static func location(_ file: FileLocation) -> String {
    var text = SafeText.oneLine(file.path)
    if let line = file.line {
      text += ":\(line)"
      if let column = file.column { text += ":\(column)" }
    }
    return text + ":"
  }

  private static func excerpt(_ source: SourceText, _ span: Span, _ screen: Screen) -> [String] {
    // The name of the file and the line's number take their part of the window.
    let width = max(20, screen.width ?? usualWidth) - DisplayWidth.of(indent)
    var excerpt = SourceExcerpt(source.text, span: span, width: width)
    var prefix = source.name.map { SafeText.oneLine($0) + ":" } ?? ""
    if excerpt.isOneOfMany || !prefix.isEmpty { prefix += "\(excerpt.line): " }
    if !prefix.isEmpty {
      excerpt = SourceExcerpt(source.text, span: span, width: max(20, width - DisplayWidth.of(prefix)))
    }
    let blanks = String(repeating: " ", count: DisplayWidth.of(prefix) + excerpt.caretColumn)
    let carets = String(repeating: "^", count: excerpt.caretCount)
    return [indent + prefix + excerpt.text, indent + blanks + screen.painted(carets, .cyan)]
  }
}

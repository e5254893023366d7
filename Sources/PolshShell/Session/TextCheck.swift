internal import Diagnostics

/// What no text of statements may hold: NUL characters.
enum TextCheck {
  static func check(_ text: String) throws(Diagnostic) {
    guard let place = text.utf8.firstIndex(of: 0) else { return }
    let offset = text.utf8.distance(from: text.utf8.startIndex, to: place)
    throw Diagnostic(
      "E05", Message(ja: "NUL（値0の文字）が入っています", en: "There is a NUL character here"), at: Span(offset, offset + 1))
  }

  /// Bytes as text; the place of the first that is no UTF-8 otherwise.
  static func text(_ bytes: [UInt8], name: String) throws(Diagnostic) -> String {
    if let text = String(validating: bytes, as: UTF8.self) { return text }
    // The longest beginning that is text, found by lines: a fault is reported with its line and column.
    var line = 1
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == 0x0A {
      if String(validating: bytes[start...index], as: UTF8.self) == nil { break }
      line += 1
      start = index + 1
    }
    let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
    var column = 1
    for length in 1...max(1, end - start) where start + length <= end {
      if String(validating: bytes[start..<start + length], as: UTF8.self) != nil { column = length + 1 }
    }
    throw Diagnostic(
      nil, Message(ja: "UTF-8 の文字として読めません", en: "This is not UTF-8 text"),
      file: FileLocation(path: name, line: line, column: column))
  }
}

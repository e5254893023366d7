internal import Diagnostics
internal import PolshSystem

/// Finds bytes that no text file has.
enum TextCheck {
  /// Throws for a NUL byte and for what is not UTF-8, with line and byte.
  static func requireUTF8(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    if let offset = UTF8Check.firstNUL(in: bytes) { throw nulFault(at: offset, bytes, path: path) }
    if let offset = UTF8Check.firstInvalid(in: bytes) { throw utf8Fault(at: offset, bytes, path: path) }
  }

  static func nulFault(at offset: Int, _ bytes: [UInt8], path: String) -> Diagnostic {
    let place = TextPlace(of: offset, in: bytes)
    let isUTF16 = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
    return Diagnostic(
      nil, isUTF16 ? .utf16 : .nul(place.line, place.column),
      file: FileLocation(path: path, line: place.line, column: place.column), notes: [.saveAsUTF8])
  }

  static func utf8Fault(at offset: Int, _ bytes: [UInt8], path: String) -> Diagnostic {
    let place = TextPlace(of: offset, in: bytes)
    return Diagnostic(
      nil, .notUTF8(place.line, place.column),
      file: FileLocation(path: path, line: place.line, column: place.column), notes: [.saveAsUTF8])
  }
}

extension Message {
  fileprivate static let utf16 = Message(
    ja: "文字コードが UTF-16 のファイルは読めません", en: "A file in UTF-16 cannot be read")
  fileprivate static let saveAsUTF8 = Message(
    ja: "表計算ソフトで「CSV UTF-8」として保存し直すと読めます。",
    en: "Saving it again as \"CSV UTF-8\" in the spreadsheet program makes it readable.")

  fileprivate static func nul(_ line: Int, _ column: Int) -> Message {
    Message(
      ja: "\(line) 行目の \(column) バイト目に NUL（0）があります。文字のファイルではないようです",
      en: "Line \(line) has a NUL byte at byte \(column); this does not look like a text file")
  }
  fileprivate static func notUTF8(_ line: Int, _ column: Int) -> Message {
    Message(
      ja: "\(line) 行目の \(column) バイト目が UTF-8 として読めません",
      en: "Line \(line) is not valid UTF-8 at byte \(column)")
  }
}

internal import Diagnostics
internal import PolshSystem

/// Finds bytes that no text file has.
enum TextCheck {
  /// Throws for a NUL byte and for what is not UTF-8, with line and byte.
  static func requireUTF8(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    let source = DataBytes(bytes, path: path)
    if let offset = UTF8Check.firstNUL(in: bytes) { throw nulFault(at: offset, source) }
    if let offset = UTF8Check.firstInvalid(in: bytes) { throw notText(at: offset, source, .utf8) }
  }

  /// Throws for a NUL byte and for what is not text in the encoding, among the first bytes of a file.
  static func require(_ encoding: TextEncoding, _ bytes: ByteSpan, _ source: DataBytes) throws(Diagnostic) {
    let fault = firstFault(encoding, bytes)
    if let zero = UTF8Check.firstNUL(in: bytes), zero <= fault ?? zero { throw nulFault(at: zero, source) }
    if let fault { throw notText(at: fault, source, encoding) }
  }

  /// The offset of the first byte that is no text in the encoding.
  static func firstFault(_ encoding: TextEncoding, _ bytes: ByteSpan) -> Int? {
    switch encoding {
    case .utf8: UTF8Check.firstInvalid(in: bytes)
    case .cp932: CP932.shared.firstInvalid(in: bytes)
    }
  }

  static func nulFault(at offset: Int, _ source: DataBytes) -> Diagnostic {
    let place = TextPlace(of: offset, in: source)
    return Diagnostic(
      nil, hasMarkOfUTF16(source) ? .utf16 : .nul(place.line, place.column),
      file: FileLocation(path: source.path, line: place.line, column: place.column), notes: [.saveAsUTF8])
  }

  /// Whether the file begins as only one in UTF-16 does.
  static func hasMarkOfUTF16(_ source: DataBytes) -> Bool {
    let first = (try? source.bytes(0..<2)) ?? []
    return first == [0xFF, 0xFE] || first == [0xFE, 0xFF]
  }

  static func notText(at offset: Int, _ source: DataBytes, _ encoding: TextEncoding) -> Diagnostic {
    let place = TextPlace(of: offset, in: source)
    let location = FileLocation(path: source.path, line: place.line, column: place.column)
    switch encoding {
    case .utf8: return Diagnostic(nil, .notUTF8(place.line, place.column), file: location, notes: [.saveAsUTF8])
    case .cp932: return Diagnostic(nil, .notCP932(place.line, place.column), file: location)
    }
  }

  /// For a file that is neither the one nor the other.
  static func notText(at offset: Int, norCP932At other: Int, _ source: DataBytes) -> Diagnostic {
    var fault = notText(at: offset, source, .utf8)
    let place = TextPlace(of: other, in: source)
    fault.notes.insert(.neitherCP932(place.line, place.column), at: 0)
    return fault
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
  fileprivate static func notCP932(_ line: Int, _ column: Int) -> Message {
    Message(
      ja: "\(line) 行目の \(column) バイト目が CP932（Shift_JIS）として読めません",
      en: "Line \(line) is not valid CP932 (Shift_JIS) at byte \(column)")
  }
  fileprivate static func neitherCP932(_ line: Int, _ column: Int) -> Message {
    Message(
      ja: "CP932（Shift_JIS）としても読めません（\(line) 行目の \(column) バイト目）。",
      en: "Neither is it valid CP932 (Shift_JIS): line \(line), byte \(column).")
  }
}

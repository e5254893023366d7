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

  /// Whether a file is in UTF-8 and only damaged at `offset`, or mixed: with a mark at its head, or with several letters
  /// before that place that are three bytes in UTF-8. In CP932 already the first letters would be no UTF-8, so that a
  /// file read as such would look like 隱イ for 課 all over.
  static func isUTF8(upTo offset: Int, _ source: DataBytes) -> Bool {
    if (try? source.bytes(0..<3)) == [0xEF, 0xBB, 0xBF] { return true }
    var (count, start) = (0, 0)
    while start < offset {
      let end = min(offset, start + 1 << 20)
      guard let bytes = try? source.bytes(start..<end) else { return false }
      for byte in bytes where byte >= 0xE0 && byte < 0xF0 {
        count += 1
        if count == 3 { return true }
      }
      start = end
    }
    return false
  }

  /// For a file that is UTF-8 up to `offset`.
  static func damagedUTF8(at offset: Int, _ source: DataBytes) -> Diagnostic {
    var fault = notText(at: offset, source, .utf8)
    fault.notes = [.utf8UpTo, .encodingOverrules]
    return fault
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

  fileprivate static let utf8UpTo = Message(
    ja: "そこまでは UTF-8 です。ファイルが壊れているか、別の文字コードの行が混ざっています。その行を直して保存し直すと読めます。",
    en:
      "Up to there it is UTF-8: the file is damaged, or lines in another encoding are mixed in. Put that line right and save it again."
  )
  fileprivate static let encodingOverrules = Message(
    ja: "ファイル全体が Shift_JIS のときは「文字コード cp932」を付けます。",
    en: "If the whole file is in Shift_JIS, say encoding cp932.")

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

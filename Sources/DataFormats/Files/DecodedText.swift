internal import Diagnostics
internal import PolshSystem

/// The text of a file in UTF-8, whatever it was written in, free of NUL bytes.
struct DecodedText {
  var bytes: [UInt8]
  /// Where the text begins: behind the byte order mark.
  var start: Int
  var encoding: TextEncoding

  /// - Parameter encoding: what the file is known to be written in; nil: UTF-8 if all of it is valid, otherwise CP932 if all of
  ///   that is.
  init(_ bytes: [UInt8], path: String, encoding: TextEncoding? = nil) throws(Diagnostic) {
    if let offset = UTF8Check.firstNUL(in: bytes) { throw TextCheck.nulFault(at: offset, bytes, path: path) }
    switch encoding {
    case .utf8:
      if let offset = UTF8Check.firstInvalid(in: bytes) { throw TextCheck.utf8Fault(at: offset, bytes, path: path) }
      self.init(utf8: bytes)
    case .cp932:
      switch Self.fromCP932(bytes) {
      case .success(let text): self.init(bytes: text, start: 0, encoding: .cp932)
      case .failure(let failure):
        let place = TextPlace(of: failure.offset, in: bytes)
        throw Diagnostic(
          nil, .notCP932(place.line, place.column),
          file: FileLocation(path: path, line: place.line, column: place.column))
      }
    case nil:
      guard let offset = UTF8Check.firstInvalid(in: bytes) else {
        self.init(utf8: bytes)
        return
      }
      switch Self.fromCP932(bytes) {
      case .success(let text): self.init(bytes: text, start: 0, encoding: .cp932)
      case .failure(let failure):
        var fault = TextCheck.utf8Fault(at: offset, bytes, path: path)
        let place = TextPlace(of: failure.offset, in: bytes)
        fault.notes.insert(.neitherCP932(place.line, place.column), at: 0)
        throw fault
      }
    }
  }

  private static func fromCP932(_ bytes: [UInt8]) -> Result<[UInt8], TextConversion.Failure> {
    do { return .success(try TextConversion.convert(bytes, from: "CP932")) } catch { return .failure(error) }
  }

  private init(utf8 bytes: [UInt8]) {
    self.init(bytes: bytes, start: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0, encoding: .utf8)
  }

  private init(bytes: [UInt8], start: Int, encoding: TextEncoding) {
    self.bytes = bytes
    self.start = start
    self.encoding = encoding
  }
}

extension TextEncoding {
  /// Reads the names that people and packages use: `utf-8`, `UTF8`, `Shift_JIS`, `sjis`, `cp932`, `windows-31j`.
  public init?(spelling: String) {
    switch spelling.lowercased().filter({ $0 != "-" && $0 != "_" && $0 != " " }) {
    case "utf8", "utf8bom", "utf8sig", "ascii", "usascii": self = .utf8
    case "cp932", "ms932", "windows31j", "shiftjis", "sjis", "xsjis", "mskanji", "シフトjis": self = .cp932
    default: return nil
    }
  }
}

extension TextEncoding {
  /// The encoding that somebody asks for by name; nil where nobody does.
  static func asked(_ word: String?, path: String) throws(Diagnostic) -> TextEncoding? {
    guard let word else { return nil }
    guard let known = TextEncoding(spelling: word) else {
      throw Diagnostic(nil, .unknownEncoding(word), file: FileLocation(path: path))
    }
    return known
  }
}

extension TextConversion.Failure {
  /// Where the bytes stop being text.
  fileprivate var offset: Int {
    switch self {
    case .invalidBytes(let offset), .cutOff(let offset): offset
    case .unknownEncoding, .other: 0
    }
  }
}

extension Message {
  fileprivate static func unknownEncoding(_ word: String) -> Message {
    Message(
      ja: "文字コード「\(word)」は読めません。UTF-8 と CP932 が使えます",
      en: "The encoding \(word) cannot be read; usable: UTF-8 and CP932")
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

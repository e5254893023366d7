internal import Diagnostics

/// The encodings that a file of text can have.
public enum TextEncoding: String, Sendable, Hashable, CaseIterable {
  case utf8 = "UTF-8"
  case cp932 = "CP932"

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

extension Message {
  fileprivate static func unknownEncoding(_ word: String) -> Message {
    Message(
      ja: "文字コード「\(word)」は読めません。UTF-8 と CP932 が使えます",
      en: "The encoding \(word) cannot be read; usable: UTF-8 and CP932")
  }
}

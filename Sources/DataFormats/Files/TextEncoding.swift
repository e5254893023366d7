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

import PolshSystem

@testable import DataFormats

/// The text of a whole file in UTF-8, whatever it was written in.
struct SimpleText {
  var bytes: [UInt8]
  /// Where the text begins: behind the byte order mark.
  var start: Int
  var encoding: TextEncoding

  /// UTF-8 if all of it is valid, otherwise CP932 if all of that is; nil when it is neither, or has a NUL.
  init?(_ bytes: [UInt8]) {
    if UTF8Check.firstNUL(in: bytes) != nil { return nil }
    if UTF8Check.firstInvalid(in: bytes) == nil {
      self.bytes = bytes
      start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      encoding = .utf8
      return
    }
    guard let text = try? TextConversion.convert(bytes, from: "CP932") else { return nil }
    self.bytes = text
    start = 0
    encoding = .cp932
  }
}

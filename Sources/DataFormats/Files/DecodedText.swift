internal import Diagnostics
internal import PolshSystem

/// The text of a whole file in UTF-8, whatever it was written in, free of NUL bytes.
struct DecodedText {
  var bytes: [UInt8]
  /// Where the text begins: behind the byte order mark.
  var start: Int

  /// UTF-8 if all of it is valid, otherwise CP932 if all of that is.
  init(_ bytes: [UInt8], path: String) throws(Diagnostic) {
    let source = DataBytes(bytes, path: path)
    if let offset = UTF8Check.firstNUL(in: bytes) { throw TextCheck.nulFault(at: offset, source) }
    if let offset = UTF8Check.firstInvalid(in: bytes) {
      do { self.bytes = try TextConversion.convert(bytes, from: "CP932") } catch {
        throw TextCheck.notText(at: offset, norCP932At: error.offset, source)
      }
      start = 0
    } else {
      self.bytes = bytes
      start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    }
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

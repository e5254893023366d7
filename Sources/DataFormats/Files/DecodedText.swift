internal import Diagnostics
internal import PolshSystem

/// The text of a whole file in UTF-8, whatever it was written in, free of NUL bytes.
struct DecodedText {
  var bytes: [UInt8]
  /// Where the text begins: behind the byte order mark.
  var start: Int
  /// What it was written in.
  var encoding: TextEncoding

  /// - Parameter encoding: what the file is known to be written in; nil: UTF-8 if all of it is valid, otherwise CP932 if all of
  ///   that is; not where the text begins as UTF-8 does and is damaged further down.
  init(_ bytes: [UInt8], path: String, encoding: TextEncoding? = nil) throws(Diagnostic) {
    let source = DataBytes(bytes, path: path)
    if let offset = UTF8Check.firstNUL(in: bytes) { throw TextCheck.nulFault(at: offset, source) }
    let fault = encoding == .cp932 ? nil : UTF8Check.firstInvalid(in: bytes)
    if let fault, encoding == .utf8 { throw TextCheck.notText(at: fault, source, .utf8) }
    if let fault, encoding == nil, TextCheck.isUTF8(upTo: fault, source) {
      throw TextCheck.damagedUTF8(at: fault, source)
    }
    if fault != nil || encoding == .cp932 {
      do { self.bytes = try TextConversion.convert(bytes, from: "CP932") } catch {
        guard let fault else { throw TextCheck.notText(at: error.offset, source, .cp932) }
        throw TextCheck.notText(at: fault, norCP932At: error.offset, source)
      }
      start = 0
      self.encoding = .cp932
    } else {
      self.bytes = bytes
      start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
      self.encoding = .utf8
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

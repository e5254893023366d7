public import Diagnostics
internal import PolshSystem

/// The lines of a document that figures were taken from: a file of text in UTF-8 or CP932.
public struct DocumentText: Sendable {
  private let bytes: [UInt8]
  /// Where each line begins.
  private let starts: [Int]
  public let encoding: TextEncoding
  /// As large as the file was.
  public private(set) var byteCount = 0

  /// - Parameter encoding: what the file is said to be written in; nil: found out.
  /// - Throws: why the file cannot be read, or what in it is no text. A pipe or a device is refused, not waited for.
  public static func read(_ path: String, encoding word: String? = nil) throws(Diagnostic) -> DocumentText {
    let encoding = try TextEncoding.asked(word, path: path)
    if FilePlaces.exists(path), !FilePlaces.isDirectory(path), !FilePlaces.isRegularFile(path) {
      throw Diagnostic(nil, .notRegular(path))
    }
    let bytes: [UInt8]
    do { bytes = try DataFile.read(path) } catch { throw error.diagnostic }
    do throws(Diagnostic) {
      var text = DocumentText(try DecodedText(bytes, path: path, encoding: encoding))
      text.byteCount = bytes.count
      return text
    } catch {
      var fault = error
      fault.notes = [.onlyText]
      throw fault
    }
  }

  init(_ text: DecodedText) {
    bytes = text.bytes
    encoding = text.encoding
    // As for grep, only LF ends a line; a file without any may be an old one that ends them with CR.
    let end = bytes.contains(0x0A) ? UInt8(0x0A) : 0x0D
    var starts = [text.start]
    for (place, byte) in bytes.enumerated() where byte == end && place + 1 < bytes.count { starts.append(place + 1) }
    self.starts = bytes.count == text.start ? [] : starts
  }

  public var lineCount: Int { starts.count }

  /// A line, from 1, without what ends it; nil where there is none.
  public func line(_ number: Int) -> String? {
    guard number >= 1, number <= starts.count else { return nil }
    let start = starts[number - 1]
    var end = number < starts.count ? starts[number] : bytes.count
    while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}

extension Message {
  fileprivate static let onlyText = Message(
    ja: "読めるのは文字のファイル（UTF-8 か CP932）です。PDF などは文字に直して置いてください。",
    en: "Only files of text can be read (UTF-8 or CP932); save a PDF as text first.")

  fileprivate static func notRegular(_ path: String) -> Message {
    Message(ja: "「\(path)」は普通のファイルではありません", en: "\(path) is not a regular file")
  }
}

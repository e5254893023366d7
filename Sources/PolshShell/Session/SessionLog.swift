internal import Diagnostics
internal import PolshSystem

/// The file in which a session's text is kept while `log` is on: what was typed, and what was answered.
final class SessionLog {
  let path: String
  private let file: GrowingFile
  /// A line that is not complete yet.
  private var rest: [UInt8] = []

  init(path: String, overwrite: Bool) throws(FileFailure) {
    self.path = path
    file = try GrowingFile(path: path, overwrite: overwrite)
  }

  /// Keeps the text as far as its lines are whole, without colours and other escape sequences.
  func write(_ bytes: [UInt8]) throws(FileFailure) {
    rest += bytes
    guard let last = rest.lastIndex(of: UInt8(ascii: "\n")) else { return }
    let lines = Array(rest[...last])
    rest.removeSubrange(...last)
    try file.append(VisibleBytes.made(PlainBytes.made(lines)))
  }

  /// Writes what is left of an unfinished line.
  func finish() throws(FileFailure) {
    if !rest.isEmpty { try write([UInt8(ascii: "\n")]) }
  }
}

/// Text without the sequences that colour it on a terminal.
enum PlainBytes {
  /// `"\u{1B}[1mbold\u{1B}[0m"` → `"bold"`
  static func made(_ bytes: [UInt8]) -> [UInt8] {
    if !bytes.contains(0x1B) { return bytes }
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == 0x1B, index + 1 < bytes.count, bytes[index + 1] == UInt8(ascii: "[") else {
        result.append(bytes[index])
        index += 1
        continue
      }
      index += 2
      // Parameters, then one final byte.
      while index < bytes.count, (0x20...0x3F).contains(bytes[index]) { index += 1 }
      if index < bytes.count, (0x40...0x7E).contains(bytes[index]) { index += 1 }
    }
    return result
  }
}

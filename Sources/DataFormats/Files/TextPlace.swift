/// A place in a file as people count it: line and column from 1, worked out only when something is wrong there.
struct TextPlace {
  var line: Int
  /// In bytes.
  var column: Int

  /// Lines end with LF, CR LF or CR.
  init(of offset: Int, in bytes: [UInt8]) {
    var line = 1
    var lineStart = 0
    var at = 0
    let end = min(offset, bytes.count)
    while at < end {
      let byte = bytes[at]
      at += 1
      if byte == 0x0A || (byte == 0x0D && !(at < bytes.count && bytes[at] == 0x0A)) {
        line += 1
        lineStart = at
      }
    }
    let hasMark = lineStart == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    self.line = line
    self.column = max(1, end - lineStart + 1 - (hasMark ? 3 : 0))
  }
}

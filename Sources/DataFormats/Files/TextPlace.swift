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

  /// How many lines end in these bytes, the last of which is the end of a line or of the file.
  static func lineEnds(in bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    for index in bytes.indices {
      let isEnd =
        bytes[index] == 0x0A || (bytes[index] == 0x0D && !(index + 1 < bytes.endIndex && bytes[index + 1] == 0x0A))
      if isEnd { count += 1 }
    }
    return count
  }
}

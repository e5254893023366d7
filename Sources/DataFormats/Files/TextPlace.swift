internal import PolshSystem

/// A place in a file as people count it: line and column from 1, worked out only when something is wrong there.
struct TextPlace: Equatable {
  var line: Int
  /// In bytes.
  var column: Int

  init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  /// Lines end with LF, CR LF or CR.
  init(of offset: Int, in bytes: [UInt8]) {
    let end = min(offset, bytes.count)
    var lineStart = 0
    line = 1
    for at in 0..<end where bytes[at] == 0x0A || bytes[at] == 0x0D {
      if bytes[at] == 0x0D, at + 1 < bytes.count, bytes[at + 1] == 0x0A { continue }
      line += 1
      lineStart = at + 1
    }
    let hasMark = lineStart == 0 && bytes.starts(with: [0xEF, 0xBB, 0xBF])
    column = max(1, end - lineStart + 1 - (hasMark ? 3 : 0))
  }

  /// The first line, where the file can no longer be read.
  init(of offset: Int, in source: DataBytes) {
    self = (try? LinePlaces(source).places(of: [offset]))?.first ?? TextPlace(line: 1, column: 1)
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

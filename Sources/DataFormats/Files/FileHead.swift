internal import PolshSystem

/// The first bytes of a file: enough to see its separator and its heading.
struct FileHead {
  let source: DataBytes
  private(set) var bytes: [UInt8]
  /// Behind a byte order mark.
  let start: Int

  /// Whether the bytes are the whole file.
  var isWhole: Bool { bytes.count == source.size }

  init(_ source: DataBytes, size: Int = 1 << 18, encoding: TextEncoding) throws(FileFailure) {
    self.source = source
    bytes = try source.bytes(0..<max(size, 4))
    start = encoding == .utf8 && bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
  }

  /// Takes four times as much of the file.
  mutating func extend() throws(FileFailure) {
    bytes = try source.bytes(0..<bytes.count * 4)
  }
}

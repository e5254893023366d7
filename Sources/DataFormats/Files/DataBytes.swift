internal import PolshSystem

/// The bytes of a file that is read block by block, from several threads, and again later; or of a pipe, which is read once
/// and kept.
struct DataBytes: Sendable {
  private enum Place: Sendable {
    case file(ByteSource)
    case memory([UInt8])
  }

  let path: String
  let size: Int
  private let place: Place

  /// - Parameter path: `-` is standard input.
  static func open(_ path: String) throws(FileFailure) -> DataBytes {
    let source = try ByteSource.open(path)
    guard let size = source.size else {
      return DataBytes(try FileBlocks.readStream(source, endsAtNUL: true), path: path == "-" ? "stdin" : path)
    }
    return DataBytes(path: path, size: size, place: .file(source))
  }

  init(_ bytes: [UInt8], path: String) {
    self.init(path: path, size: bytes.count, place: .memory(bytes))
  }

  private init(path: String, size: Int, place: Place) {
    self.path = path
    self.size = size
    self.place = place
  }

  /// Fills the whole space, or as much of it as there is from `offset` on; the answer is the number of bytes.
  func read(at offset: Int, into space: inout MutableSpan<UInt8>) throws(FileFailure) -> Int {
    switch place {
    case .file(let source): return try source.read(at: offset, into: &space)
    case .memory(let bytes):
      let count = min(space.count, max(0, bytes.count - offset))
      if count == 0 { return 0 }
      // SAFETY: both ranges have `count` bytes, and an array shares no memory with the space.
      unsafe space.withUnsafeMutableBytes { target in
        unsafe bytes.withUnsafeBytes { source in
          unsafe target.copyMemory(from: UnsafeRawBufferPointer(rebasing: source[offset..<offset + count]))
        }
      }
      return count
    }
  }

  /// The bytes of a range, for a closer look at a few of them.
  func bytes(_ range: Range<Int>) throws(FileFailure) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: min(range.upperBound, size) - min(range.lowerBound, size))
    var space = bytes.mutableSpan
    _ = try read(at: range.lowerBound, into: &space)
    return bytes
  }

  /// Asks whether the file is still the one that was opened.
  func checkUnchanged() throws(FileFailure) {
    if case .file(let source) = place { try source.checkUnchanged() }
  }
}

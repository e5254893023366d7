internal import Glibc

/// Reading whole files: at once, or block by block where the file may be large.
public enum FileBlocks {
  /// All bytes of a file; `-` is standard input.
  ///
  /// - Parameter limit: more bytes than this are refused; by default three quarters of the machine's memory.
  public static func readFile(_ path: String, limit: Int = memoryLimit) throws(FileFailure) -> [UInt8] {
    let source = try ByteSource.open(path)
    guard let size = source.size else { return try readStream(source, limit) }
    if size > limit { throw .tooLarge(limit: limit) }
    var failure: FileFailure?
    // SAFETY: `fill` writes at most `size` bytes, the capacity asked for, and says how many.
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: size) { space, count in
      switch unsafe source.fill(UnsafeMutableRawPointer(space.baseAddress), size, at: 0) {
      case .success(let read): count = read
      case .failure(let reason): failure = reason
      }
    }
    if let failure { throw failure }
    try source.checkUnchanged()
    return bytes
  }

  /// Hands the file over block by block, with the offset of each block's first byte; `false` from the body ends it.
  public static func forEachBlock(
    _ path: String, blockSize: Int = ByteSource.blockSize, _ body: (_ block: Span<UInt8>, _ offset: Int) -> Bool
  ) throws(FileFailure) {
    let source = try ByteSource.open(path)
    var buffer = [UInt8](repeating: 0, count: max(1, blockSize))
    var offset = 0
    while true {
      let count = try source.size == nil ? source.readNext(into: &buffer) : source.read(at: offset, into: &buffer)
      if count == 0 { break }
      if !body(buffer.span.extracting(0..<count), offset) { return }
      offset += count
    }
    try source.checkUnchanged()
  }

  /// Three quarters of the machine's memory, in bytes.
  public static var memoryLimit: Int {
    let pages = Int(sysconf(Int32(_SC_PHYS_PAGES)))
    let pageSize = Int(sysconf(Int32(_SC_PAGESIZE)))
    let (memory, overflow) = pages.multipliedReportingOverflow(by: pageSize)
    return overflow || memory <= 0 ? 1 << 30 : memory / 4 * 3
  }

  /// All that a pipe, a terminal or a device still gives.
  ///
  /// - Parameter endsAtNUL: whether nobody wants what comes behind a NUL byte, which no text has; `/dev/zero` has no end.
  public static func readStream(
    _ source: ByteSource, _ limit: Int = memoryLimit, endsAtNUL: Bool = false
  ) throws(FileFailure) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = try source.readNext(into: &buffer)
      if count == 0 { return bytes }
      if bytes.count > limit - count { throw .tooLarge(limit: limit) }
      bytes.append(contentsOf: buffer[..<count])
      if endsAtNUL, buffer[..<count].contains(0) { return bytes }
    }
  }
}

internal import Glibc

/// A file, pipe or device opened for reading; regular files may be read from several threads at once.
public final class ByteSource: Sendable {
  /// The block in which files are read unless something else is asked: 1 MiB.
  public static let blockSize = 1 << 20

  /// How many bytes the file has; nil for a pipe, a terminal or a device, which end when they end.
  public let size: Int?
  private let descriptor: Int32
  private let isBorrowed: Bool
  private let modified: timespec

  /// Opens a file; `-` is standard input.
  public static func open(_ path: String) throws(FileFailure) -> ByteSource {
    if path == "-" { return try ByteSource(descriptor: STDIN_FILENO, isBorrowed: true) }
    let descriptor = try openFile(path, O_RDONLY | O_CLOEXEC)
    do throws(FileFailure) {
      return try ByteSource(descriptor: descriptor, isBorrowed: false)
    } catch {
      close(descriptor)
      throw error
    }
  }

  private init(descriptor: Int32, isBorrowed: Bool) throws(FileFailure) {
    let status = try FileStatus(descriptor: descriptor)
    if status.kind == .directory { throw .isDirectory }
    self.descriptor = descriptor
    self.isBorrowed = isBorrowed
    modified = status.modified
    // Files of /proc say 0 bytes and have some: those are read as a stream.
    size = status.kind == .regular && status.size > 0 && !isBorrowed ? status.size : nil
  }

  deinit {
    if !isBorrowed { close(descriptor) }
  }

  /// Fills the whole buffer, or what the file still has, from `offset` on; the answer is the number of bytes.
  ///
  /// - Throws: `.changedWhileReading` where the file ends earlier than its size said.
  public func read(at offset: Int, into buffer: inout [UInt8]) throws(FileFailure) -> Int {
    let wanted = min(buffer.count, max(0, (size ?? 0) - offset))
    // SAFETY: the pointer is used only inside the closure, for `wanted` ≤ `buffer.count` bytes.
    let outcome = unsafe buffer.withUnsafeMutableBytes { space in
      unsafe fill(space.baseAddress, wanted, at: offset)
    }
    return try outcome.get()
  }

  /// Fills the whole space, or as much of it as the file still has from `offset` on; the answer is the number of bytes.
  ///
  /// - Throws: `.changedWhileReading` where the file ends earlier than its size said.
  public func read(at offset: Int, into space: inout MutableSpan<UInt8>) throws(FileFailure) -> Int {
    let wanted = min(space.count, max(0, (size ?? 0) - offset))
    // SAFETY: the pointer is used only inside the closure, for `wanted` ≤ `space.count` bytes.
    let outcome = unsafe space.withUnsafeMutableBytes { space in
      unsafe fill(space.baseAddress, wanted, at: offset)
    }
    return try outcome.get()
  }

  /// The next bytes of a stream, at most as many as the buffer holds; 0 at its end.
  public func readNext(into buffer: inout [UInt8]) throws(FileFailure) -> Int {
    if Interrupt.isRequested { throw .interrupted }
    while true {
      // SAFETY: read(2) writes at most `space.count` bytes at the base address, inside the closure.
      let count = unsafe buffer.withUnsafeMutableBytes { space in
        unsafe Glibc.read(descriptor, space.baseAddress, space.count)
      }
      if count >= 0 { return count }
      let number = errno
      if number == EINTR {
        if Interrupt.isRequested { throw .interrupted }
      } else if number == EAGAIN {
        waitUntilReady(descriptor, Int16(POLLIN))
      } else {
        throw FileFailure(errorNumber: number)
      }
    }
  }

  /// Asks once more, after the reading, whether the file is still the one that was opened.
  public func checkUnchanged() throws(FileFailure) {
    guard let size else { return }
    let now = try FileStatus(descriptor: descriptor)
    if now.size != size || now.modified.tv_sec != modified.tv_sec || now.modified.tv_nsec != modified.tv_nsec {
      throw .changedWhileReading(offset: min(size, now.size))
    }
  }

  /// Reads `count` bytes to `start`; fewer are a failure.
  func fill(_ start: UnsafeMutableRawPointer?, _ count: Int, at offset: Int) -> Result<Int, FileFailure> {
    // SAFETY: the caller vouches for `count` bytes at `start`, and `done + step` ≤ `count`.
    guard let start = unsafe start else { return .success(0) }
    var done = 0
    while done < count {
      if Interrupt.isRequested { return .failure(.interrupted) }
      let step = min(count - done, Self.blockSize)
      let read = unsafe pread(descriptor, start + done, step, off_t(offset + done))
      if read > 0 {
        done += read
      } else if read == 0 {
        return .failure(.changedWhileReading(offset: offset + done))
      } else if errno != EINTR {
        return .failure(FileFailure(errorNumber: errno))
      }
    }
    return .success(done)
  }
}

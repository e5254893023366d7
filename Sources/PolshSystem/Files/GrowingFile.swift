internal import Glibc

/// A file of one's own that grows line by line while the program runs.
public final class GrowingFile {
  private let descriptor: Int32

  /// Makes the file, empty and readable by its owner alone.
  ///
  /// - Parameter overwrite: without it an existing file of that name is refused (`.alreadyExists`); with it a regular
  ///   file is emptied.
  public init(path: String, overwrite: Bool) throws(FileFailure) {
    // A folder or a device is refused by its own name, not as a file that is there already.
    if let kind = (try? FileStatus(path: path))?.kind, kind != .regular {
      throw kind == .directory ? .isDirectory : .wrongKind
    }
    // O_NONBLOCK: a named pipe of this name must not hold the session up.
    let flags = O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NONBLOCK | O_NOCTTY
    let descriptor = try openFile(path, overwrite ? flags : flags | O_EXCL, permissions: 0o600)
    do throws(FileFailure) {
      let status = try FileStatus(descriptor: descriptor)
      if status.kind == .directory { throw .isDirectory }
      if status.kind != .regular { throw .wrongKind }
      if ftruncate(descriptor, 0) != 0 { throw FileFailure(errorNumber: errno) }
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Adds whole lines in one write, so that a program ended in the middle leaves no half of one.
  public func append(_ lines: [UInt8]) throws(FileFailure) {
    if lines.isEmpty { return }
    try writeAll(lines, to: descriptor)
  }
}

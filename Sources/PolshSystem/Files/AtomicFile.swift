internal import CSystem
internal import Glibc

/// Writing a file so that the old or the new one is there at every moment, never half of one.
public enum AtomicFile {
  /// Writes the bytes beside the place, makes them safe on the disk, and only then gives them the name.
  ///
  /// - Parameter overwrite: without it an existing file of that name is refused (`.alreadyExists`), also when another
  ///   program makes it at the same moment. With it the file keeps its rights, and a symbolic link stays one.
  public static func write(_ bytes: [UInt8], to path: String, overwrite: Bool) throws(FileFailure) {
    let existing = try? FileStatus(path: path)
    if existing?.kind == .directory { throw .isDirectory }
    if existing != nil && !overwrite { throw .alreadyExists }
    // A device or a named pipe cannot be replaced, only written to.
    if existing?.kind == .other { return try writeInPlace(bytes, path) }

    let target = existing == nil ? path : FilePlaces.realPath(path) ?? path
    let folder = FilePlaces.folder(of: target)
    let (temporary, descriptor) = try openTemporary(in: folder, permissions: existing?.permissions)
    do throws(FileFailure) {
      try writeAll(bytes, to: descriptor)
      if fsync(descriptor) != 0 && errno != EINVAL { throw FileFailure(errorNumber: errno) }
    } catch {
      close(descriptor)
      remove(temporary)
      throw error
    }
    // Network file systems report a full disk only here.
    if close(descriptor) != 0 && errno != EINTR {
      let number = errno
      remove(temporary)
      throw FileFailure(errorNumber: number)
    }
    do throws(FileFailure) {
      try overwrite ? rename(temporary, over: target) : rename(temporary, toNew: target)
    } catch {
      remove(temporary)
      throw error
    }
    flush(folder: folder)
  }

  private static func writeInPlace(_ bytes: [UInt8], _ path: String) throws(FileFailure) {
    let descriptor = try openFile(path, O_WRONLY | O_CLOEXEC)
    defer { close(descriptor) }
    try writeAll(bytes, to: descriptor)
  }

  /// A file of a name nobody else has.
  static func openTemporary(in folder: String, permissions: mode_t?) throws(FileFailure) -> (String, Int32) {
    for _ in 0..<100 {
      let name = folder + "/.polsh-" + String(UInt64.random(in: 0...UInt64.max), radix: 36) + ".tmp"
      do throws(FileFailure) {
        let descriptor = try openFile(name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, permissions: 0o644)
        if let permissions { fchmod(descriptor, permissions) }
        return (name, descriptor)
      } catch {
        if error != .alreadyExists { throw error }
      }
    }
    throw .alreadyExists
  }

  static func rename(_ from: String, over to: String) throws(FileFailure) {
    // SAFETY: both names are copied for the call.
    if unsafe Glibc.rename(from, to) != 0 { throw FileFailure(errorNumber: errno) }
  }

  private static func rename(_ from: String, toNew to: String) throws(FileFailure) {
    // SAFETY: both names are copied for the call.
    let number = unsafe polsh_rename_no_replace(from, to)
    if number == 0 { return }
    guard number == EINVAL || number == ENOSYS else { throw FileFailure(errorNumber: number) }
    // File systems that cannot refuse in one step (NFS): take the name with an empty file of our own first.
    close(try openFile(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC))
    do throws(FileFailure) {
      try rename(from, over: to)
    } catch {
      remove(to)
      throw error
    }
  }

  static func remove(_ path: String) {
    // SAFETY: the name is copied for the call.
    unsafe unlink(path)
  }

  /// Makes the new name itself safe; where a folder cannot be opened this is left to the system.
  private static func flush(folder: String) {
    guard let descriptor = try? openFile(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC) else { return }
    fsync(descriptor)
    close(descriptor)
  }
}

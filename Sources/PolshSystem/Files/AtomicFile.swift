internal import CSystem
internal import Glibc

/// Writing a file so that the old or the new one is there at every moment, never half of one.
public enum AtomicFile {
  /// Writes the bytes beside the place, makes them safe on the disk, and only then gives them the name.
  ///
  /// - Parameter overwrite: without it an existing file of that name is refused (`.alreadyExists`), also when another
  ///   program makes it at the same moment. With it the file keeps its rights, and a symbolic link stays one.
  public static func write(_ bytes: [UInt8], to path: String, overwrite: Bool) throws(FileFailure) {
    try write(to: path, overwrite: overwrite, failing: asItIs) { sink throws(FileFailure) in try sink(bytes) }
  }

  private static func asItIs(_ failure: FileFailure) -> FileFailure { failure }

  /// The same for what is made piece by piece, so that a large file is never whole in memory. Where `body` throws, nothing
  /// is left of the new file.
  ///
  /// - Parameters:
  ///   - failing: what a failure of the system is told as.
  ///   - body: is handed what takes the pieces.
  public static func write<Failure: Error>(
    to path: String, overwrite: Bool, failing: @escaping (FileFailure) -> Failure,
    _ body: (_ sink: ([UInt8]) throws(Failure) -> Void) throws(Failure) -> Void
  ) throws(Failure) {
    let place: Place
    do { place = try begin(path, overwrite: overwrite) } catch { throw failing(error) }
    do throws(Failure) {
      try body { bytes throws(Failure) in
        do throws(FileFailure) { try writeAll(bytes, to: place.descriptor) } catch { throw failing(error) }
      }
    } catch {
      close(place.descriptor)
      if let temporary = place.temporary { remove(temporary) }
      throw error
    }
    do { try finish(place, overwrite: overwrite) } catch { throw failing(error) }
  }

  /// Where the bytes go, and what they are to be called.
  private struct Place {
    var descriptor: Int32
    /// Nil where the thing itself is written to.
    var temporary: String?
    var target: String
  }

  private static func begin(_ path: String, overwrite: Bool) throws(FileFailure) -> Place {
    let existing = try? FileStatus(path: path)
    if existing?.kind == .directory { throw .isDirectory }
    if existing != nil && !overwrite { throw .alreadyExists }
    // A device or a named pipe cannot be replaced, only written to.
    if existing?.kind == .other {
      return Place(descriptor: try openFile(path, O_WRONLY | O_CLOEXEC), temporary: nil, target: path)
    }
    let target = existing == nil ? path : FilePlaces.realPath(path) ?? path
    let (temporary, descriptor) = try openTemporary(
      in: FilePlaces.folder(of: target), permissions: existing?.permissions)
    return Place(descriptor: descriptor, temporary: temporary, target: target)
  }

  private static func finish(_ place: Place, overwrite: Bool) throws(FileFailure) {
    guard let temporary = place.temporary else {
      close(place.descriptor)
      return
    }
    if fsync(place.descriptor) != 0 && errno != EINVAL {
      let number = errno
      close(place.descriptor)
      remove(temporary)
      throw FileFailure(errorNumber: number)
    }
    // Network file systems report a full disk only here.
    if close(place.descriptor) != 0 && errno != EINTR {
      let number = errno
      remove(temporary)
      throw FileFailure(errorNumber: number)
    }
    do throws(FileFailure) {
      try overwrite ? rename(temporary, over: place.target) : rename(temporary, toNew: place.target)
    } catch {
      remove(temporary)
      throw error
    }
    flush(folder: FilePlaces.folder(of: place.target))
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

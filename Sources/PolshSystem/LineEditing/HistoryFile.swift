internal import CSystem
internal import Glibc

/// The file in which the lines of all sessions are remembered, one entry a line, oldest first.
///
/// Sessions that are open at the same time lose nothing: every entry is one write at the end of the file under a lock,
/// and shortening the file puts a new one in its place under the same lock.
public struct HistoryFile: Sendable {
  public let path: String
  /// So many of the newest entries are kept.
  public let limit: Int

  /// An entry longer than this is not kept in the file, and no more than 8 MiB of a file are read.
  private static let entryLimit = 1 << 16
  private static let readLimit = 8 << 20

  public init(path: String, limit: Int = 10_000) {
    self.path = path
    self.limit = max(1, limit)
  }

  /// The newest entries, oldest first; a missing file has none.
  public func load() throws(FileFailure) -> [String] {
    let entries: [String]
    do throws(FileFailure) {
      entries = try readAll()
    } catch {
      if error == .missing { return [] }
      throw error
    }
    // Shortening is a kindness to the next start; when it fails, this session can do without.
    if entries.count > limit + limit / 4 { try? shorten() }
    return entries.suffix(limit)
  }

  /// Makes the file and the folders above it where they are missing; throws when nothing could be kept in it.
  public func prepare() throws(FileFailure) {
    try FilePlaces.createDirectories(FilePlaces.folder(of: path))
    _ = try LockedFile(path, O_RDWR | O_APPEND | O_CREAT)
  }

  /// Adds one entry; an empty one is not written. The folders above the file are made when they are missing.
  public func append(_ entry: String) throws(FileFailure) {
    let line = Self.folded(entry)
    if line.isEmpty || line.utf8.count > Self.entryLimit { return }
    try FilePlaces.createDirectories(FilePlaces.folder(of: path))
    let file = try LockedFile(path, O_RDWR | O_APPEND | O_CREAT)
    defer { withExtendedLifetime(file) {} }
    // A line that a crash or a full disk cut off must not swallow this one.
    let isTorn = try file.lastByte().map { $0 != UInt8(ascii: "\n") } ?? false
    try writeAll(Array((isTorn ? "\n" + line + "\n" : line + "\n").utf8), to: file.descriptor)
  }

  /// An entry as the file keeps it: one line, line breaks and control characters turned into blanks.
  ///
  /// `folded("budget\n| take 3\n")` → `"budget | take 3"`
  public static func folded(_ entry: String) -> String {
    var result = String.UnicodeScalarView()
    var isAfterBreak = false
    for scalar in entry.unicodeScalars {
      switch scalar.value {
      case 0x0A, 0x0D, 0x85, 0x2028, 0x2029:
        if !isAfterBreak { result.append(" ") }
        isAfterBreak = true
        continue
      case 0x00...0x1F, 0x7F...0x9F: result.append(" ")
      default: result.append(scalar)
      }
      isAfterBreak = false
    }
    let text = result.drop { $0 == " " }
    guard let last = text.lastIndex(where: { $0 != " " }) else { return "" }
    return String(String.UnicodeScalarView(text[...last]))
  }

  /// The lock is gone again when this comes back.
  private func readAll() throws(FileFailure) -> [String] { try read(try LockedFile(path, O_RDONLY)) }

  private func read(_ file: LockedFile) throws(FileFailure) -> [String] {
    let bytes = try file.readEnd(Self.readLimit)
    // Read from the middle of a long file, the first line is a half one.
    let lines = bytes.split(separator: UInt8(ascii: "\n")).dropFirst(bytes.count == Self.readLimit ? 1 : 0)
    return lines.compactMap { line in
      let entry = Self.folded(String(decoding: line, as: UTF8.self))
      return entry.isEmpty ? nil : entry
    }
  }

  private func shorten() throws(FileFailure) {
    let target = FilePlaces.realPath(path) ?? path
    let file = try LockedFile(path, O_RDWR)
    defer { withExtendedLifetime(file) {} }
    // Another session may have added to it since it was read.
    let kept = try read(file).suffix(limit)
    let (temporary, descriptor) = try AtomicFile.openTemporary(in: FilePlaces.folder(of: target), permissions: 0o600)
    defer { close(descriptor) }
    do throws(FileFailure) {
      try writeAll(Array((kept.joined(separator: "\n") + "\n").utf8), to: descriptor)
      if fsync(descriptor) != 0 { throw FileFailure(errorNumber: errno) }
      try AtomicFile.rename(temporary, over: target)
    } catch {
      AtomicFile.remove(temporary)
      throw error
    }
  }
}

/// A regular file that this program alone works on until the value is gone.
private final class LockedFile {
  let descriptor: Int32

  init(_ path: String, _ flags: Int32) throws(FileFailure) {
    for _ in 0..<100 {
      // O_NONBLOCK: a named pipe of this name must not hold the session up.
      let descriptor = try openFile(path, flags | O_NONBLOCK | O_CLOEXEC | O_NOCTTY, permissions: 0o600)
      do throws(FileFailure) {
        let status = try FileStatus(descriptor: descriptor)
        if status.kind == .directory { throw .isDirectory }
        if status.kind != .regular { throw .wrongKind }
        let number = polsh_lock_exclusive(descriptor)
        // Where the file system knows no locks, one write at the end of the file has to do.
        if number == EWOULDBLOCK { throw FileFailure(errorNumber: number) }
        // While we waited, another session may have put a shorter file in its place.
        if let now = try? FileStatus(path: path), now.isSameFile(as: status) {
          self.descriptor = descriptor
          return
        }
        close(descriptor)
      } catch {
        close(descriptor)
        throw error
      }
    }
    throw .other(errorNumber: EAGAIN)
  }

  // Closing gives the lock back.
  deinit { close(descriptor) }

  func lastByte() throws(FileFailure) -> UInt8? { try readEnd(1).first }

  /// The last `count` bytes, or all of a shorter file.
  func readEnd(_ count: Int) throws(FileFailure) -> [UInt8] {
    let size = try FileStatus(descriptor: descriptor).size
    let start = max(0, size - count)
    var bytes = [UInt8](repeating: 0, count: size - start)
    var done = 0
    while done < bytes.count {
      // SAFETY: `done` < `space.count`; the pointer is used only inside the closure.
      let read = unsafe bytes.withUnsafeMutableBytes { space in
        unsafe pread(
          descriptor, space.baseAddress.map { unsafe $0 + done }, space.count - done, off_t(start + done))
      }
      if read < 0 && errno != EINTR { throw FileFailure(errorNumber: errno) }
      if read == 0 { break }
      done += max(0, read)
    }
    return Array(bytes[..<done])
  }
}

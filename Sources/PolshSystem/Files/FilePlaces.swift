internal import Glibc

/// Names of files and folders: what is there, and making what is not.
public enum FilePlaces {
  public static func exists(_ path: String) -> Bool { (try? FileStatus(path: path)) != nil }
  public static func isDirectory(_ path: String) -> Bool { (try? FileStatus(path: path))?.kind == .directory }
  public static func isRegularFile(_ path: String) -> Bool { (try? FileStatus(path: path))?.kind == .regular }

  /// Absolute, without links, `.` and `..`; nil when there is no such file.
  public static func realPath(_ path: String) -> String? {
    guard (try? checkName(path)) != nil else { return nil }
    // SAFETY: realpath allocates its answer, which is copied and freed here.
    guard let found = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// `folder(of: "a/b.csv")` → `"a"`, `folder(of: "b.csv")` → `"."`, `folder(of: "/b.csv")` → `"/"`
  public static func folder(of path: String) -> String {
    guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  public struct Entry: Hashable, Sendable {
    public let name: String
    public let isDirectory: Bool
  }

  /// What a folder holds, by name, without `.` and `..`; names that are not UTF-8 are left out.
  public static func entries(of path: String) throws(FileFailure) -> [Entry] {
    try checkName(path)
    // SAFETY: the stream is closed on every way out; each entry is copied before the next is asked for.
    guard let stream = unsafe opendir(path) else {
      throw errno == ENOTDIR ? .wrongKind : FileFailure(errorNumber: errno)
    }
    defer { unsafe closedir(stream) }
    var found: [Entry] = []
    while let entry = unsafe readdir(stream) {
      // SAFETY: d_name ends with a NUL inside the entry, which stays valid until the next readdir.
      let (name, kind) = unsafe withUnsafePointer(to: &entry.pointee.d_name) { place in
        unsafe place.withMemoryRebound(to: CChar.self, capacity: 256) { start in
          unsafe (String(validatingCString: start), entry.pointee.d_type)
        }
      }
      guard let name, name != ".", name != ".." else { continue }
      let isFolder =
        kind == UInt8(DT_DIR)
        || (kind == UInt8(DT_LNK) || kind == UInt8(DT_UNKNOWN)) && isDirectory(path + "/" + name)
      found.append(Entry(name: name, isDirectory: isFolder))
    }
    return found.sorted { $0.name < $1.name }
  }

  /// Makes the folder and those above it, readable by their owner alone; nothing happens when it is there.
  public static func createDirectories(_ path: String, permissions: UInt32 = 0o700) throws(FileFailure) {
    try checkName(path)
    if isDirectory(path) { return }
    let above = folder(of: path)
    if above != path && above != "." && above != "/" { try createDirectories(above, permissions: permissions) }
    // SAFETY: the name is copied for the call.
    if unsafe mkdir(path, permissions) != 0 {
      let number = errno
      if number != EEXIST { throw FileFailure(errorNumber: number) }
      if !isDirectory(path) { throw .wrongKind }
    }
  }

  /// Removes a file; a missing one is no failure.
  public static func removeFile(_ path: String) throws(FileFailure) {
    try checkName(path)
    // SAFETY: the name is copied for the call.
    if unsafe unlink(path) != 0 && errno != ENOENT { throw FileFailure(errorNumber: errno) }
  }

  public static var currentDirectory: String? { realPath(".") }
}

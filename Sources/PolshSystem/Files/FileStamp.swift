internal import Glibc

/// What tells one state of a file from another: a file saved again has another stamp.
public struct FileStamp: Hashable, Sendable {
  private let size: Int
  private let seconds: Int
  private let nanoseconds: Int
  private let inode: UInt64

  /// Nil when there is no such file.
  public init?(path: String) {
    guard let status = try? FileStatus(path: path) else { return nil }
    size = status.size
    seconds = status.modified.tv_sec
    nanoseconds = status.modified.tv_nsec
    inode = UInt64(status.inode)
  }
}

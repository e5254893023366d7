internal import Glibc

/// What the system knows of an open file.
struct FileStatus {
  enum Kind { case regular, directory, other }
  var kind: Kind
  var size: Int
  var modified: timespec
  var permissions: mode_t
  var device: dev_t
  var inode: ino_t

  init(descriptor: Int32) throws(FileFailure) {
    var status = stat()
    // SAFETY: fstat fills the local structure.
    guard unsafe fstat(descriptor, &status) == 0 else { throw FileFailure(errorNumber: errno) }
    self.init(status)
  }

  /// Follows symbolic links.
  init(path: String) throws(FileFailure) {
    try checkName(path)
    var status = stat()
    // SAFETY: the name is copied for the call, and stat fills the local structure.
    guard unsafe stat(path, &status) == 0 else { throw FileFailure(errorNumber: errno) }
    self.init(status)
  }

  private init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: kind = .regular
    case S_IFDIR: kind = .directory
    default: kind = .other
    }
    size = Int(status.st_size)
    modified = status.st_mtim
    permissions = status.st_mode & 0o777
    device = status.st_dev
    inode = status.st_ino
  }

  func isSameFile(as other: FileStatus) -> Bool { device == other.device && inode == other.inode }
}

/// Refuses names that C would cut short or not understand.
func checkName(_ path: String) throws(FileFailure) {
  if path.isEmpty || path.utf8.contains(0) { throw .invalidName }
}

func openFile(_ path: String, _ flags: Int32, permissions: mode_t = 0o644) throws(FileFailure) -> Int32 {
  try checkName(path)
  while true {
    // SAFETY: the name is copied for the call.
    let descriptor = unsafe open(path, flags, permissions)
    if descriptor >= 0 { return descriptor }
    let number = errno
    if number != EINTR { throw FileFailure(errorNumber: number) }
    if Interrupt.isRequested { throw .interrupted }
  }
}

/// Waits until a descriptor set to "do not wait" can go on, or a signal comes.
func waitUntilReady(_ descriptor: Int32, _ events: Int16) {
  var wish = pollfd(fd: descriptor, events: events, revents: 0)
  // SAFETY: one structure, count one.
  unsafe poll(&wish, 1, 1000)
}

/// Writes every byte, however many calls that takes.
func writeAll(_ bytes: [UInt8], to descriptor: Int32) throws(FileFailure) {
  var done = 0
  while done < bytes.count {
    // SAFETY: `done` < `space.count`; the pointer is used only inside the closure.
    let written = unsafe bytes.withUnsafeBytes { space in
      unsafe write(descriptor, space.baseAddress.map { unsafe $0 + done }, space.count - done)
    }
    if written > 0 {
      done += written
      continue
    }
    let number = written == 0 ? ENOSPC : errno
    switch number {
    case EINTR: if Interrupt.isRequested { throw .interrupted }
    case EAGAIN: waitUntilReady(descriptor, Int16(POLLOUT))
    default: throw FileFailure(errorNumber: number)
    }
  }
}

internal import CSystem
internal import Glibc

/// Why a file could not be read or written; the words for it are made where the person's language is known.
public enum FileFailure: Error, Hashable, Sendable {
  /// No file or folder of this name.
  case missing
  /// The rights are not enough, or the file system is read-only.
  case notPermitted
  case isDirectory
  /// A folder was needed, or a regular file.
  case wrongKind
  /// Refused because overwriting was not asked for.
  case alreadyExists
  /// The file was cut off or rewritten while it was being read; the bytes before `offset` had been read.
  case changedWhileReading(offset: Int)
  /// More bytes than the memory of this machine can take.
  case tooLarge(limit: Int)
  case diskFull
  /// The program that was reading our output has gone.
  case closedPipe
  /// Ctrl-C while waiting.
  case interrupted
  /// Empty, or with a NUL byte in it.
  case invalidName
  case other(errorNumber: Int32)

  /// The case for an `errno`.
  public init(errorNumber: Int32) {
    switch errorNumber {
    case ENOENT, ENOTDIR: self = .missing
    case EACCES, EPERM, EROFS: self = .notPermitted
    case EISDIR: self = .isDirectory
    case EEXIST: self = .alreadyExists
    case ENOSPC, EDQUOT, EFBIG: self = .diskFull
    case EPIPE: self = .closedPipe
    default: self = .other(errorNumber: errorNumber)
    }
  }

  /// The system's own words for an `errno`, in English: `Too many open files`; for notes only.
  public static func systemText(_ errorNumber: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    // SAFETY: strerror_r writes at most `count` bytes with a NUL into a buffer that outlives the call.
    let text = unsafe buffer.withUnsafeMutableBufferPointer { space -> String in
      guard let start = space.baseAddress, unsafe polsh_describe(errorNumber, start, space.count) == 0 else {
        return ""
      }
      return unsafe String(cString: start)
    }
    return text.isEmpty ? "error \(errorNumber)" : text
  }
}

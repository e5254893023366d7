internal import CSystem
internal import Glibc

/// The program's results: written at once, with every failure reported.
public enum StandardOutput {
  /// - Throws: `.closedPipe` when the reader has left (end quietly), `.diskFull`, `.interrupted` or another failure.
  public static func write(_ bytes: [UInt8]) throws(FileFailure) { try writeAll(bytes, to: STDOUT_FILENO) }

  public static func write(_ text: String) throws(FileFailure) { try writeAll(Array(text.utf8), to: STDOUT_FILENO) }
}

/// Notices and diagnostics: when these cannot be written there is nobody left to tell.
public enum StandardError {
  public static func write(_ text: String) { try? writeAll(Array(text.utf8), to: STDERR_FILENO) }
}

public enum StandardStreams {
  /// Call first of all: a stream that was closed by the parent must not be taken by the first file we open.
  public static func secure() { polsh_secure_standard_descriptors() }
}

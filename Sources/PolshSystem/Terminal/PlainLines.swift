internal import Glibc

/// Lines of standard input where no line editor can be used: `TERM=dumb`, or output that goes to a file.
///
/// Not `readLine` of the standard library: after a Ctrl-C it never comes back (Swift 6.3 with glibc 2.36).
public final class PlainLines {
  private var bytes: [UInt8] = []

  public init() {}

  /// Waits for a line; bytes that are no UTF-8 become U+FFFD.
  public func next() -> LineEditor.ReadResult {
    while true {
      if let end = bytes.firstIndex(of: 0x0A) {
        defer { bytes.removeSubrange(...end) }
        return .line(String(decoding: bytes[..<end], as: UTF8.self))
      }
      var buffer = [UInt8](repeating: 0, count: 1 << 12)
      // SAFETY: read(2) writes at most the counted bytes, inside the closure.
      let count = unsafe buffer.withUnsafeMutableBytes { space in
        unsafe read(STDIN_FILENO, space.baseAddress, space.count)
      }
      if count > 0 {
        bytes += buffer[..<count]
      } else if count < 0, errno == EINTR {
        if Interrupt.isRequested {
          bytes = []
          return .interrupted
        }
      } else if bytes.isEmpty {
        return .endOfInput
      } else {
        // Ctrl-D behind a text hands that text over.
        defer { bytes = [] }
        return .line(String(decoding: bytes, as: UTF8.self))
      }
    }
  }
}

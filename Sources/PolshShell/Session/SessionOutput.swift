internal import DataFormats
public import Diagnostics
internal import PolshSystem

/// Where a session writes: results apart from everything that is said about them.
public protocol SessionOutput {
  /// A result, or a part of one.
  func write(_ bytes: [UInt8]) throws(Diagnostic)
  /// Notices, progress, diagnostics.
  func message(_ text: String)
}

extension SessionOutput {
  func write(_ text: String) throws(Diagnostic) { try write(Array(text.utf8)) }
}

/// Standard output and standard error.
public struct StandardSessionOutput: SessionOutput {
  public init() {}

  public func write(_ bytes: [UInt8]) throws(Diagnostic) {
    do {
      try StandardOutput.write(bytes)
    } catch .closedPipe {
      throw .outputClosed()
    } catch {
      throw FileMessages.diagnostic(error, path: "-", writing: true, at: nil)
    }
  }

  public func message(_ text: String) { StandardError.write(text) }
}
